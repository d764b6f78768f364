import { simulate, type Sometimes } from './simulate';

/** SIMULATION_SEED replays one schedule, SIMULATION_RUNS sets how many. */
const ONE = process.env['SIMULATION_SEED'];
const RUNS = Number(process.env['SIMULATION_RUNS'] ?? 500);

describe('the lanes, on a simulated log and Redis', () => {
  it('lose nothing and decide nothing twice, whatever the schedule', async () => {
    const total: Sometimes = {};
    let steps = 0;
    const seeds = ONE === undefined ? Array.from({ length: RUNS }, (_, i) => i + 1) : [Number(ONE)];
    for (const seed of seeds) {
      const outcome = await simulate(seed).catch((error: unknown) => {
        throw new Error(`seed ${seed} fails; replay it with SIMULATION_SEED=${seed}`, { cause: error });
      });
      expect({ seed, faults: outcome.faults }).toEqual({ seed, faults: [] });
      steps += outcome.steps;
      for (const [what, count] of Object.entries(outcome.sometimes)) total[what] = (total[what] ?? 0) + count;
    }
    if (ONE !== undefined) return;
    expect(steps).toBeGreaterThan(RUNS * 400);
    const wanted = [
      'killed',
      'rebuilt',
      'caught up',
      'refused',
      'mark-moved',
      'set back',
      'parked',
      'transfer came twice',
    ];
    expect(wanted.filter((what) => !total[what])).toEqual([]);
  }, 240_000);
});
