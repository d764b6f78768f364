import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FRUGAL } from '#local/kafka';
import { runControls } from '../controls/controls';
import { auditDrained } from './audit';
import { ChaosCentre, GATEWAY, SIMULATOR_1 } from './centre';
import { FAULT_KINDS, NothingToStrike, Scene } from './faults';
import { behind } from './feed-watch';
import { ALL_LANES } from './lanes';
import { UsageError, type ChaosOptions } from './options';
import { drawPlan, expectedMsOf, type Plan, type PlannedFault } from './plan';
import { measureRebuild } from './rebuild';
import { reportOf, type ChaosReport, type FaultOutcome, type FaultResult, type PoisonResult } from './report';
import { SometimesCounter } from './sometimes';

/** How a run tells of itself. */
export interface Teller {
  readonly say: (text: string) => void;
  readonly live: (text: string) => void;
}

/** The lanes work for so long, in parcels, before the first fault. */
const WARM_UP_PARCELS = 30;
/** Redis's data are put aside before every so many faults: what is put back later is older, but not from the beginning. */
const KEEP_EVERY = 6;
/** What has decided nothing for so long will not. */
const STANDSTILL_MS = 120_000;
const LOOK_MS = 500;
const UNDO_MS = 60_000;
const TELL_MS = 5_000;
/** Least and most parcels per second, where the plan decides: every lane has traffic, and two cores bear it. */
const RATES = [2, 60] as const;
/** The rate is changed only when it is so far from what it should be: each change starts the simulator anew. */
const SLOWER = 0.6;
const FASTER = 1.7;
/** How long a centre takes to start on two quiet cores, ms: a machine that takes longer takes longer for everything. */
const QUIET_START_MS = 20_000;

interface Status {
  readonly phase?: string;
  readonly declared?: number;
}

