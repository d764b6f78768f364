import { behaviourWith, usualBehaviour } from '../behaviour/behaviour';
import { Desk } from './desk';
import { fateOf as fateWith, type Fate } from './fate';
import { Interventions } from './interventions';
import { settleHold } from './release-desk';

const { staff: shares } = usualBehaviour;
const fateOf = (id: string): Fate => fateWith(id, shares);
const IDS = Array.from({ length: 5000 }, (_, n) => `CNPOST.LX${n}`);
const idWith = (fits: (fate: Fate) => boolean) => IDS.find((id) => fits(fateOf(id))) ?? '';

/** A centre that writes down what it is ordered; `refuse` names a command that it answers with 409. */
function centreThatRecords(refuse = '') {
  const orders: string[] = [];
  const order = (_: string, command: string, body: object, waitSeconds = 0) => {
    orders.push([command, ...Object.values(body)].join(' '));
    // A refusal is only heard by who waits for the decision.
    return Promise.resolve({ status: command === refuse && waitSeconds > 0 ? 409 : 202, body: {} });
  };
  return { orders, order };
}

describe('fateOf', () => {
  it('lets most parcels pass, returns some and detains few', () => {
    const shareOf = (verdict: string) => IDS.filter((id) => fateOf(id).verdict === verdict).length / IDS.length;
    expect(shareOf('pass')).toBeGreaterThan(0.85);
    expect(shareOf('return')).toBeGreaterThan(0.06);
    expect(shareOf('detain')).toBeGreaterThan(0.02);
    expect(shareOf('detain')).toBeLessThan(shareOf('return'));
  });

  it('has every kind of intervention for a few', () => {
    const kinds = new Set(IDS.map((id) => fateOf(id).intervention));
    expect([...kinds].sort()).toEqual([
      'heldAtInspection',
      'heldWhenGone',
      'heldWhenLoaded',
      'heldWhenReady',
      'none',
      'revokedWhenLoaded',
    ]);
  });
});

describe('settleHold', () => {
  const lifted = idWith((fate) => fate.afterHold === 'lift');

  it('lifts most holds', async () => {
    const centre = centreThatRecords();
    await settleHold(centre, shares)({ id: lifted, ageMs: 1000 });
    expect(centre.orders).toEqual(['lift Documents supplied.']);
  });

  it('returns what cannot be lifted, such as a revoked parcel', async () => {
    const centre = centreThatRecords('lift');
    await settleHold(centre, shares)({ id: lifted, ageMs: 1000 });
    expect(centre.orders).toEqual(['lift Documents supplied.', 'return CONSIGNOR_REQUEST']);
  });
});

describe('Interventions', () => {
  const counts = { declared: 0, rejected: 0, released: 0, returned: 0, detained: 0, cancelled: 0, departed: 0 };
  const planned = {
    do: 'hold',
    after: new Map<string, number>(),
    moment: 'sealed',
    reason: 'INTELLIGENCE',
    parcels: 1,
  } as const;
  const nobodyThinksBetter = behaviourWith({
    staff: { heldAtInspection: 0, heldWhenReady: 0, heldWhenLoaded: 0, revokedWhenLoaded: 0, heldWhenGone: 0 },
  }).staff;
  const centreAt = (released: number) => ({
    ...centreThatRecords(),
    counts: () => Promise.resolve({ ...counts, released, inQueues: 0, reporting: 0 }),
    queueSizes: () => Promise.resolve(new Map([['loading.ready', 7]])),
  });

  it('holds a parcel at its moment, and only once', async () => {
    const centre = centreAt(0);
    const id = idWith((fate) => fate.intervention === 'heldWhenReady');
    const interventions = new Interventions(centre, shares, []);
    await interventions.consider('loaded', [id]);
    expect(centre.orders).toEqual([]);
    await interventions.consider('ready', [id]);
    await interventions.consider('ready', [id]);
    expect(centre.orders).toEqual(['hold LATE_INSTRUCTION']);
  });

  it('holds as many parcels as a scenario says, at the moment that it says', async () => {
    const centre = centreAt(0);
    const interventions = new Interventions(centre, nobodyThinksBetter, [planned]);
    await interventions.look();
    await interventions.consider('loaded', ['A', 'B']);
    expect(centre.orders).toEqual([]);
    await interventions.consider('sealed', ['A', 'B']);
    await interventions.consider('sealed', ['A', 'B']);
    expect(centre.orders).toEqual(['hold INTELLIGENCE']);
    expect(await interventions.look()).toBeNull();
  });

  it('waits until the run has come so far as a scenario says', async () => {
    const interventionsAt = async (released: number, ready: number) => {
      const centre = centreAt(released);
      const after = new Map([
        ['released', 300],
        ['loading.ready', ready],
      ]);
      const interventions = new Interventions(centre, nobodyThinksBetter, [{ ...planned, after }]);
      await interventions.look();
      await interventions.consider('sealed', ['A']);
      return centre.orders;
    };
    expect(await interventionsAt(299, 7)).toEqual([]);
    expect(await interventionsAt(300, 8)).toEqual([]);
    expect(await interventionsAt(300, 7)).toEqual(['hold INTELLIGENCE']);
  });
});

describe('Desk', () => {
  it('treats each parcel once, until the centre shows what became of it', async () => {
    let now = 0;
    const treated: string[] = [];
    const centre = { queue: () => Promise.resolve({ rows: [{ id: 'A', ageMs: 0 }], next: null }) };
    const desk = new Desk(
      centre,
      'release.held',
      ({ id }) => {
        treated.push(id);
        return Promise.resolve();
      },
      () => now,
    );
    await desk.workOff();
    await desk.workOff();
    expect(treated).toEqual(['A']);
    now += 3000;
    await desk.workOff();
    expect(treated).toEqual(['A', 'A']);
  });

  it('looks behind parcels that are left alone for now', async () => {
    const treated: string[] = [];
    const pages: Record<string, { rows: { id: string; ageMs: number }[]; next: string | null }> = {
      '': { rows: [{ id: 'A', ageMs: 0 }], next: 'second' },
      second: { rows: [{ id: 'B', ageMs: 0 }], next: null },
    };
    const centre = {
      queue: (_: string, __: number, cursor: string | null = null) =>
        Promise.resolve(pages[cursor ?? ''] ?? { rows: [], next: null }),
    };
    const desk = new Desk(
      centre,
      'release.held',
      ({ id }) => {
        treated.push(id);
        return Promise.resolve();
      },
      () => 0,
    );
    await desk.workOff();
    await desk.workOff();
    expect(treated).toEqual(['A', 'B']);
  });
});
