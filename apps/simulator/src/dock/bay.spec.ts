import type { LoadUnit } from '../api/centre';
import { Bay } from './bay';

const EMPTY: LoadUnit = {
  ...{
    status: 'open',
    pieces: 0,
    maxPieces: 3,
    reserved: 0,
    loaded: [],
    blocked: [],
    massGrams: 0,
    tareGrams: 0,
    carriedBy: '',
  },
};

interface BayTest {
  readonly ready?: readonly string[];
  readonly bags?: readonly string[];
  /** What differs from success, by command or by the parcel scanned. */
  readonly answers?: Readonly<Record<string, object>>;
  readonly statuses?: Readonly<Record<string, string>>;
  readonly patienceMs?: number;
  readonly customsSeal?: 'intact' | 'broken';
}

/** A bay whose truck the test sets; `calls` tells what the bay did. */
function bayWith(truck: LoadUnit, options: BayTest = {}) {
  const calls: string[] = [];
  const ready = [...(options.ready ?? [])];
  const bags = [...(options.bags ?? [])];
  let now = 0;
  const bay = new Bay(
    {
      unit: (unitId) => Promise.resolve({ ...truck, status: options.statuses?.[unitId] ?? truck.status }),
      announce: () => {
        calls.push('arrive');
        return Promise.resolve({ status: 200, body: {} });
      },
      drive: (unitId, command) => {
        calls.push(`${command} ${unitId}`);
        return Promise.resolve({ status: 200, body: {}, ...options.answers?.[command] });
      },
      scan: (_, command, contentIds) => {
        calls.push(`${command} ${contentIds.join(' ')}`);
        const scanOf = (contentId: string) => ({
          contentId,
          status: 'done',
          code: '',
          ...options.answers?.[contentId],
        });
        return Promise.resolve(contentIds.map(scanOf));
      },
    },
    {
      hasAny: () => Promise.resolve(ready.length > 0),
      take: (count) => Promise.resolve(ready.splice(0, count)),
      settle: () => undefined,
    },
    { hasAny: () => bags.length > 0, take: (count) => bags.splice(0, count) },
    {
      consider: (moment, ids) => {
        if (ids.length > 0) calls.push(`${moment} ${ids.join(' ')}`);
        return Promise.resolve();
      },
    },
    {
      dock: 'D1',
      truckIds: ['T1', 'T2'],
      maxPieces: 3,
      patienceMs: () => options.patienceMs ?? 1000,
      now: () => now,
      customsSeal: () => options.customsSeal ?? 'none',
    },
  );
  return { bay, calls, pass: (ms: number) => (now += ms) };
}

describe('Bay', () => {
  it('lets a truck come when there is something to load, and only then', async () => {
    const idle = bayWith({ ...EMPTY, status: 'absent' });
    await idle.bay.step();
    expect(idle.calls).toEqual([]);
    const busy = bayWith({ ...EMPTY, status: 'departed' }, { ready: ['A'] });
    await busy.bay.step();
    expect(busy.calls).toEqual(['arrive']);
  });

  it('docks a truck that has arrived', async () => {
    const { bay, calls } = bayWith({ ...EMPTY, status: 'arrived' });
    await bay.step();
    expect(calls).toEqual(['dock T1']);
  });

  it('loads as many parcels as there is room for', async () => {
    const { bay, calls } = bayWith({ ...EMPTY, pieces: 1, loaded: ['X'] }, { ready: ['A', 'B', 'C'] });
    await bay.step();
    expect(calls).toEqual(['load A B', 'loaded A B']);
  });

  it('comes for bags alone, and loads them before parcels', async () => {
    const idle = bayWith({ ...EMPTY, status: 'absent' }, { bags: ['bag:B1'] });
    await idle.bay.step();
    expect(idle.calls).toEqual(['arrive']);
    const { bay, calls } = bayWith(EMPTY, { ready: ['A', 'B', 'C'], bags: ['bag:B1'] });
    await bay.step();
    expect(calls).toEqual(['load bag:B1 A B', 'loaded A B']);
  });

  it('seals a truck that is full', async () => {
    const { bay, calls } = bayWith({ ...EMPTY, pieces: 3, loaded: ['X', 'Y', 'Z'] }, { ready: ['A'] });
    await bay.step();
    expect(calls).toEqual(['seal T1']);
  });

  it('seals a truck that has no room for the next parcel', async () => {
    const refused = { A: { status: 'refused', code: 'OVER_CAPACITY' } };
    const { bay, calls } = bayWith({ ...EMPTY, pieces: 1, loaded: ['X'] }, { ready: ['A', 'B'], answers: refused });
    await bay.step();
    await bay.step();
    expect(calls).toEqual(['load A B', 'loaded B', 'seal T1']);
  });

  it('seals a truck that has waited long enough, unless it is empty', async () => {
    const waiting = bayWith({ ...EMPTY, pieces: 1, loaded: ['X'] });
    await waiting.bay.step();
    expect(waiting.calls).toEqual([]);
    waiting.pass(1001);
    await waiting.bay.step();
    expect(waiting.calls).toEqual(['seal T1']);
    const empty = bayWith(EMPTY);
    empty.pass(1001);
    await empty.bay.step();
    expect(empty.calls).toEqual([]);
  });

  it('takes blocked parcels off before anything else', async () => {
    const { bay, calls } = bayWith({ ...EMPTY, pieces: 2, loaded: ['X', 'Y'], blocked: ['Y'] }, { ready: ['A'] });
    await bay.step();
    expect(calls).toEqual(['offload Y']);
  });

  it('lets a sealed truck out and turns to the next one', async () => {
    const { bay, calls } = bayWith({ ...EMPTY, status: 'closed', pieces: 1, loaded: ['X'] });
    await bay.step();
    expect(calls).toEqual(['sealed X', 'gate-out T1', 'gone X']);
    expect(bay.unitId).toBe('T2');
  });

  it.each([
    ['intact', ['seals T1', 'verify-seal T1']],
    ['broken', ['seals T1', 'verify-seal T1', 'replace-seal T1']],
  ] as const)('lets customs put a seal on, which is found %s', async (customsSeal, said) => {
    const { bay, calls } = bayWith({ ...EMPTY, status: 'closed', pieces: 1, loaded: ['X'] }, { customsSeal });
    await bay.step();
    expect(calls).toEqual([...said, 'sealed X', 'gate-out T1', 'gone X']);
  });

  it('unseals a truck that may not leave because of a blocked parcel', async () => {
    const refusal = { 'gate-out': { status: 409, body: { code: 'BLOCKED_PARCEL' } } };
    const { bay, calls } = bayWith({ ...EMPTY, status: 'closed', loaded: ['X'] }, { answers: refusal });
    await bay.step();
    expect(calls).toEqual(['sealed X', 'gate-out T1', 'unseal T1']);
    expect(bay.unitId).toBe('T1');
  });

  it('begins with a truck that is still on the site', async () => {
    const { bay, calls } = bayWith({ ...EMPTY, status: 'departed' }, { statuses: { T2: 'closed' } });
    await bay.findTruck();
    await bay.step();
    expect(calls).toEqual(['gate-out T2']);
  });
});
