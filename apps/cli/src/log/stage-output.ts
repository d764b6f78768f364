import {
  isOf,
  LaneClaimed,
  topicsOf,
  type Codec,
  type Decoded,
  type EventMeta,
  type StageName,
} from '@alataw/contracts';
import { ClaimRule, NOBODY } from '@alataw/lane';
import type { KafkaLog, LogRecord } from '@alataw/log';

/** An event as it stands in a stage's output. */
export interface OutputEvent {
  readonly stage: StageName;
  readonly partition: number;
  readonly record: LogRecord;
  readonly decoded: Decoded;
  readonly meta: EventMeta;
  /** False for what anybody but the lane's owner appended: it was not written under the last claim before it. */
  readonly counts: boolean;
}

/**
 * Reads the events of one partition of a stage's output whose record key passes; others are not even decoded, so that a
 * million records take seconds.
 * @param range `from` inclusive: 0, or the offset of a record that counts; `to` exclusive
 */
export async function* readEvents(
  log: KafkaLog,
  codec: Codec,
  range: { readonly stage: StageName; readonly partition: number; readonly from: number; readonly to: number },
  hasKey: (key: Buffer) => boolean,
): AsyncGenerator<OutputEvent> {
  const { stage, partition, from, to } = range;
  let rule: ClaimRule | null = from === 0 ? new ClaimRule(NOBODY, (record) => claimIn(codec, record)) : null;
  for await (const { batches } of log.read({ topic: topicsOf(stage).events, partition, from, to })) {
    for (const batch of batches) {
      rule ??= new ClaimRule(batch, (record) => claimIn(codec, record));
      const counts = rule.counts(batch);
      for (const record of batch.records) {
        if (record.offset >= to || record.key === null || record.value === null || !hasKey(record.key)) continue;
        const event = eventIn(codec, record.value);
        if (event) yield { stage, partition, record, ...event, counts };
      }
    }
  }
}

function claimIn(codec: Codec, { value }: LogRecord): LaneClaimed | null {
  const decoded = decodedOrNull(codec, value);
  return decoded && isOf(LaneClaimed, decoded) ? decoded.value : null;
}

/** An event's bytes decoded, with its envelope; null for anything else. */
export function eventIn(codec: Codec, bytes: Buffer): { readonly decoded: Decoded; readonly meta: EventMeta } | null {
  const decoded = decodedOrNull(codec, bytes);
  const meta = decoded && 'meta' in decoded.value ? (decoded.value.meta as EventMeta) : null;
  return decoded && meta && 'eventId' in meta ? { decoded, meta } : null;
}

/** A record of any contract; null for bytes that are none. */
export function decodedOrNull(codec: Codec, bytes: Buffer | null): Decoded | null {
  if (bytes === null) return null;
  try {
    return codec.decode(bytes);
  } catch {
    return null; // shown as bytes
  }
}

/** The fields of an event or command without its envelope. */
export function fieldsOf({ value }: Decoded): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'meta'));
}
