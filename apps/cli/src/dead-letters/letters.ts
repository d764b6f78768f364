import {
  parkedPlaceOf,
  RecordParked,
  stages,
  topicsOf,
  type Codec,
  type DeadLetterState,
  type ParkedPlace,
  type StageName,
} from '@alataw/contracts';
import { deadLetterDecider, parseOrigin, type DeadLetterEvent } from '@alataw/lane';
import type { KafkaLog, LogRecord } from '@alataw/log';
import { CommandError, text, type OptionValues } from '../command';
import { decodedOrNull, readEvents, type OutputEvent } from '../log/stage-output';

/** A record that a stage could not process, and all that was said about it. */
export interface Letter {
  readonly id: string;
  readonly stage: StageName;
  readonly place: ParkedPlace;
  /** The record's contract; null for bytes that are none. */
  readonly record: string | null;
  readonly state: DeadLetterState;
  /** In the order of the log: its RecordParked, retries, end. */
  readonly history: readonly OutputEvent[];
}

/** Every topic that holds dead letters, and what is said about them. */
export const letterTopics = (of: readonly StageName[]): string[] =>
  of.flatMap((stage) => [topicsOf(stage).deadLetters, topicsOf(stage).events, topicsOf(stage).commands]);

/** The stage that an option names, or all. @throws {CommandError} */
export function stagesOf(options: OptionValues): readonly StageName[] {
  const name = text(options, 'stage');
  if (name === undefined) return stages;
  const stage = stages.find((known) => known === name);
  if (stage === undefined) throw new CommandError(`Say --stage as one of ${stages.join(', ')}.`);
  return [stage];
}

/** The id of a dead letter, taken apart. @throws {CommandError} */
export function placeIn(id: string): ParkedPlace & { readonly stage: StageName } {
  const place = parkedPlaceOf(id);
  const stage = stages.find((known) => known === place?.stage);
  if (place && stage) return { ...place, stage };
  throw new CommandError(`"${id}" is no id of a dead letter: see alataw dead-letters list.`);
}

/**
 * Reads the dead letters of a stage from the log: which there are, from its dead-letter topic; what became of them, from its
 * output behind the first of them. A letter whose copy is still on its way to the topic is not seen yet.
 * @param only one of them, or all
 */
export async function readLetters(log: KafkaLog, codec: Codec, stage: StageName, only?: string): Promise<Letter[]> {
  const letters: Letter[] = [];
  const ends = await log.endOffsets(topicsOf(stage).events);
  for (const [partition, records] of (await readCopies(log, codec, stage)).entries()) {
    const own = [...records].filter(([id]) => only === undefined || id === only);
    if (own.length === 0) continue;
    const from = Math.min(...own.map(([, { offset }]) => offset));
    const histories = new Map(own.map(([id]) => [id, [] as OutputEvent[]]));
    const range = { stage, partition, from, to: ends[partition] ?? from };
    for await (const event of readEvents(log, codec, range, (key) => key.indexOf(`${stage}:`) === 0)) {
      if (event.counts) histories.get(String(event.record.key))?.push(event);
    }
    for (const [id, { record }] of own) {
      const history = histories.get(id) ?? [];
      letters.push({ id, stage, place: placeIn(id), record, history, state: stateOf(history) });
    }
  }
  return letters.sort((a, b) => a.state.parkedAt - b.state.parkedAt);
}

/** Per partition: id → the record's contract, and where its RecordParked stands. */
async function readCopies(
  log: KafkaLog,
  codec: Codec,
  stage: StageName,
): Promise<Map<string, { readonly record: string | null; readonly offset: number }>[]> {
  const topic = topicsOf(stage).deadLetters;
  const starts = await log.startOffsets(topic);
  const ends = await log.endOffsets(topic);
  return Promise.all(
    ends.map(async (to, partition) => {
      const found = new Map<string, { readonly record: string | null; readonly offset: number }>();
      for await (const records of log.scan({ topic, partition, from: starts[partition] ?? 0, to })) {
        for (const record of records) {
          const copy = copyIn(record);
          if (copy === null) continue;
          found.set(copy.id, {
            record: decodedOrNull(codec, record.value)?.contract.name ?? null,
            offset: copy.parkedAt,
          });
        }
      }
      return found;
    }),
  );
}

/** Which letter a record of a dead-letter topic is the copy of, and the offset of its RecordParked; null for none of a lane's. */
export function copyIn({ headers }: LogRecord): { readonly id: string; readonly parkedAt: number } | null {
  const origin = parseOrigin(headers);
  const id = headers?.['eventId'];
  return origin === null || id === undefined || parkedPlaceOf(id) === null ? null : { id, parkedAt: origin.offset };
}

/** What an event makes of a letter. */
export const evolved = (state: DeadLetterState, { decoded, meta }: OutputEvent): DeadLetterState =>
  deadLetterDecider.evolve(state, decoded.value as DeadLetterEvent, meta.occurredAt);

const stateOf = (history: readonly OutputEvent[]): DeadLetterState =>
  history.reduce(evolved, deadLetterDecider.initialState);

/** When a letter was parked, epoch ms UTC, by the clock of its lane. */
export const parkedAt = ({ history, state }: Letter): number =>
  history.find(({ decoded }) => decoded.contract === RecordParked)?.meta.recordedAt ?? state.parkedAt;

export const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
