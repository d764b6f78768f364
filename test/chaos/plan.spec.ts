import { drawPlan, everyFault, type KindOutline } from './plan';

const kind = (name: string, company: KindOutline['company'], victims = ['a', 'b']): KindOutline => ({
  ...{ name, company, victims },
  lastsMs: [1_000, 2_000],
  overheadMs: 500,
});
const KINDS = [
  kind('host', 'host'),
  kind('guest', 'guest'),
  kind('alone', 'alone', ['x']),
  kind('other', 'host', ['y']),
];

describe(drawPlan.name, () => {
  it('gives the same plan for the same seed, and another for another', () => {
    expect(drawPlan(KINDS, 40, 7)).toEqual(drawPlan(KINDS, 40, 7));
    expect(drawPlan(KINDS, 40, 7)).not.toEqual(drawPlan(KINDS, 40, 8));
  });

  it.each([1, 3, 4, 5, 60])('holds %i faults when asked for so many', (count) => {
    expect(everyFault(drawPlan(KINDS, count, 1))).toHaveLength(count);
  });

  it('holds every kind once at least, whatever the seed, if there are as many faults as kinds', () => {
    for (let seed = 0; seed < 200; seed++) {
      const names = everyFault(drawPlan(KINDS, KINDS.length, seed)).map((fault) => fault.kind);
      expect([...names].sort()).toEqual(KINDS.map(({ name }) => name).sort());
    }
  });

  it('draws victims and durations within what the kind says', () => {
    const plan = drawPlan(KINDS, 200, 3);
    for (const { kind: name, victim, lastsMs } of everyFault(plan)) {
      const { victims, lastsMs: bounds } = KINDS.find((each) => each.name === name)!;
      expect(victims).toContain(victim);
      expect(lastsMs).toBeGreaterThanOrEqual(bounds[0]);
      expect(lastsMs).toBeLessThanOrEqual(bounds[1]);
    }
    expect(new Set(everyFault(plan).map((fault) => fault.lastsMs)).size).toBeGreaterThan(20);
  });

  it('lets guests alone begin beside hosts alone, and never befall the same', () => {
    const hosts = drawPlan(KINDS, 400, 5).faults.filter((fault) => fault.guest !== null);
    expect(hosts.length).toBeGreaterThan(10);
    for (const { kind: host, victim, guest } of hosts) {
      expect(['host', 'other']).toContain(host);
      expect(guest).toMatchObject({ kind: 'guest', guest: null });
      expect(guest?.victim).not.toBe(victim);
    }
  });
});
