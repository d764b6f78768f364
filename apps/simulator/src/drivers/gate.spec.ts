import { usualBehaviour } from '../behaviour/behaviour';
import { Drivers } from './drivers';
import { GateDesk } from './gate-desk';

const seeded = (seed: number) => ({ seed, scenario: { behaviour: usualBehaviour } });
const ARRIVAL = { carrier: 'KAZPOST', maxMassGrams: 1, maxPieces: 1 };
const TRUCK = 'truck:KZ-123ALW09';
const APPLIED = { status: 200, body: { applicationId: 'EA-1' } };

/** A centre that says what a test sets; `calls` tells what was asked. */
function centreWith(of: { status?: string; permitNo?: string; answer?: object; waiting?: readonly string[] } = {}) {
  const calls: string[] = [];
  const world = { status: of.status ?? 'approved' };
  const centre = {
    entry: () => Promise.resolve({ status: world.status, permitNo: of.permitNo ?? 'P', trailerId: 'KZ-123XAT' }),
    entries: (status: string) => Promise.resolve(of.waiting?.includes(status) ? ['EA-1'] : []),
    applyForEntry: () => {
      calls.push('apply');
      return Promise.resolve({ ...APPLIED, ...of.answer });
    },
    orderEntry: (_: string, command: string, body: object) => {
      calls.push(
        `${command} ${Object.values(body)
          .filter((value) => typeof value === 'string')
          .join(' ')}`.trim(),
      );
      return Promise.resolve({ status: 200, body: {} });
    },
    announce: () => {
      calls.push('announce');
      return Promise.resolve({ status: 200, body: {} });
    },
  };
  return { centre, calls, world };
}

describe(Drivers.name, () => {
  it('applies once, comes when it is approved, and is in when it is admitted', async () => {
    const { centre, calls, world } = centreWith({ status: 'applied' });
    const drivers = new Drivers(centre, seeded(1), () => 0);
    expect([await drivers.bringIn(TRUCK, ARRIVAL), await drivers.bringIn(TRUCK, ARRIVAL)]).toEqual([
      'coming',
      'coming',
    ]);
    world.status = 'approved';
    await drivers.bringIn(TRUCK, ARRIVAL);
    world.status = 'admitted';
    expect(await drivers.bringIn(TRUCK, ARRIVAL)).toBe('in');
    expect(calls.filter((call) => call === 'apply')).toHaveLength(1);
  });
  it.each(['refused', 'turnedAway', 'cancelled', 'expired'])(
    'goes away when it is %s, and applies anew',
    async (status) => {
      const { centre, calls } = centreWith({ status });
      const drivers = new Drivers(centre, seeded(1), () => 0);
      await drivers.bringIn(TRUCK, ARRIVAL);
      expect(await drivers.bringIn(TRUCK, ARRIVAL)).toBe('away');
      await drivers.bringIn(TRUCK, ARRIVAL);
      expect(calls.filter((call) => call === 'apply')).toHaveLength(2);
    },
  );
  it('is announced at the dock when no slot is left, and goes away when its truck is engaged', async () => {
    const full = centreWith({ answer: { status: 409, body: { code: 'SLOT_FULL', applicationId: 'EA-1' } } });
    expect(await new Drivers(full.centre, seeded(1), () => 0).bringIn(TRUCK, ARRIVAL)).toBe('in');
    expect(full.calls).toEqual(['apply', 'announce']);
    const engaged = centreWith({ answer: { status: 409, body: { code: 'TRUCK_ENGAGED' } } });
    expect(await new Drivers(engaged.centre, seeded(1), () => 0).bringIn(TRUCK, ARRIVAL)).toBe('away');
  });
  it('does most things properly, and by its seed every wrong thing once in a while', async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const { centre, calls } = centreWith();
      const drivers = new Drivers(centre, seeded(seed), () => 0);
      await drivers.bringIn(TRUCK, ARRIVAL);
      await drivers.bringIn(TRUCK, ARRIVAL);
      seen.add(calls.slice(1).join(', '));
    }
    expect([...seen].sort()).toEqual(['', 'arrive', 'arrive, arrive', 'arrive, cancel OTHER_SIDE', 'cancel CARRIER']);
  });
});

describe(GateDesk.name, () => {
  it('approves who has a permit and refuses who has not', async () => {
    for (const [permitNo, call] of [
      ['KZ-1', 'approve'],
      ['', 'refuse PERMIT'],
    ] as const) {
      const { centre, calls } = centreWith({ permitNo, waiting: ['applied'] });
      await new GateDesk(centre, seeded(1), () => 0).step();
      expect(calls).toEqual([call]);
    }
  });
  it('examines driver and vehicle, once, and turns some away', async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 200; seed += 1) {
      const { centre, calls } = centreWith({ waiting: ['at-gate'] });
      const desk = new GateDesk(centre, seeded(seed), () => 0);
      await desk.step();
      await desk.step();
      seen.add(calls.map((call) => call.replace('examinations ', '')).join(', '));
    }
    expect([...seen].sort()).toEqual([
      'PERSON PASSED, VEHICLE DEEP_CHECK, VEHICLE FAILED VEHICLE_DEFECT',
      'PERSON PASSED, VEHICLE DEEP_CHECK, VEHICLE PASSED',
      'PERSON PASSED, VEHICLE FAILED VEHICLE_DEFECT',
      'PERSON PASSED, VEHICLE PASSED',
    ]);
  });
});
