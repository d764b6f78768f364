import { partitionOf } from '@alataw/contracts';
import type { LaneObserver } from '@alataw/lane';
import type { StageDefinition } from '@alataw/stage';
import { ALIEN, audit } from './audit';
import { dockStage, dockStage2, put } from './dock.stage';
import { gateStage } from './gate.stage';
import { letterCommand, lettersIn } from './letters';
import { MemoryBroker } from './memory-broker';
import { MemoryRedis } from './memory-redis';
import { Judge } from './judge';
import { Network } from './network';
import { Random } from './random';
import { codec } from './records';
import { Scheduler } from './scheduler';
import { SimProcess, type FaultName, type Tampering, type World } from './sim-process';

const TRUCKS = ['T1', 'T2', 'T3'];
const PARCELS = ['P0', 'P1', 'P2', 'P3', 'P4', 'P5'];
/** One makes the decider fail always, the other as long as its truck has nothing. */
const SICK_PARCELS = ['POISON', 'FRAGILE'];
const POISON = 0.04;
/** How many schedules are about dead letters, and how often their commands are about such parcels, and about letters. */
const SICK_SCHEDULES = 0.25;
const SICK = 0.4;
const LETTER_COMMANDS = 0.6;
const REPEATED = 0.3;
/** So many commands more, since a letter has to be parked before it can be retried. */
const SICK_COMMANDS = 3;
/** How many schedules have a second stage that reads the first one's events. */
const GATES = 0.35;
/** How many processes of the dock are of a version that folds otherwise; they take the lanes from each other. */
const NEWER = 0.3;
const DAY_MS = 24 * 3_600_000;
/** A small schedule finds what a large one finds, sooner; some have to be long all the same. */
const SMALL = { commands: 4, steps: 60, commandsPerStep: 0.15 };
const LARGE = { commands: 24, steps: 700, commandsPerStep: 0.1 };
const LARGE_EVERY = 20;
const MAX_PROCESSES = 5;
/** Steps after which a schedule that does not settle is given up; the longest seen take a tenth of it. */
const MAX_STEPS = 20_000;
const FAULTS_PER_STEP = [0.04, 0.12] as const;
/** Each schedule draws which kinds of faults it knows: some meet only where others are absent. */
const FAULTS_KNOWN = 0.6;
const FAULTS: readonly FaultName[] = [
  ...([
    'kill',
    'start',
    'assign',
    'suspend',
    'stall',
    'forget',
    'sleep',
    'alien',
    'flush',
    'evict',
    'setBack',
  ] as const),
];
const MAX_SUSPENSION = 120;
/** How often Redis is lost once nothing is to be done any more. */
const IDLE_LOSSES = 0.1;

/** How often what was meant to happen did happen; a simulation that never sees it proves nothing of it. */
export type Sometimes = Record<string, number>;

export interface Outcome {
  readonly steps: number;
  readonly faults: string[];
  readonly sometimes: Sometimes;
  /** Tells two schedules apart. */
  readonly digest: number;
  readonly broker: MemoryBroker;
}

/** Runs one schedule: commands and faults as the seed wants them; then lets it settle, and audits. */
export function simulate(seed: number, tampering: Tampering = {}): Promise<Outcome> {
  return new Simulation(seed, tampering).run();
}

class Simulation {
  private readonly random: Random;
  private readonly scheduler: Scheduler;
  private readonly broker: MemoryBroker;
  private readonly redis: MemoryRedis;
  private readonly world: World;
  private readonly sometimes: Sometimes = {};
  private readonly stages: readonly StageDefinition[];
  private readonly size: typeof SMALL;
  private readonly partitions: number;
  private readonly isSick: boolean;
  private readonly judges = new Map<string, Judge>();
  private processes: SimProcess[] = [];
  private started = 0;
  private sent = 0;
  private dayEndsAt = Infinity;
  private restore: (() => void) | null = null;

  constructor(seed: number, tampering: Tampering) {
    this.random = new Random(seed);
    this.scheduler = new Scheduler(this.random);
    this.partitions = this.random.chance(0.5) ? 1 : 2;
    this.broker = new (tampering.broker ?? MemoryBroker)(this.partitions);
    this.redis = new (tampering.redis ?? MemoryRedis)();
    this.size = seed % LARGE_EVERY === 0 ? LARGE : SMALL;
    this.stages = this.random.chance(GATES) ? [dockStage, gateStage] : [dockStage];
    this.isSick = this.random.chance(SICK_SCHEDULES);
    const { random, scheduler, broker, redis } = this;
    const [toBroker, toRedis] = [new Network(scheduler, random), new Network(scheduler, random)];
    const judged = (topic: string, partition: number): Judge => this.judged(topic, partition);
    const seen = (what: string, count: number): void => this.seen(what, count);
    const views = { codec, judged, seen, observer: this.observer() };
    this.world = { broker, redis, toBroker, toRedis, scheduler, random, ...views, tampering, now: 1, day: 0 };
  }

