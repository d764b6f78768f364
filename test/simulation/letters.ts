import { DiscardParked, RecordParked, RetryParked, type Codec, type EventMeta } from '@alataw/contracts';
import type { RecordBatch } from '@alataw/log';
import type { Random } from './random';

/** How often an operator discards what could be retried. */
const DISCARDS = 0.3;
/** How often an operator names a letter that nobody has parked. */
const UNKNOWN = 0.05;

/** A record of the dock's output; a letter's, where it names one. */
interface LetterEvent {
  readonly type: string;
  readonly deadLetterId?: string;
  readonly meta: EventMeta;
  /** Of a retry that was successful: how many events stand behind it. */
  readonly events?: number;
}

/** The letters that a partition's records that count have parked. */
export function lettersIn(codec: Codec, counting: readonly RecordBatch[]): string[] {
  const ids: string[] = [];
  for (const { records } of counting) {
    for (const { value } of records) {
      const decoded = codec.decode(value!);
      if (decoded.contract === RecordParked) ids.push((decoded.value as RecordParked).deadLetterId);
    }
  }
  return ids;
}

/** What an operator asks of one of these letters, of a lane of the dock. @param n tells commands apart */
export function letterCommand(codec: Codec, random: Random, letters: readonly string[], n: number) {
  const deadLetterId = random.chance(UNKNOWN) ? `loading:loading.commands:0:${9_000 + n}:0` : random.pick(letters);
  const commandId = `ask-${n}`;
  const meta = { commandId, correlationId: commandId, actor: 'operator:dock', issuedAt: n };
  const bytes = random.chance(DISCARDS)
    ? codec.encode(DiscardParked, { type: 'DiscardParked', deadLetterId, note: '', meta })
    : codec.encode(RetryParked, { type: 'RetryParked', deadLetterId, meta });
  return { key: Buffer.from(deadLetterId), value: Buffer.from(bytes) };
}

/**
 * The rule for dead letters, told by the records of one lane that count, in their order: a letter ends once, by a retry or
 * by a discard; what a retry leads to stands behind its answer, in one decision; and each put is decided once, one that was
 * parked by its retry or never.
 * @returns how often each answer was given
 */
export function auditLetters(
  codec: Codec,
  counting: readonly RecordBatch[],
  fault: (what: string) => void,
): ReadonlyMap<string, number> {
  const events = counting.flatMap(({ records }) =>
    records.map(({ value }) => codec.decode(value!).value as LetterEvent),
  );
  const told = new Map<string, number>();
  const puts = new Map<string, number>();
  /** Per letter, the put that was parked, and whether and how it ended. */
  const letters = new Map<string, { readonly put: string; end: string | null }>();
  events.forEach((event, i) => {
    const { type, deadLetterId, meta } = event;
    if (type === 'Reserved' || type === 'PutRefused') puts.set(meta.causeId, (puts.get(meta.causeId) ?? 0) + 1);
    if (deadLetterId === undefined) return;
    told.set(type, (told.get(type) ?? 0) + 1);
    const letter = letters.get(deadLetterId);
    if (type === 'RecordParked') {
      if (letter) fault('a record was parked twice');
      letters.set(deadLetterId, { put: meta.causeId, end: null });
    } else if (type !== 'ParkedCommandRefused') {
      if (letter?.end !== null) fault('a dead letter was processed that does not wait');
      if (letter && type !== 'ParkedRetryFailed') letter.end = type;
    }
    if (type !== 'ParkedRecordRetried') return;
    const caused = events.filter((other) => other !== event && isOfOneDecision(other, event));
    const behind = events.slice(i + 1, i + 1 + event.events!);
    if (caused.length !== event.events || caused.some((each, n) => each !== behind[n]))
      fault('what a retry leads to does not stand behind its answer');
  });
  for (const { put, end } of letters.values()) {
    if ((puts.get(put) ?? 0) !== (end === 'ParkedRecordRetried' ? 1 : 0))
      fault('a parked put was decided otherwise than by its retry');
    puts.delete(put);
  }
  if ([...puts.values()].some((times) => times > 1)) fault('a put was decided twice');
  return told;
}

const isOfOneDecision = ({ meta: a }: LetterEvent, { meta: b }: LetterEvent): boolean =>
  a !== undefined && a.cause.topic === b.cause.topic && a.cause.offset === b.cause.offset;
