import { simulate, type Outcome, type Sometimes } from './simulate';

/** SIMULATION_SEED replays one schedule, SIMULATION_RUNS sets how many. */
const ONE = process.env['SIMULATION_SEED'];
const RUNS = Number(process.env['SIMULATION_RUNS'] ?? 2_000);
const FIRST = Number(process.env['SIMULATION_FIRST'] ?? 1);

const outcomeOf = (seed: number): Promise<Outcome> =>
  simulate(seed).catch((error: unknown) => {
    throw new Error(`seed ${seed} fails; replay it with SIMULATION_SEED=${seed}`, { cause: error });
  });

/** How fast it went. CPU time, since a machine that does other things as well says nothing by its clock. */
function rateOf(schedules: number, steps: number, since: { at: number; cpu: NodeJS.CpuUsage }): string {
  const { user, system } = process.cpuUsage(since.cpu);
  const [seconds, ofOneCore] = [(performance.now() - since.at) / 1e3, (user + system) / 1e6];
  const rate = Math.round(schedules / ofOneCore);
  return `${schedules} schedules in ${seconds.toFixed(1)} s, ${rate} per second of one core, ${steps} steps\n`;
}

/** All that stands in a log. */
const contentOf = ({ broker }: Outcome): string =>
  ['loading.commands', 'loading.events', 'loading.transfer', 'loading.dead-letters', 'release.events']
    .flatMap((topic) => Array.from({ length: broker.partitions }, (_, p) => broker.batches(topic, p)))
    .map((batches) => JSON.stringify(batches))
    .join('\n');

describe('the lanes, on a simulated log and Redis', () => {
  it('lose nothing and decide nothing twice, whatever the schedule', async () => {
    const total: Sometimes = {};
    let steps = 0;
    const started = { at: performance.now(), cpu: process.cpuUsage() };
    const seeds = ONE === undefined ? Array.from({ length: RUNS }, (_, i) => FIRST + i) : [Number(ONE)];
    for (const seed of seeds) {
      const { faults, sometimes, ...outcome } = await outcomeOf(seed);
      steps += outcome.steps;
      if (faults.length > 0)
        throw new Error(`seed ${seed} fails; replay it with SIMULATION_SEED=${seed}`, { cause: faults });
      for (const [what, count] of Object.entries(sometimes)) total[what] = (total[what] ?? 0) + count;
    }
    process.stdout.write(rateOf(seeds.length, steps, started));
    if (ONE !== undefined) return;
    const wanted = [
      ...[
        'killed',
        'suspended',
        'stalled',
        'forgotten',
        'alien',
        'flushed',
        'flushed while idle',
        'evicted',
        'set back',
      ],
      ...[
        'newer fold',
        'rebuilt',
        'caught up',
        'refused',
        'foreign-append',
        'mark-moved',
        'age',
        'parked',
        'transfer came twice',
        'ParkedRecordRetried',
        'ParkedRetryFailed',
        'ParkedRecordDiscarded',
        'ParkedCommandRefused',
      ],
      ...['did not count in loading.events', 'did not count in release.events'],
    ];
    expect(wanted.filter((what) => !total[what])).toEqual([]);
  }, 240_000);

  it('do the same under the same seed, to the last byte', async () => {
    const digests = new Set<number>();
    for (let seed = 1; seed <= 40; seed++) {
      const [once, again] = [await outcomeOf(seed), await outcomeOf(seed)];
      expect({ ...again, broker: null }).toEqual({ ...once, broker: null });
      expect(contentOf(again) === contentOf(once)).toBe(true);
      digests.add(once.digest);
    }
    expect(digests.size).toBe(40); // what never differs would not tell anything
  });
});
