import type { Fetched } from '@alataw/log';
import { EMPTY_LANE } from '../../projection/src/lane-change';
import { dockCodec, dockStage, put } from '../../../test/simulation/dock.stage';
import { LaneHost } from './lane-host';
import type { LanesLog, LanesProjection } from './ports';
import { StageRecords } from './stage-records';

const codec = dockCodec();
const TOPIC = 'loading.commands';
/** More turns than lie between a round and the end of the work. */
const TURNS = 60;

const fetched = (offset: number): Fetched => ({
  ...{ topic: TOPIC, partition: 0, from: offset, next: offset + 1, highWatermark: offset + 1 },
  batches: [
    {
      ...{ baseOffset: offset, lastOffset: offset, producerId: -1, producerEpoch: -1, isControl: false },
      records: [{ offset, timestamp: 0, key: null, headers: null, value: put(codec, offset, 'T-1', 'P-1').value }],
    },
  ],
});

/** A host with one live lane, whose servers answer at once and remember nothing. */
async function liveHost(): Promise<{ host: LaneHost; give: (fetched: Fetched) => void; end: () => Promise<void> }> {
  let give: (fetched: readonly Fetched[]) => unknown = () => undefined;
  let claim: Buffer | null = null;
  const log: LanesLog = {
    claim: () => Promise.resolve({ producerId: 1, producerEpoch: 0 }),
    append: (appends) => {
      claim = appends[0]?.records[0]?.value ?? null;
      return Promise.resolve(appends.map(() => ({ baseOffset: 0 })));
    },
    publish: () => Promise.resolve(),
    read: async function* ({ topic, partition }) {
      const records = [{ offset: 0, timestamp: 0, key: null, headers: null, value: claim }];
      const batch = { baseOffset: 0, lastOffset: 0, producerId: 1, producerEpoch: 0, isControl: false, records };
      yield await Promise.resolve({ topic, partition, from: 0, next: 1, highWatermark: 1, batches: [batch] });
    },
    readAt: () => Promise.resolve(null),
    endOffsets: () => Promise.resolve([1]),
    follow: (loop, signal) => {
      give = (news) => loop.onFetched(news);
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  };
  const projection: LanesProjection = {
    take: () => Promise.resolve(EMPTY_LANE),
    pointReaders: () => Promise.resolve('applied'),
    marks: (lanes) => Promise.resolve(lanes.map(() => 1)),
    load: (_, __, ___, entities) => Promise.resolve(entities.map(() => null)),
    apply: () => Promise.resolve('applied'),
  };
  const records = new StageRecords(dockStage, codec);
  records.open(1);
  let isLive = (): void => undefined;
  const live = new Promise<void>((resolve) => (isLive = resolve));
  const host = new LaneHost({
    ...{ records, codec, log, projection, clock: () => 0, instance: 'i' },
    decide: (round) =>
      round.map(({ inputs }) => ({ outputs: [], taken: inputs.length, parked: 0, repeatedTransfers: 0 })),
    observer: { onClaimed: () => isLive() },
    pause: () => new Promise((resolve) => setTimeout(resolve, 5)),
  });
  const running = host.run();
  host.assign([0]);
  await live;
  const end = async (): Promise<void> => {
    await host.stop();
    await running;
  };
  return { host, give: (news) => void give([news]), end };
}

describe(`${LaneHost.name} at work`, () => {
  it('decides what comes at whatever moment after a round', async () => {
    for (let turns = 0; turns < TURNS; turns++) {
      const { host, give, end } = await liveHost();
      give(fetched(0));
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      give(fetched(1));
      await new Promise((resolve) => setTimeout(resolve, 2));
      expect({ turns, pending: host.status()[0]?.pending }).toEqual({ turns, pending: 0 });
      await end();
    }
  });
});