  async run(): Promise<Outcome> {
    const { scheduler, random, size } = this;
    const commands = size.commands + (this.isSick ? SICK_COMMANDS : 0);
    const known = this.faults();
    const names = this.world.tampering.faults ?? FAULTS.filter(() => random.chance(FAULTS_KNOWN));
    const faults = names.map((name) => known[name]);
    const faultsPerStep = random.pick(FAULTS_PER_STEP);
    for (const stage of this.stages) this.start(stage, this.allLanes());
    for (let step = 0; step < size.steps || this.sent < commands; step++) {
      if (this.sent < commands && random.chance(size.commandsPerStep)) this.command();
      if (faults.length > 0 && random.chance(faultsPerStep)) random.pick(faults)();
      if (scheduler.steps >= this.dayEndsAt) this.forget();
      await scheduler.step();
      this.failOf();
    }
    await this.settle();
    const { broker, sometimes } = this;
    const found = audit(this.stages, this.world);
    for (const process of this.processes) process.kill();
    return { steps: scheduler.steps, faults: found, sometimes, digest: scheduler.digest, broker };
  }

  private observer(): LaneObserver {
    return {
      onClaimed: (_, { isRebuild }) => this.seen(isRebuild ? 'rebuilt' : 'caught up'),
      onLost: (_, reason) => this.seen(reason),
      onParked: (_, count) => this.seen('parked', count),
      onRepeatedTransfers: (_, count) => this.seen('transfer came twice', count),
      onStaleSkipped: (topic, _, count) => this.seen(`did not count in ${topic}`, count),
    };
  }

  private seen(what: string, count = 1): void {
    this.sometimes[what] = (this.sometimes[what] ?? 0) + count;
  }

  private allLanes(): number[] {
    return Array.from({ length: this.partitions }, (_, p) => p);
  }

  private someLanes(): number[] {
    return this.allLanes().filter(() => this.random.chance(0.7));
  }

  private start(stage: StageDefinition, lanes: readonly number[]): void {
    const isNewer = stage === dockStage && this.random.chance(NEWER);
    const process = new SimProcess(`p${this.started++}`, isNewer ? dockStage2 : stage, this.world);
    if (isNewer) this.seen('newer fold');
    process.host.assign(lanes);
    this.processes.push(process);
  }

  private command(): void {
    const { random } = this;
    if (this.isSick && random.chance(LETTER_COMMANDS) && this.letterCommand()) return;
    const truck = random.pick(TRUCKS);
    const parcel = random.chance(this.isSick ? SICK : POISON) ? random.pick(SICK_PARCELS) : random.pick(PARCELS);
    this.broker.publish(
      'loading.commands',
      partitionOf(truck, this.partitions),
      put(codec, this.sent++, truck, parcel),
    );
  }

  /** An operator asks for a dead letter's retry or discard, now and then twice. */
  private letterCommand(): boolean {
    const { random, broker } = this;
    const partition = random.below(this.partitions);
    const letters = lettersIn(codec, this.judged(dockStage.output, partition).counting);
    if (letters.length === 0) return false;
    const command = letterCommand(codec, random, letters, this.sent++);
    for (let times = random.chance(REPEATED) ? 2 : 1; times > 0; times--)
      broker.publish('loading.commands', partition, command);
    return true;
  }

