import { setTimeout as delay } from 'node:timers/promises';
import { runAudit } from '../audit/run';
import { BenchCentre } from './centre';
import { BenchDesk } from './desk';
import { TrainCrew } from './train';
import { Traffic, type Latency } from './traffic';

/** What is to be measured. */
export interface DepartureRun {
  /** In the train. */
  readonly parcels: number;
  /** Other parcels per second. */
  readonly rate: number;
  /** How long the other parcels are measured before the train leaves, seconds. */
  readonly beforeSeconds: number;
  /** Departed parcels per second that the loading stage allows; null: its default. */
  readonly pace: number | null;
  readonly isAudited: boolean;
  /** Where the centre keeps its data. */
  readonly dir: string;
}

/** What was measured: other parcels' time from declaration to release, before and while a train is told to its parcels. */
export interface DepartureReport {
  readonly parcels: number;
  readonly before: Latency;
  readonly during: Latency;
  /** From the order to leave until every parcel has left. */
  readonly departureSeconds: number;
  /** null: not audited. */
  readonly violations: number | null;
}

const POLL_MS = 500;
/** After the last declaration, what is not released by then waits at a bench of the inspection. */
const SETTLE_MS = 3_000;
/** Lanes, compilers and caches are warm after that. */
const WARM_UP_MS = 5_000;

/** Measures a departure in a centre of its own. */
export async function measureDeparture(run: DepartureRun, say: (text: string) => void): Promise<DepartureReport> {
  const env: Record<string, string> = run.pace === null ? {} : { DEPARTED_PARCELS_PER_SECOND: String(run.pace) };
  const centre = await BenchCentre.start(run.dir, env);
  try {
    const desk = await BenchDesk.open(centre.brokers);
    try {
      const report = await measure(run, desk, say);
      return { ...report, violations: run.isAudited ? await audited(centre, say) : null };
    } finally {
      await desk.close();
    }
  } finally {
    await centre.stop();
  }
}

async function measure(run: DepartureRun, desk: BenchDesk, say: (text: string) => void) {
  const crew = new TrainCrew(desk, await desk.tail('loading.events'), say);
  await crew.makeUp(run.parcels);
  const traffic = new Traffic(desk, await desk.tail('release.events'), run.rate);
  const left = await desk.tail('loading.events');
  traffic.start();
  await delay(WARM_UP_MS);
  const beforeAt = Date.now();
  say(`measuring ${run.rate} other parcels a second, without the departure`);
  await delay(run.beforeSeconds * 1_000);
  const departedAt = Date.now();
  say('the train leaves');
  await crew.depart();
  let departed = 0;
  while (departed < run.parcels) {
    await left.read(({ type }) => void (departed += type === 'ParcelDeparted' ? 1 : 0));
    await delay(POLL_MS);
  }
  const endedAt = Date.now();
  await traffic.stop(SETTLE_MS);
  return {
    parcels: run.parcels,
    before: traffic.between(beforeAt, departedAt),
    during: traffic.between(departedAt, endedAt),
    departureSeconds: (endedAt - departedAt) / 1_000,
  };
}

async function audited(centre: BenchCentre, say: (text: string) => void): Promise<number> {
  const { brokers, redisUrl } = centre;
  const files = { jsonFile: null, acknowledgedFile: null, withJava: false };
  say('auditing');
  const report = await runAudit({ ...files, brokers: [brokers], redisUrl, isDrained: true }, say);
  for (const [invariant, { examples }] of report.findings.of) {
    for (const violation of examples.slice(0, 3)) say(`${invariant}: ${JSON.stringify(violation)}`);
  }
  return report.findings.violations;
}
