import {
  isOf,
  LaneClaimed,
  topicsOf,
  type Codec,
  type Decoded,
  type EventMeta,
  type StageName,
} from '@alataw/contracts';
import type { KafkaLog, LogRecord, Producer } from '@alataw/log';

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
 * @param range `from` inclusive; up to where the partition ends now
 */
export async function* readEvents(
  log: KafkaLog,
  codec: Codec,
  range: { readonly stage: StageName; readonly partition: number; readonly from: number; readonly to: number },
  hasKey: (key: Buffer) => boolean,
): AsyncGenerator<OutputEvent> {
  const { stage, partition, from, to } = range;
  const claims = new Claims(codec, from === 0);
  for await (const { batches } of log.read({ topic: topicsOf(stage).events, partition, from, to })) {
    for (const batch of batches) {
      for (const record of batch.records) {
        const counts = claims.judge(batch, record);
        if (record.offset >= to || record.key === null || record.value === null || !hasKey(record.key)) continue;
        const event = eventIn(codec, record.value);
        if (event) yield { stage, partition, record, ...event, counts };
      }
    }
  }
}

/** The rule in the log: a record counts if it was written under the last claim before it, or is a newer claim itself. */
class Claims {
  private inForce: Producer | null;

  /** @param fromStart else the first record is taken for one that counts: its reader knows that it does */
  constructor(
    private readonly codec: Codec,
    fromStart: boolean,
  ) {
    this.inForce = fromStart ? { producerId: -1, producerEpoch: -1 } : null;
  }

  judge(batch: Producer, { key, value }: LogRecord): boolean {
    this.inForce ??= batch;
    const isBy = (by: Producer): boolean =>
      batch.producerId === by.producerId && batch.producerEpoch === by.producerEpoch;
    if (isBy(this.inForce)) return true;
    const claim = String(key) === '#lane' ? decodedOrNull(this.codec, value) : null;
    if (!claim || !isOf(LaneClaimed, claim) || !isBy(claim.value)) return false;
    const { producerId, producerEpoch } = claim.value;
    if (producerId === this.inForce.producerId && producerEpoch <= this.inForce.producerEpoch) return false;
    this.inForce = { producerId, producerEpoch };
    return true;
  }
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
  const { meta: _, ...fields } = value as unknown as Record<string, unknown>;
  return fields;
}
