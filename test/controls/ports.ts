import { DeadLetterState } from '@alataw/contracts';
import type { LanesLog, LanesProjection } from '@alataw/lane';
import type { AppendOutcome, Fetched, PartitionAppend, Producer, RecordBatch } from '@alataw/log';
import { decodeEntry, encodeEntry, type LaneSnapshot } from '@alataw/projection';
import { ALIEN } from '../simulation/audit';
import { isClaim } from '../simulation/judge';
import type { SimProcess } from '../simulation/sim-process';

/** Ports that each keep something from the lane's code, or let it do by halves what has to be whole. */

type LogOf = (log: LanesLog, process: SimProcess) => LanesLog;
type ProjectionOf = (projection: LanesProjection, process: SimProcess) => LanesProjection;

const placeOf = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}/${partition}`;

/** Alters every fetch of a lane's reading, its own output's or its inputs'. */
const reading =
  (alter: (fetched: Fetched, process: SimProcess) => Fetched, of: 'output' | 'inputs'): LogOf =>
  (log, process) => {
    const isMeant = (topic: string): boolean => (topic === process.definition.output) === (of === 'output');
    const altered = (fetched: Fetched): Fetched => (isMeant(fetched.topic) ? alter(fetched, process) : fetched);
    return {
      ...log,
      async *read(range) {
        for await (const fetched of log.read(range)) yield altered(fetched);
      },
      follow: ({ positions, onFetched }, signal) =>
        log.follow({ positions, onFetched: (all) => onFetched(all.map(altered)) }, signal),
    };
  };

/** What former owners have written looks as if the owner in force had. */
const asIfInForce = (fetched: Fetched, { world }: SimProcess): Fetched => {
  const { counting } = world.judged(fetched.topic, fetched.partition);
  const batches = fetched.batches.map((batch): RecordBatch => {
    const isLanes = batch.producerId >= 0 && batch.producerId !== ALIEN.producerId;
    const before = counting.filter((c) => c.baseOffset <= batch.baseOffset).at(-1);
    if (!isLanes || !before || before.baseOffset === batch.baseOffset || isClaim(world.codec, batch)) return batch;
    return { ...batch, producerId: before.producerId, producerEpoch: before.producerEpoch };
  });
  return { ...fetched, batches };
};

export const countingFormerOwnersInTheOutput = reading(asIfInForce, 'output');
export const countingFormerOwnersInInputs = reading(asIfInForce, 'inputs');

/** Whoever goes on reading an input is not told who was in force there. */
export const forgettingWhoWasInForce: LogOf = (log, process) => ({
  ...log,
  async *read(range) {
    for await (const fetched of log.read(range)) {
      const isOwn = range.topic === process.definition.output;
      yield isOwn ? fetched : { ...fetched, batches: fetched.batches.map((batch) => ({ ...batch, producerId: -1 })) };
    }
  },
});

/** Leaves out of the catch-up what was appended between taking the epoch and the claim record. */
export const readingUpToTheEpoch: LogOf = (log, process) => {
  const ends = new Map<number, number>();
  const { output, name } = process.definition;
  return {
    ...log,
    claim: async (id) => {
      const partition = Number(id.slice(name.length + 1));
      ends.set(partition, process.world.broker.end(output, partition));
      return log.claim(id);
    },
    async *read(range) {
      const end = range.topic === output ? ends.get(range.partition)! : Infinity;
      for await (const fetched of log.read(range)) {
        const isSeen = ({ baseOffset }: RecordBatch): boolean => baseOffset < end || baseOffset === range.to - 1;
        yield { ...fetched, batches: fetched.batches.filter(isSeen) };
      }
    },
  };
};

/** Does not see the claims of later owners. */
export const blindForLaterClaims: LogOf = (log, process) => {
  const own = new Map<number, Producer>();
  const { output, name } = process.definition;
  const isLater = (batch: RecordBatch, { producerId, producerEpoch }: Producer): boolean =>
    batch.producerId === producerId && batch.producerEpoch > producerEpoch;
  return {
    ...log,
    claim: async (id) => {
      const producer = await log.claim(id);
      own.set(Number(id.slice(name.length + 1)), producer);
      return producer;
    },
    async *read(range) {
      for await (const fetched of log.read(range)) {
        const isSeen = (batch: RecordBatch): boolean => !isLater(batch, own.get(range.partition)!);
        yield range.topic === output ? { ...fetched, batches: fetched.batches.filter(isSeen) } : fetched;
      }
    },
  };
};

/** Tells every append that it stands where it was expected to. */
export const answeringWhatIsExpected: LogOf = (log) => {
  const expected = new Map<string, number>();
  return {
    ...log,
    append: async (appends) => {
      const outcomes = await log.append(appends);
      return outcomes.map((outcome, i): AppendOutcome => {
        const { producer, records } = appends[i]!;
        if ('refused' in outcome) return outcome;
        const at = producer.firstSequence === 0 ? outcome.baseOffset : expected.get(placeOf(appends[i]!))!;
        expected.set(placeOf(appends[i]!), at + records.length);
        return { baseOffset: at };
      });
    },
  };
};

/** Sends a batch of its own for every record. */
export const appendingOneByOne: LogOf = (log) => {
  const appendOne = async (append: PartitionAppend): Promise<AppendOutcome> => {
    let first: AppendOutcome | undefined;
    for (const [i, record] of append.records.entries()) {
      const producer = { ...append.producer, firstSequence: append.producer.firstSequence + i };
      const [outcome] = await log.append([{ ...append, producer, records: [record] }]);
      if ('refused' in outcome!) return outcome;
      first ??= outcome!;
    }
    return first!;
  };
  return { ...log, append: (appends) => Promise.all(appends.map(appendOne)) };
};

/** Leaves out where a transfer comes from. */
export const forwardingWithoutOrigin: LogOf = (log) => ({
  ...log,
  publish: (publications) =>
    log.publish(publications.map(({ topic, partition, key, value }) => ({ topic, partition, key, value }))),
});

/** Says that all has been forwarded that is projected. */
export const forwardingFromTheMark: ProjectionOf = (projection) => ({
  ...projection,
  take: async (partition, owner) => {
    const taken = await projection.take(partition, owner);
    return taken === 'overtaken' ? taken : { ...taken, forwarded: taken.mark };
  },
});

/** Reads what a lane holds a moment after it was taken. */
export const readingAfterTaking: ProjectionOf = (projection, process) => ({
  ...projection,
  take: async (partition, owner) => {
    const taken = await projection.take(partition, owner);
    await process.turn();
    const { lane, counts } = process.world.redis.of(process.slot, partition);
    if (taken === 'overtaken' || lane === null) return taken;
    return { ...lane, counts: new Map(counts) } satisfies LaneSnapshot;
  },
});

/** Answers every look at Redis with what the lane believes. */
export const neverLooking: ProjectionOf = (projection, process) => ({
  ...projection,
  marks: async (lanes) => {
    await projection.marks(lanes);
    const believed = process.host.status();
    return lanes.map(({ partition }) => believed.find((lane) => lane.partition === partition)?.mark ?? null);
  },
});

/** Tells every look at Redis the mark, whoever has the lane by now. */
export const lookingAtMarksAlone: ProjectionOf = (projection, process) => ({
  ...projection,
  marks: async (lanes) => {
    await projection.marks(lanes);
    return lanes.map(({ partition }) => process.world.redis.mark(process.fold, partition));
  },
});

/** Shows every dead letter as one that waits. */
export const showingLettersAsParked: ProjectionOf = (projection, { world: { codec } }) => ({
  ...projection,
  load: async (partition, owner, mark, entities) => {
    const stored = await projection.load(partition, owner, mark, entities);
    if (stored === 'moved') return stored;
    return stored.map((bytes, i) => {
      if (bytes === null || entities[i]!.kind !== 'dead-letter') return bytes;
      const entry = decodeEntry(bytes);
      const letter = { ...codec.decodeAs(DeadLetterState, entry.state), status: 'parked' as const };
      return encodeEntry({ ...entry, state: codec.encode(DeadLetterState, letter) });
    });
  },
});

/** Says of every fetch that it began where the lane reads by now. */
export const answeringTheLatestQuestion: LogOf = (log) => ({
  ...log,
  follow: ({ positions, onFetched }, signal) => {
    const asked = (): Map<string, number> => new Map(positions().map((at) => [placeOf(at), at.offset]));
    const dated = (fetched: readonly Fetched[]): Fetched[] => {
      const now = asked();
      return fetched.map((each) => ({ ...each, from: now.get(placeOf(each)) ?? each.from }));
    };
    return log.follow({ positions, onFetched: (fetched) => onFetched(dated(fetched)) }, signal);
  },
});

/** Nobody sees where the log ends. */
export const seeingNoEnds: LogOf = (log) => ({ ...log, endOffsets: () => Promise.resolve([]) });
