import type { Truck } from '../api/centre';
import { Bay } from './bay';

const EMPTY: Truck = { status: 'docked', pieces: 0, maxPieces: 3, reserved: 0, loaded: [], blocked: [] };

interface BayTest {
  readonly ready?: readonly string[];
  /** What differs from success, by command or by the parcel scanned. */
  readonly answers?: Readonly<Record<string, object>>;
  readonly statuses?: Readonly<Record<string, string>>;
  readonly patienceMs?: number;
}

/** A bay whose truck the test sets; `calls` tells what the bay did. */
function bayWith(truck: Truck, options: BayTest = {}) {
  const calls: string[] = [];
  const ready = [...(options.ready ?? [])];
  let now = 0;
  const bay = new Bay(
    {
      truck: (truckId) => Promise.resolve({ ...truck, status: options.statuses?.[truckId] ?? truck.status }),
      drive: (truckId, command) => {
        calls.push(`${command || 'arrive'} ${truckId}`.trim());
        return Promise.resolve({ status: 200, body: {}, ...options.answers?.[command] });
      },
      scan: (_, command, parcelIds) => {
        calls.push(`${command} ${parcelIds.join(' ')}`);
        const scanOf = (parcelId: string) => ({ parcelId, status: 'done', code: '', ...options.answers?.[parcelId] });
        return Promise.resolve(parcelIds.map(scanOf));
      },
    },
    {
      hasAny: () => Promise.resolve(ready.length > 0),
      take: (count) => Promise.resolve(ready.splice(0, count)),
      settle: () => undefined,
    },
    {
      consider: (moment, ids) => {
        if (ids.length > 0) calls.push(`${moment} ${ids.join(' ')}`);
        return Promise.resolve();
      },
    },
    { dock: 'D1', truckIds: ['T1', 'T2'], maxPieces: 3, patienceMs: () => options.patienceMs ?? 1000, now: () => now },
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
    const { bay, calls } = bayWith({ ...EMPTY, status: 'sealed', pieces: 1, loaded: ['X'] });
    await bay.step();
    expect(calls).toEqual(['gate-out T1', 'gone X']);
    expect(bay.truckId).toBe('T2');
  });

  it('unseals a truck that may not leave because of a blocked parcel', async () => {
    const refusal = { 'gate-out': { status: 409, body: { code: 'BLOCKED_PARCEL' } } };
    const { bay, calls } = bayWith({ ...EMPTY, status: 'sealed', loaded: ['X'] }, { answers: refusal });
    await bay.step();
    expect(calls).toEqual(['gate-out T1', 'unseal T1']);
    expect(bay.truckId).toBe('T1');
  });

  it('begins with a truck that is still on the site', async () => {
    const { bay, calls } = bayWith({ ...EMPTY, status: 'departed' }, { statuses: { T2: 'sealed' } });
    await bay.findTruck();
    await bay.step();
    expect(calls).toEqual(['gate-out T2']);
  });
});
