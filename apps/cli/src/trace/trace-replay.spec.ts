import { ArriveTruck, DockTruck, DepartUnit, topicsOf, ReopenUnit } from '@alataw/contracts';
import { FIRST_FOLD, keys, slotOf } from '@alataw/projection';
import type { StageDefinition } from '@alataw/stage';
import { CLUSTER_START_MS } from '../../../../test/support/cluster';
import { loadingStage } from '../../../loading/src/loading.stage';
import { LiveStages } from '../stages.fixture';

const TRUCK = 'truck:KZ-123ABC02';
const BENT = 'truck:KZ-999ZZZ09';

/** The loading stage as it should not be: it docks one truck elsewhere than it is told, and breaks no seal. */
const bent: StageDefinition = {
  ...loadingStage,
  entities: loadingStage.entities.map((entity) => ({
    ...entity,
    decider: {
      ...entity.decider,
      decide: (command, state, context) => {
        if ((command as Typed).type === 'ReopenUnit') throw new Error('it stumbles');
        const events = entity.decider.decide(command, state, context);
        return events.map((event) =>
          (event as DockTruck).dock === 'BENT' ? { ...(event as object), dock: 'D9' } : event,
        );
      },
    },
  })),
};

interface Typed {
  readonly type: string;
}

interface Traced {
  readonly events: readonly { readonly type: string; readonly counts: boolean; readonly offset: number }[];
  readonly projections: readonly { readonly isEqual: boolean; readonly state: object }[];
}

describe('alataw trace and replay', () => {
  let live: LiveStages;
  const events = topicsOf('loading').events;
  const arrive = (unitId: string, dock: string): Promise<void> =>
    live
      .send(ArriveTruck, {
        type: 'ArriveTruck',
        unitId,
        carrier: 'KAZPOST',
        maxMassGrams: 1_000,
        maxPieces: 10,
        maxVolumeCm3: null,
      })
      .then(() => live.send(DockTruck, { type: 'DockTruck', unitId, dock }));
  const traced = async (id: string): Promise<Traced> =>
    JSON.parse((await live.alataw('trace', id, '--json')).lines[0] ?? '') as Traced;

  beforeAll(async () => {
    live = await LiveStages.start([bent]);
    await arrive(TRUCK, 'D1');
    await live.send(DepartUnit, { type: 'DepartUnit', unitId: TRUCK });
    await arrive(BENT, 'BENT');
    await live.until(async () => (await live.countOf('loading', 'TruckDocked')) === 2);
    await live.until(async () => (await live.countOf('loading', 'DepartureRefused')) === 1);
  }, CLUSTER_START_MS);
  afterAll(() => live.stop(), CLUSTER_START_MS);

  it('shows each event with its place, its cause and its fields, and that Redis agrees', async () => {
    expect(await traced(TRUCK)).toMatchObject({
      events: [
        { type: 'TruckArrived', counts: true, causedBy: 'ArriveTruck', meta: { sequence: 1, actor: 'staff:spec' } },
        { type: 'TruckDocked', counts: true, causedBy: 'DockTruck', data: { dock: 'D1' } },
        { type: 'DepartureRefused', counts: true, causedBy: 'DepartUnit', stage: 'loading', topic: events },
      ],
      projections: [{ stage: 'loading', sequence: 3, state: { status: 'open', place: 'D1' }, isEqual: true }],
    });
    const { lines } = await live.alataw('trace', TRUCK);
    const text = lines.join('\n');
    expect(text).toMatch(/cause {4}DockTruck loading\.commands\/\d+@1, id c1/);
    expect(text).toMatch(/Redis, loading at mark \d+: equals the fold of these events/);
  });

  it('decides all of it again, to the same bytes', async () => {
    const { lines, fault } = await live.alataw('replay', TRUCK);
    expect(fault).toBe('');
    expect(lines.at(-1)).toBe('All 3 decisions come out as they are recorded.');
    expect(lines[0]).toMatch(/^loading {2}ArriveTruck loading\.commands\/\d+@0 {2}TruckArrived {2}the same$/);
  });

  it('names a decision that comes out differently, and goes on behind it', async () => {
    const { lines, fault } = await live.alataw('replay', BENT);
    expect(fault).toBe('1 of 2 decisions come out differently.');
    expect(lines).toEqual([
      expect.stringMatching(/the same$/),
      expect.stringContaining('DIFFERS: dock of TruckDocked is "BENT", recorded is "D9"'),
    ]);
  });

  it('lists an input that led to no event', async () => {
    await live.send(ReopenUnit, { type: 'ReopenUnit', unitId: TRUCK, reason: 'OTHER' });
    await live.until(async () => (await live.countOf('loading', 'RecordParked')) === 1);
    const { lines, fault } = await live.alataw('replay', TRUCK);
    expect(fault).toBe('');
    expect(lines).toContainEqual(expect.stringMatching(/^loading {2}ReopenUnit .* led to no event of it$/));
  });

  it('shows what was appended by somebody who does not own the lane as not counting', async () => {
    const partition = live.laneOf(TRUCK);
    const docked = (await traced(TRUCK)).events[1];
    const record = await live.log.readAt(events, partition, docked?.offset ?? -1);
    await live.log.publish([{ topic: events, partition, key: Buffer.from(TRUCK), value: record?.value ?? null }]);
    const after = await traced(TRUCK);
    expect(after.events.map(({ counts }) => counts).sort()).toEqual([false, true, true, true]);
    expect(after.projections).toMatchObject([{ isEqual: true }]);
    expect((await live.alataw('trace', TRUCK)).lines.join('\n')).toContain('TruckDocked  DOES NOT COUNT');
  });

  it('says when Redis holds something else', async () => {
    const slot = slotOf(loadingStage.name, loadingStage.fold ?? FIRST_FOLD);
    await live.redis.hset(keys.entity(live.laneOf(TRUCK), 'unit', TRUCK), slot, Buffer.from([1, 0, 1]));
    const { lines } = await live.alataw('trace', TRUCK);
    expect(lines.join('\n')).toMatch(/Redis, loading at mark \d+: DIFFERS from the fold of these events/);
  });

  it.each([
    ['trace', [], 'Say which: alataw trace PARCEL.'],
    ['replay', [], 'Say which: alataw replay PARCEL.'],
    ['trace', ['CNPOST.NONE'], /^No stage has an event of CNPOST\.NONE/],
    ['replay', [TRUCK, '--rules', '/nowhere.json'], /nowhere\.json/],
  ])('%s %j says what is wrong', async (name, args, fault) => {
    expect((await live.alataw(name, ...args)).fault).toMatch(fault);
  });
});
