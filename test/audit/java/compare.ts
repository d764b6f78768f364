import type { Findings } from '../findings';
import { BitSet, type Ledger } from '../log/ledger';
import { placeText, type Place } from '../log/record';
import { fingerprint } from '../wire/crc32c';
import type { JavaRecord } from './console-consumer';

/** Reads one topic with another client. */
export type OtherReader = (
  topic: string,
  ends: ReadonlyMap<number, number>,
  take: (record: JavaRecord) => void,
) => Promise<void>;

/** Invariant 10: another client sees the same records, by partition, offset, key and value, and each of them once. */
export async function compareReaders(
  ends: readonly Place[],
  ledger: Ledger,
  read: OtherReader,
  findings: Findings,
): Promise<void> {
  for (const topic of new Set(ends.map((end) => end.topic))) {
    const own = new Map(ends.filter((end) => end.topic === topic).map((end) => [end.partition, end.offset]));
    const seen = new Map<number, BitSet>();
    await read(topic, own, ({ partition, offset, key, value }) => {
      const place = { topic, partition, offset };
      const offsets = seen.get(partition) ?? new BitSet();
      seen.set(partition, offsets);
      findings.checked(10);
      if (!offsets.add(offset)) findings.violation(10, `Java reads ${placeText(place)} twice`, place);
      if (!ledger.holds(place)) findings.violation(10, `Java reads ${placeText(place)}, this audit did not`, place);
      else if (ledger.fingerprintAt(place) !== fingerprint(key, value)) {
        findings.violation(10, `Java reads another key or value at ${placeText(place)}`, place);
      }
    });
    for (const [partition, end] of own) {
      for (let offset = 0; offset < end; offset++) {
        if (seen.get(partition)?.has(offset)) continue;
        const place = { topic, partition, offset };
        findings.violation(10, `Java does not read ${placeText(place)}`, place);
      }
    }
  }
}