  /** What may happen to a centre. */
  private faults(): Record<FaultName, () => void> {
    const { random, scheduler, redis } = this;
    const ofAny = (act: (process: SimProcess) => void): void => {
      if (this.processes.length > 0) act(random.pick(this.processes));
    };
    return {
      kill: () =>
        ofAny((victim) => {
          victim.kill();
          this.processes = this.processes.filter((p) => p !== victim);
          this.seen('killed');
        }),
      /** A second process believes to own a lane. */
      start: () => {
        if (this.processes.length < MAX_PROCESSES) this.start(random.pick(this.stages), this.someLanes());
      },
      assign: () => ofAny((process) => process.host.assign(this.someLanes())),
      suspend: () =>
        ofAny((process) => {
          process.pausedUntil = scheduler.steps + random.below(MAX_SUSPENSION);
          this.seen('suspended');
        }),
      stall: () =>
        ofAny((process) => {
          process.stall();
          this.seen('stalled');
        }),
      forget: () => this.forget(),
      /** A process is suspended for a day, while another has its lanes. */
      sleep: () =>
        ofAny((process) => {
          this.dayEndsAt = scheduler.steps + random.below(MAX_SUSPENSION);
          process.pausedUntil = this.dayEndsAt + 1;
          if (this.processes.length < MAX_PROCESSES) this.start(process.definition, this.allLanes());
        }),
      alien: () => this.alien(),
      flush: () => {
        redis.flush();
        this.seen('flushed');
      },
      evict: () => {
        const lane = [random.pick(this.stages).name, random.below(this.partitions)] as const;
        if (random.chance(0.5)) redis.evict(...lane);
        else redis.evictPointer(...lane);
        this.seen('evicted');
      },
      setBack: () => {
        if (this.restore !== null) {
          this.restore();
          this.seen('set back');
        }
        this.restore = this.restore === null ? redis.backup() : null;
      },
    };
  }

  /** A day without a record: nothing stays on its way that long, and the broker forgets who wrote. */
  private forget(): void {
    this.dayEndsAt = Infinity;
    this.world.toBroker.deliver();
    this.broker.forgetProducers();
    this.world.day++;
    this.world.now += DAY_MS;
    this.seen('forgotten');
  }

  /** Somebody else writes where only lanes may: nonsense, or a copy of what stands there. */
  private alien(): void {
    const { random, broker } = this;
    const { output } = random.pick(this.stages);
    const partition = random.below(this.partitions);
    const end = broker.end(output, partition);
    const copied = end > 0 ? broker.recordAt(output, partition, random.below(end)) : null;
    const nonsense = { key: Buffer.from('x'), value: Buffer.from('nonsense') };
    const record = copied !== null && random.chance(0.7) ? copied : nonsense;
    broker.publish(output, partition, record, random.chance(0.5) ? ALIEN : undefined);
    this.seen('alien');
  }

  private failOf(): void {
    for (const { failure } of this.processes) if (failure !== undefined) throw failure;
  }

  /** One process per stage gets all lanes. No more faults but one: Redis may be lost while nothing is to be done. */
  private async settle(): Promise<void> {
    const { scheduler } = this;
    const before = this.processes;
    const kept = this.stages.map((stage) => before.find((process) => process.definition.name === stage.name));
    for (const process of before) if (!kept.includes(process)) process.kill();
    this.processes = kept.filter((process) => process !== undefined);
    for (const process of this.processes) process.host.assign(this.allLanes());
    for (const stage of this.stages.filter((_, i) => kept[i] === undefined)) this.start(stage, this.allLanes());
    let isLost = !this.random.chance(IDLE_LOSSES);
    for (;;) {
      if (scheduler.steps > MAX_STEPS) throw new Error('it does not settle');
      await scheduler.step();
      this.failOf();
      if (!scheduler.isQuiet || !this.processes.every((p) => this.isSettled(p))) continue;
      if (isLost) return;
      isLost = true;
      this.redis.flush();
      this.seen('flushed while idle');
    }
  }

  /** Live and the owner of its lanes, all inputs that count read, and Redis where the log is: nothing can follow any more. */
  private isSettled(process: SimProcess): boolean {
    const { host, definition, fold } = process;
    const lanes = host.status();
    if (lanes.length < this.partitions || lanes.some((lane) => !lane.isLive || lane.isBusy || lane.pending > 0))
      return false;
    const isProjected = lanes.every(
      ({ partition, mark }) =>
        process.owns(partition) &&
        mark >= this.end(definition.output, partition) &&
        this.redis.mark(fold, partition) === mark,
    );
    return isProjected && host.progress().every((at) => at.offset >= this.end(at.topic, at.partition));
  }

  private end(topic: string, partition: number): number {
    const isOutput = this.stages.some((stage) => stage.output === topic);
    return isOutput ? this.judged(topic, partition).end : this.broker.end(topic, partition);
  }

  private judged(topic: string, partition: number): Judge {
    const key = `${topic}/${partition}`;
    let judge = this.judges.get(key);
    if (!judge) this.judges.set(key, (judge = new Judge(codec)));
    return judge.read(this.broker.batches(topic, partition));
  }
}
