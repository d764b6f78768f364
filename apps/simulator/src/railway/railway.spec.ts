import type { LoadUnit } from '../api/centre';
import { Railway } from './railway';

const [TRAIN, WAGON, BLOCK] = ['train:ALW-8024', 'wagon:94123452', 'block:A'];
const [FIRST, SECOND] = ['container:ALWU0000017', 'container:ALWU0000022'];
const ABSENT: LoadUnit = {
  ...{ status: 'absent', pieces: 0, maxPieces: 3, reserved: 0, loaded: [], blocked: [], carriedBy: '' },
  ...{ massGrams: 0, tareGrams: 0 },
};

/** A yard whose units the test sets; `calls` tells what was done there. */
function yard(units: Readonly<Record<string, Partial<LoadUnit>>>, waiting: readonly string[] = []) {
  const calls: string[] = [];
  const ready = [...waiting];
  const known = { ...units };
  let now = 0;
  const say = (call: string, status = 200) => {
    calls.push(call);
    return Promise.resolve({ status, body: {} });
  };
  const railway = new Railway(
    {
      unit: (id) => Promise.resolve({ ...ABSENT, ...known[id] }),
      announce: (id) => say(`announce ${id}`),
      drive: (id, command) => say(`${command} ${id}`),
      scan: (id, command, contentIds) => {
        calls.push(`${command} ${id}: ${contentIds.join(' ')}`);
        return Promise.resolve(contentIds.map((contentId) => ({ contentId, status: 'done', code: '' })));
      },
    },
    {
      hasAny: () => Promise.resolve(ready.length > 0),
      take: (count) => Promise.resolve(ready.splice(0, count)),
      settle: () => undefined,
    },
    { take: () => [] },
    {
      consider: (moment, ids) => {
        if (ids.length > 0) calls.push(`${moment} ${ids.join(' ')}`);
        return Promise.resolve();
      },
    },
    { containers: 2, maxPieces: 3, patienceMs: () => 500, now: () => now },
  );
  return {
    railway,
    calls,
    pass: (ms: number) => (now += ms),
    becomes: (id: string, of: Partial<LoadUnit>) => (known[id] = of),
  };
}
const closed = { status: 'closed', loaded: ['A'] };

describe('Railway', () => {
  it('opens containers when there is something to put in, and fills and closes them', async () => {
    const idle = yard({});
    expect([await idle.railway.step(), idle.calls]).toEqual([1_000, []]);
    const { railway, calls, becomes, pass } = yard({}, ['A', 'B']);
    await railway.step();
    expect(calls).toEqual([`announce ${FIRST}`, `announce ${SECOND}`]);
    becomes(FIRST, { status: 'open' });
    await railway.step();
    expect(calls.slice(2)).toEqual([`load ${FIRST}: A B`, 'loaded A B']);
    becomes(FIRST, { status: 'open', pieces: 2, loaded: ['A', 'B'] });
    pass(501);
    await railway.step();
    expect(calls.at(-1)).toBe(`close ${FIRST}`);
  });

  it('brings a container into the warehouse, out again, on a wagon, and the wagon into a train', async () => {
    const { railway, calls, becomes } = yard({ [FIRST]: closed });
    const steps = async (count = 1) => {
      calls.length = 0;
      for (let n = 0; n < count; n++) await railway.step();
      return calls;
    };
    expect(await steps()).toEqual([`announce ${BLOCK}`, `place ${BLOCK}`, `announce ${WAGON}`]);
    becomes(FIRST, { ...closed, carriedBy: BLOCK });
    becomes(WAGON, { status: 'open' });
    expect(await steps()).toEqual([`offload ${BLOCK}: ${FIRST}`]);
    becomes(FIRST, closed);
    expect(await steps()).toEqual([`load ${WAGON}: ${FIRST}`]);
    becomes(FIRST, { ...closed, carriedBy: WAGON });
    becomes(WAGON, { status: 'open', loaded: [FIRST] });
    expect(await steps()).toEqual([`close ${WAGON}`]);
    becomes(WAGON, { status: 'closed', loaded: [FIRST] });
    expect(await steps()).toEqual([`announce ${TRAIN}`]);
    becomes(TRAIN, { status: 'open' });
    expect(await steps()).toEqual([`load ${TRAIN}: ${WAGON}`]);
    becomes(TRAIN, { status: 'open', loaded: [WAGON] });
    becomes(WAGON, { status: 'closed', loaded: [FIRST], carriedBy: TRAIN });
    expect(await steps()).toEqual([`close ${TRAIN}`]);
    becomes(TRAIN, { status: 'closed', loaded: [WAGON] });
    expect(await steps()).toEqual([`depart ${TRAIN}`]);
    for (const id of [TRAIN, WAGON, FIRST]) becomes(id, { status: 'departed', loaded: ['A'] });
    expect(await steps(2)).toEqual(['gone A']);
  });

  it('waits with the wagon for a container that is not empty', async () => {
    const on = { ...closed, carriedBy: WAGON };
    const wagon = { status: 'open', loaded: [FIRST] };
    const waiting = yard({ [FIRST]: on, [WAGON]: wagon, [SECOND]: { status: 'open', pieces: 1, loaded: ['B'] } });
    waiting.pass(-1);
    await waiting.railway.step();
    expect(waiting.calls).not.toContain(`close ${WAGON}`);
    const alone = yard({ [FIRST]: on, [WAGON]: wagon, [SECOND]: { status: 'open' } });
    await alone.railway.step();
    expect(alone.calls).toContain(`close ${WAGON}`);
  });

  it('takes a held parcel back the whole way: train, wagon, container', async () => {
    const held = { blocked: ['X'] };
    const { railway, calls, becomes } = yard({
      [TRAIN]: { status: 'closed', loaded: [WAGON], ...held },
      [WAGON]: { status: 'closed', loaded: [FIRST], carriedBy: TRAIN, ...held },
      [FIRST]: { ...closed, carriedBy: WAGON, ...held },
    });
    await railway.step();
    becomes(TRAIN, { status: 'open', loaded: [WAGON], ...held });
    await railway.step();
    becomes(TRAIN, { status: 'open' });
    becomes(WAGON, { status: 'closed', loaded: [FIRST], ...held });
    await railway.step();
    becomes(WAGON, { status: 'open', loaded: [FIRST], ...held });
    await railway.step();
    becomes(FIRST, { ...closed, ...held });
    await railway.step();
    becomes(FIRST, { status: 'open', loaded: ['A', 'X'], ...held });
    await railway.step();
    expect(calls).toEqual(
      expect.arrayContaining([
        ...[`reopen ${TRAIN}`, `offload ${TRAIN}: ${WAGON}`, `reopen ${WAGON}`, `offload ${WAGON}: ${FIRST}`],
        ...[`reopen ${FIRST}`, `offload ${FIRST}: X`],
      ]),
    );
  });
});