/** @throws {UsageError} @throws what could not be started */
export async function runChaos(options: ChaosOptions, teller: Teller, stopping: AbortSignal): Promise<ChaosReport> {
  const plan = drawPlan(FAULT_KINDS, options.faults, options.seed);
  const dir = folderOf(options);
  const atEnd: (() => Promise<unknown> | void)[] = [];
  const stopped = new Promise<never>((_, reject) => {
    stopping.addEventListener('abort', () => reject(stopping.reason as Error), { once: true });
  });
  try {
    return await Promise.race([stopped, new Chaos(options, plan, dir, teller, stopping, atEnd).run()]);
  } catch (error) {
    teller.say(`broken off: ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  } finally {
    teller.say('stopping everything');
    await undoAll(atEnd);
    if (options.keepIn === null) rmSync(dir, { recursive: true, force: true });
    else teller.say(`data and logs stay in ${dir}`);
  }
}

/** Undoes the last first. What cannot be undone in time is left to the janitors, which outlive this process. */
async function undoAll(atEnd: readonly (() => Promise<unknown> | void)[]): Promise<void> {
  for (const undo of [...atEnd].reverse()) {
    await Promise.race([Promise.resolve(undo()).catch(() => undefined), delay(UNDO_MS)]);
  }
}

function folderOf({ keepIn }: ChaosOptions): string {
  if (keepIn === null) return mkdtempSync(join(tmpdir(), 'alataw-chaos-'));
  if (existsSync(keepIn) && readdirSync(keepIn).length > 0) throw new UsageError(`--keep ${keepIn} is not empty`);
  mkdirSync(keepIn, { recursive: true });
  return keepIn;
}

/** One run, from the first process to the audit. */
class Chaos {
  private centre!: ChaosCentre;
  private status: Status = {};
  private underWay = '';
  private readonly results: FaultResult[] = [];
  /** Parcels per second, one after the other. */
  private readonly rates: number[] = [];
  private readonly begun = Date.now();
  private readonly watched = new AbortController();

  constructor(
    private readonly options: ChaosOptions,
    private readonly plan: Plan,
    private readonly dir: string,
    private readonly teller: Teller,
    private readonly stopping: AbortSignal,
    private readonly atEnd: (() => Promise<unknown> | void)[],
  ) {}

  async run(): Promise<ChaosReport> {
    const { options, plan, teller, atEnd } = this;
    const { parcels, seed } = options;
    teller.say(`starting a centre for ${parcels} parcels and ${options.faults} faults, seed ${seed}`);
    process.env['KAFKA_JVM_PERFORMANCE_OPTS'] ??= FRUGAL;
    this.centre = await ChaosCentre.start(this.dir, teller.say, atEnd);
    const { centre } = this;
    const { monitor, journal, wire, feeds } = centre;
    const counter = new SometimesCounter(journal, wire, monitor.parked, feeds);
    const startedAt = Date.now();
    const slowness = Math.max(1, (startedAt - this.begun) / QUIET_START_MS);
    await this.declare(options.rate ?? rateFor(parcels, expectedMsOf(plan.faults) * slowness));
    const watching = this.watch();
    await monitor.until(
      () => (monitor.counts.get('ParcelDeclared') ?? 0) >= Math.min(WARM_UP_PARCELS, parcels / 2),
      this.stopping,
    );
    await this.strikeAll();
    const faultsEndedAt = Date.now();
    const problem = await this.drained();
    const drainedAt = Date.now();
    teller.say(problem ?? 'drained');
    // Its people go on, and trucks leave: what is counted before and after is to be the same.
    await centre.stop(SIMULATOR_1);
    await monitor.until(() => monitor.waiting === 0, this.stopping);
    const rebuild = problem === null ? await measureRebuild(centre, teller.say) : null;
    await this.feedsWritten();
    teller.say('auditing the log, feeds and Redis');
    const { brokers, redisUrl } = centre.addresses;
    const { acknowledgedFile } = centre;
    const reportFile = join(this.dir, 'audit.json');
    const audit = await auditDrained({ brokers, redisUrl, acknowledgedFile, reportFile, withJava: options.withJava });
    this.watched.abort();
    await watching;
    if (options.withControls) teller.say('taking guards away in the simulation');
    const controls = options.withControls ? await runControls() : null;
    journal.look();
    return reportOf({
      options,
      rates: this.rates,
      plan,
      ms: { start: startedAt - this.begun, faults: faultsEndedAt - startedAt, drain: drainedAt - faultsEndedAt },
      problem,
      results: this.results,
      stalls: ALL_LANES.flatMap((lane) => monitor.lane(lane).stallsUntil(drainedAt)),
      sometimes: counter.read(),
      wire: { ...wire.seen },
      poison: poisonOf(centre),
      rebuild,
      audit,
      controls,
    });
  }

  /** Asks the simulator how far it is, and tells it. */
  private async watch(): Promise<void> {
    const signal = AbortSignal.any([this.stopping, this.watched.signal]);
    let toldAt = 0;
    while (!signal.aborted) {
      const { status, body } = await this.centre.ask(SIMULATOR_1, '/status');
      if (status === 200) this.status = body as Status;
      if (Date.now() - toldAt >= TELL_MS) {
        toldAt = Date.now();
        this.teller.live(this.progress());
      }
      await delay(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private progress(): string {
    const { monitor } = this.centre;
    const of = (type: string): number => monitor.counts.get(type) ?? 0;
    const cutOff = Date.now() - TELL_MS;
    const busy = ALL_LANES.filter((lane) => monitor.lane(lane).lastCommitAt > cutOff).length;
    const faults = `fault ${this.results.length} of ${this.options.faults}`;
    const parcels = `${of('ParcelDeclared')} declared, ${of('ParcelReleased')} released, ${of('ParcelDeparted')} departed`;
    return `${parcels} | ${busy} of ${ALL_LANES.length} lanes deciding, ${monitor.waiting} inputs wait | ${faults} ${this.underWay}`;
  }

  /** Lets the simulator declare at this rate from now on; it goes on from what the centre knows. */
  private async declare(rate: number): Promise<void> {
    const { parcels, seed } = this.options;
    if (this.rates.length > 0) await this.centre.stop(SIMULATOR_1);
    this.rates.push(rate);
    this.teller.say(`declaring ${rate} parcels/s`);
    await this.centre.startSimulator({ parcels, rate, seed });
  }

  /** Declaring is to last as long as the faults do: how fast those pass depends on the machine. */
  private async keepPace(done: number, sinceMs: number): Promise<void> {
    if (this.options.rate !== null || this.status.phase !== 'declaring') return;
    const { faults } = this.plan;
    const slowness = (Date.now() - sinceMs) / expectedMsOf(faults.slice(0, done));
    const left = this.options.parcels - (this.status.declared ?? 0);
    const wanted = rateFor(left, expectedMsOf(faults.slice(done)) * slowness);
    const now = this.rates.at(-1) ?? wanted;
    if (wanted < now * SLOWER || wanted > now * FASTER) await this.declare(wanted);
  }

  private async strikeAll(): Promise<void> {
    const since = Date.now();
    const scene = new Scene(this.centre, () => this.status.phase === 'declaring', this.teller.say);
    let n = 0;
    for (const fault of this.plan.faults) {
      if (n++ % KEEP_EVERY === 0) this.centre.redis.keepData();
      await delay(fault.pauseMs, undefined, { signal: this.stopping });
      const guest = fault.guest;
      const beside = guest === null ? null : delay(guest.pauseMs).then(() => this.strike(scene, guest));
      await Promise.all([this.strike(scene, fault), beside]);
      await this.keepPace(n, since);
    }
    this.underWay = '';
  }

  private async strike(scene: Scene, planned: PlannedFault): Promise<void> {
    const { kind: name, victim, lastsMs } = planned;
    const at = Date.now();
    const hadTraffic = scene.hasTraffic();
    this.underWay = `${name} ${victim}`;
    const outcome = await this.outcomeOf(scene, planned);
    this.results.push({ kind: name, victim, lastsMs, at, endedAt: Date.now(), hadTraffic, ...outcome });
    this.teller.say(`${name} ${victim}: ${sentenceOf(outcome)}`);
  }

  private async outcomeOf(scene: Scene, planned: PlannedFault): Promise<FaultOutcome> {
    const kind = FAULT_KINDS.find(({ name }) => name === planned.kind)!;
    try {
      const { ms, backMs } = await kind.strike(scene, planned);
      return { recoveredMs: await ms, backMs: (await backMs) ?? null, missed: null };
    } catch (error) {
      if (error instanceof NothingToStrike) return { recoveredMs: null, backMs: null, missed: error.message };
      throw error;
    }
  }

  /** Waits until the feeds have come to the end of the log; if they do not, the audit says what is missing. */
  private async feedsWritten(): Promise<void> {
    const { feeds, monitor } = this.centre;
    const signal = AbortSignal.any([this.stopping, AbortSignal.timeout(STANDSTILL_MS)]);
    await feeds
      .until(() => behind(feeds.counts, monitor.told).length === 0, signal)
      .catch(() => this.stopping.throwIfAborted());
  }

  /** Waits until every parcel has come to its end. @returns why that does not happen, null when it has */
  private async drained(): Promise<string | null> {
    const { monitor } = this.centre;
    for (;;) {
      this.stopping.throwIfAborted();
      const counts = await this.centre.ask(GATEWAY, '/v1/counts');
      if (this.status.phase === 'finished' && monitor.waiting === 0 && counts.status === 200) return null;
      const now = Date.now();
      const stuck = ALL_LANES.filter((lane) => (monitor.lane(lane).stallUntil(now)?.ms ?? 0) > STANDSTILL_MS);
      if (stuck.length > 0 || now - monitor.lastCommitAt > STANDSTILL_MS) {
        const who = stuck.join(', ') || 'the centre';
        return `${who} has decided nothing for ${STANDSTILL_MS / 1_000} s: ${this.progress()}; counts ${JSON.stringify(counts.body)}`;
      }
      await delay(LOOK_MS);
    }
  }
}

/** So that declaring lasts a little longer than the faults. */
function rateFor(parcels: number, expectedMs: number): number {
  const [least, most] = RATES;
  return Math.min(most, Math.max(least, Math.floor(parcels / (expectedMs / 1_000 + 10))));
}

const sentenceOf = ({ missed, recoveredMs, backMs }: FaultOutcome): string =>
  missed ??
  (recoveredMs === null
    ? 'NOT RECOVERED'
    : `recovered in ${recoveredMs} ms${backMs === null ? '' : `, back ${backMs} ms after its start`}`);

/** Each poison record is parked once and is once among the dead letters, whatever failed meanwhile. */
function poisonOf({ poisoned, monitor }: ChaosCentre): PoisonResult {
  const wrong = poisoned.filter((place) => monitor.parked.get(place) !== 1 || !monitor.deadLetters.has(place));
  return { records: poisoned.length, wrong };
}
