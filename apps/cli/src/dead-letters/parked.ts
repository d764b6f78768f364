import { topicsOf, type Codec, type DeadLetterState, type StageName } from '@alataw/contracts';
import { deadLetterDecider } from '@alataw/lane';
import type { KafkaLog } from '@alataw/log';
import { readEvents } from '../log/stage-output';
import { copyIn, evolved } from './letters';

/** A letter that nobody has settled. */
export interface ParkedLetter {
  readonly id: string;
  readonly state: DeadLetterState;
}

/** Letters that are looked up together: each window reads the output from its first letter on, and this much is in memory. */
const WINDOW = 5_000;

/**
 * The letters of a stage that are still parked, lane by lane in the order of their parking, at bounded memory: a window of
 * letters is taken from the dead-letter topic, and what became of them from the output as it then ends. So who settles a
 * window before asking for the next sees each letter as it is. Letters that are parked meanwhile are not among them.
 */
export async function* parkedLetters(
  log: KafkaLog,
  codec: Codec,
  stage: StageName,
  window = WINDOW,
): AsyncGenerator<readonly ParkedLetter[]> {
  const topic = topicsOf(stage).deadLetters;
  const starts = await log.startOffsets(topic);
  const ends = await log.endOffsets(topic);
  for (const [partition, to] of ends.entries()) {
    let offsets = new Map<string, number>();
    for await (const records of log.scan({ topic, partition, from: starts[partition] ?? 0, to })) {
      for (const record of records) {
        const copy = copyIn(record);
        if (copy) offsets.set(copy.id, copy.parkedAt);
        if (offsets.size < window) continue;
        yield await stillParked(log, codec, { stage, partition }, offsets);
        offsets = new Map();
      }
    }
    if (offsets.size > 0) yield await stillParked(log, codec, { stage, partition }, offsets);
  }
}

/** @param offsets id → where its RecordParked stands */
async function stillParked(
  log: KafkaLog,
  codec: Codec,
  lane: { readonly stage: StageName; readonly partition: number },
  offsets: ReadonlyMap<string, number>,
): Promise<ParkedLetter[]> {
  const to = (await log.endOffsets(topicsOf(lane.stage).events))[lane.partition] ?? 0;
  const from = [...offsets.values()].reduce((least, offset) => Math.min(least, offset), to);
  const states = new Map<string, DeadLetterState>();
  for await (const event of readEvents(log, codec, { ...lane, from, to }, (key) => offsets.has(String(key)))) {
    const id = String(event.record.key);
    if (event.counts) states.set(id, evolved(states.get(id) ?? deadLetterDecider.initialState, event));
  }
  return [...states].flatMap(([id, state]) => (state.status === 'parked' ? [{ id, state }] : []));
}
