import {
  CancelParcel,
  DeclareParcel,
  isOf,
  partitionOf,
  ReleaseState,
  RetireParcel,
  type Decoded,
} from '@alataw/contracts';
import { ProjectionReader } from '@alataw/projection';
import { stageDefinitions } from '../apps/cli/src/entity/stage-definitions';
import { LiveStages } from '../apps/cli/src/stages.fixture';
import { declareParcel } from '../apps/declaration/src/domain/declare-parcel.fixture';
import { CLUSTER_START_MS } from './support/cluster';

const DAY = 86_400_000;
const DECLARED = Date.UTC(2026, 11, 1, 9);
const FREE_DAY = Math.ceil((DECLARED + 183 * DAY) / DAY);
const declare = declareParcel();
const { parcelId, platform, logisticsNo } = declare;
/** Without an inspection, so that nothing releases the parcel before it is cancelled. */
const STAGES = ['declaration', 'release'] as const;

/** Commands bring their times along: months pass between two of them. */
describe('a parcel that ended', () => {
  let live: LiveStages;
  let reader: ProjectionReader<(typeof STAGES)[number], Decoded>;

  beforeAll(async () => {
    live = await LiveStages.start(stageDefinitions({}, {}).filter(({ name }) => STAGES.some((own) => own === name)));
    reader = new ProjectionReader({
      ...{ redis: live.redis, stages: STAGES, partitions: 3, partitionOf: (id: string) => partitionOf(id, 3) },
      decodeState: (bytes: Buffer) => live.codec.decode(bytes),
    });
  }, CLUSTER_START_MS);
  afterAll(() => live.stop(), CLUSTER_START_MS);

  const said = (stage: (typeof STAGES)[number], contract: string, count: number) =>
    live.until(async () => (await live.countOf(stage, contract)) === count);
  const known = async () => Object.keys(await reader.entity('parcel', parcelId));
  const left = () => reader.left('declaration', 'parcel', parcelId);
  const found = () => reader.found('declaration', 'parcel', { number: logisticsNo, limit: 5 });
  /** Asks until it is so: Redis is written a moment after the log. */
  const shown = async (isSo: () => Promise<boolean>): Promise<void> => {
    while (!(await isSo())) expect(live.redis.status).toBe('ready');
  };
  const leavesAt = async (): Promise<number> => {
    const state = (await reader.entity('parcel', parcelId)).release?.state;
    return state && isOf(ReleaseState, state) ? state.value.leavesAt : 0;
  };

  it(
    'leaves all views, keeps its number taken, over a loss of Redis too, and gives it back after six months',
    async () => {
      await live.send(DeclareParcel, declare, DECLARED);
      await said('release', 'ReleaseOpened', 1);
      await live.send(CancelParcel, { type: 'CancelParcel', parcelId, platform }, DECLARED);
      await said('release', 'ParcelEnded', 1);
      await shown(async () => (await leavesAt()) > 0);
      const due = await leavesAt();
      expect(due - DECLARED).toBeGreaterThanOrEqual(7 * DAY);
      expect(await reader.rows('index:release.ended', { limit: 5 })).toEqual([{ id: parcelId, since: due }]);
      expect(await found()).toEqual([parcelId]);

      await live.send(RetireParcel, { type: 'RetireParcel', parcelId, due }, due - DAY);
      await said('release', 'RetirementRefused', 1);
      await live.send(RetireParcel, { type: 'RetireParcel', parcelId, due }, due);
      await said('declaration', 'DeclarationRetired', 1);
      await shown(async () => (await known()).length === 0);
      expect(await left()).toEqual({ owner: platform, untilDay: FREE_DAY, note: '-' });
      expect(await found()).toEqual([]);
      expect(await reader.rows(`index:declaration.platform:${platform}`, { limit: 5 })).toEqual([]);
      expect(await reader.counts()).toMatchObject({ declaration: { accepted: 0 }, release: { cancelled: 0 } });

      // Twice is once, and a number that is taken is refused without a trace in the views.
      await live.send(RetireParcel, { type: 'RetireParcel', parcelId, due }, due);
      await said('release', 'RetirementRefused', 2);
      await live.send(DeclareParcel, { ...declare, platform: 'OTHER' }, FREE_DAY * DAY - 1_000);
      await said('declaration', 'DeclarationConflicted', 1);
      expect(await known()).toEqual([]);

      await live.redis.flushall();
      await shown(async () => (await left()) !== null);
      expect(await left()).toEqual({ owner: platform, untilDay: FREE_DAY, note: '-' });
      expect(await known()).toEqual([]);

      await live.send(DeclareParcel, { ...declare, platform: 'OTHER' }, FREE_DAY * DAY);
      await said('declaration', 'ParcelDeclared', 2);
      await said('release', 'ReleaseOpened', 2);
      await shown(async () => (await known()).length === 2);
      expect(await left()).toBeNull();
      expect((await reader.entity('parcel', parcelId)).declaration).toMatchObject({ sequence: 1 });

      const before = await reader.entity('parcel', parcelId);
      await live.redis.flushall();
      await shown(async () => (await known()).length === 2);
      expect(await reader.entity('parcel', parcelId)).toEqual(before);
      expect(await left()).toBeNull();
    },
    CLUSTER_START_MS,
  );
});
