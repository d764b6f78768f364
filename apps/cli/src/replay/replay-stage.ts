import type { RecordParked } from '@alataw/contracts';
import { isTopicName, type Cause, type Codec, type Contract, type EventMeta, type StageName } from '@alataw/contracts';
import { Progress, StageMachine, type Prepared, type StageRecords } from '@alataw/lane';
import type { KafkaLog } from '@alataw/log';
import type { EntityLog } from '../entity/entity-log';
import { decodedOrNull, eventIn, type OutputEvent } from '../log/stage-output';

/** What one input led to, and whether it leads to the same again. */
export interface ReplayedDecision {
  readonly stage: StageName;
  /** The input's contract; null when it is no longer in the log. */
  readonly input: string | null;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** The events of the entity that are recorded. */
  readonly events: readonly string[];
  /** What is different, or null. */
  readonly difference: string | null;
}

const DEAD_LETTER = 'dead-letter';

/**
 * Decides again what a stage has decided about one entity, from the initial state on. Each decision is judged by itself: after
 * one that differs it goes on from what is recorded. Other entities of the same inputs are left out.
 */
export async function replayStage(
  log: KafkaLog,
  codec: Codec,
  { records, partition, kind, events }: EntityLog,
  id: string,
): Promise<ReplayedDecision[]> {
  const machine = new StageMachine(records);
  const subjects = records.subjects([{ kind, id }], [null]);
  const subject = subjects.get({ kind, id });
  const replayed: ReplayedDecision[] = [];
  for (const recorded of decisionsIn(events)) {
    const { cause, recordedAt } = recorded[0]!.meta;
    const before = subject.save();
    const found = await readInput(log, records, cause, { kind, id });
    let outputs: readonly Buffer[] = [];
    if (found.input !== null) {
      for (const letter of found.letters) subjects.add(letter);
      const round = {
        partition,
        subjects,
        progress: new Progress(),
        heard: new Map<number, number>(),
        now: recordedAt,
      };
      const inputs = { inputs: [found.input], originals: found.originals };
      const baseOffset = recorded[0]!.record.offset;
      const decided = machine.decide({ ...round, ...inputs, baseOffset });
      outputs = decided.outputs.filter(({ key }) => String(key) === id || decided.parked > 0).map(({ value }) => value);
    }
    const difference = found.fault ?? differenceOf(recorded, outputs, codec, found.isPart);
    subject.restore(before);
    for (const { decoded, meta, record } of recorded) subject.apply(decoded.value, meta.occurredAt, record.offset);
    const { topic, partition: p, offset } = cause;
    const names = recorded.map(({ decoded }) => decoded.contract.name);
    const place = { topic, partition: p, offset };
    const stage = records.definition.name;
    replayed.push({ stage, input: found.type, ...place, events: names, difference });
  }
  return replayed;
}

/** The events that count, by the inputs that led to them. */
function decisionsIn(events: readonly OutputEvent[]): OutputEvent[][] {
  const byCause = new Map<string, OutputEvent[]>();
  for (const event of events.filter(({ counts }) => counts)) {
    const { topic, partition, offset } = event.meta.cause;
    const key = `${topic}/${partition}/${offset}`;
    byCause.set(key, [...(byCause.get(key) ?? []), event]);
  }
  return [...byCause.values()];
}

interface FoundInput {
  /** The input as far as it is about the entity; null when there is none to decide about. */
  readonly input: Prepared | null;
  readonly originals: ReadonlyMap<Prepared, Prepared>;
  /** For a retry: its dead letter, as it stood then. */
  readonly letters: readonly ReturnType<StageRecords['subject']>[];
  readonly type: string | null;
  /** It is about other entities, too: the numbers of its events are not those of the whole decision. */
  readonly isPart: boolean;
  readonly fault: string | null;
}

async function readInput(
  log: KafkaLog,
  records: StageRecords,
  { topic, partition, offset }: Cause,
  entity: { readonly kind: string; readonly id: string },
): Promise<FoundInput> {
  const nothing = { input: null, originals: new Map<Prepared, Prepared>(), letters: [], type: null, isPart: false };
  const record = isTopicName(topic) ? await log.readAt(topic, partition, offset) : null;
  if (record === null || !isTopicName(topic)) return { ...nothing, fault: 'its input is no longer in the log' };
  const type = decodedOrNull(records.codec, record.value)?.contract.name ?? null;
  const prepared = records.prepare(topic, partition, record);
  if (prepared === null) return { ...nothing, type, fault: 'the stage has nothing to say to its input any more' };
  const about = (input: Prepared): Prepared => ({
    ...input,
    commands: input.commands.filter((c) => c.kind === DEAD_LETTER || (c.kind === entity.kind && c.id === entity.id)),
  });
  const input = about(prepared);
  const isPart = input.commands.length < prepared.commands.length;
  const place = records.originalOf(prepared);
  if (place === null || prepared.retries === null) return { ...nothing, input, type, isPart, fault: null };
  const original = records.prepareAgain(
    prepared,
    place.topic,
    await log.readAt(place.topic, place.partition, place.offset),
  );
  const letter = records.subject(DEAD_LETTER, prepared.retries, null);
  const parked: RecordParked = { type: 'RecordParked', deadLetterId: prepared.retries, reason: 'OTHER', detail: '' };
  letter.apply(parked, 0, 0);
  return { input, originals: new Map([[input, about(original)]]), letters: [letter], type, isPart, fault: null };
}

/** Compares by bytes, with the recorded time of recording. @returns in words, or null */
function differenceOf(
  recorded: readonly OutputEvent[],
  outputs: readonly Buffer[],
  codec: Codec,
  isPart: boolean,
): string | null {
  for (let i = 0; i < Math.max(recorded.length, outputs.length); i++) {
    const [was, now] = [recorded[i], outputs[i]];
    const again = now ? eventIn(codec, now) : null;
    if (!was || !again) {
      const names = outputs.map((bytes) => eventIn(codec, bytes)?.decoded.contract.name).join(', ');
      return `it leads to ${names || 'nothing'}`;
    }
    const { eventId } = isPart ? was.meta : again.meta;
    const meta: EventMeta = { ...again.meta, eventId, recordedAt: was.meta.recordedAt };
    const bytes = encoded(codec, again.decoded, meta);
    if (!bytes.equals(encoded(codec, was.decoded, was.meta))) return changedField(was, again.decoded, meta);
  }
  return null;
}

/** By the newest version of its schema, whichever wrote it. */
function encoded(
  codec: Codec,
  decoded: { readonly contract: Contract<unknown>; readonly value: object },
  meta: EventMeta,
) {
  return Buffer.from(codec.encode(decoded.contract, { ...decoded.value, meta }));
}

function changedField(was: OutputEvent, now: OutputEvent['decoded'], meta: EventMeta): string {
  const { contract } = was.decoded;
  if (contract !== now.contract) return `${now.contract.name} instead of ${contract.name}`;
  const before = { ...was.decoded.value, meta: was.meta } as Record<string, unknown>;
  const after = { ...now.value, meta } as Record<string, unknown>;
  const name = Object.keys(before).find((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])) ?? '';
  return `${name} of ${contract.name} is ${JSON.stringify(after[name])}, recorded is ${JSON.stringify(before[name])}`;
}
