import { partitionOf, type EventMeta } from '@alataw/contracts';
import { StageRecords, type LaneObserver } from '@alataw/lane';
import { dockCodec, dockStage, put } from './dock.stage';
import { MemoryBroker } from './memory-broker';
import { MemoryRedis } from './memory-redis';
import { Random } from './random';
import { Scheduler } from './scheduler';
import { SimProcess, type World } from './sim-process';

const PARTITIONS = 2;
const TRUCKS = ['T1', 'T2', 'T3'];
const PARCELS = Array.from({ length: 6 }, (_, i) => `P${i}`);
const COMMANDS = 24;
const FAULTY_STEPS = 400;
const MAX_STEPS = 20_000;

/** Compiling its schemas takes longer than a schedule. */
const codec = dockCodec();

/** How often what was meant to happen did happen; a simulation that never sees it proves nothing of it. */
export type Sometimes = Record<string, number>;

export interface Outcome {
  readonly steps: number;
  readonly faults: string[];
  readonly sometimes: Sometimes;
}

interface Decided {
  readonly type: string;
  readonly meta: EventMeta;
  readonly truckId: string;
  readonly parcelId: string;
}

/** Runs one schedule: commands, deaths, double ownership, lost projections; then lets it settle, and audits. */
export async function simulate(seed: number): Promise<Outcome> {
  const random = new Random(seed);
  const scheduler = new Scheduler(random);
  const broker = new MemoryBroker(PARTITIONS);
  const redis = new MemoryRedis();
  const sometimes: Sometimes = {};
  const seen = (what: string, count = 1): void => void (sometimes[what] = (sometimes[what] ?? 0) + count);
  const observer: LaneObserver = {
    onClaimed: (_, { isRebuild }) => seen(isRebuild ? 'rebuilt' : 'caught up'),
    onLost: (_, reason) => seen(reason),
    onParked: (_, count) => seen('parked', count),
    onRepeatedTransfers: (_, count) => seen('transfer came twice', count),
  };
  const world: World = { broker, redis, scheduler, random, codec, observer, now: 1 };
  let processes: SimProcess[] = [];
  let started = 0;
  const start = (lanes: readonly number[]): void => {
    const process = new SimProcess(`p${started++}`, dockStage, world);
    process.host.assign(lanes);
    processes.push(process);
  };
  const all = Array.from({ length: PARTITIONS }, (_, p) => p);
  let restore: (() => void) | null = null;
  let sent = 0;

  start(all);
  for (let step = 0; step < FAULTY_STEPS || sent < COMMANDS; step++) {
    if (sent < COMMANDS && random.chance(0.1)) {
      const truck = random.pick(TRUCKS);
      const parcel = random.chance(0.04) ? 'POISON' : random.pick(PARCELS);
      broker.publish('loading.commands', partitionOf(truck, PARTITIONS), put(codec, sent++, truck, parcel));
    }
    if (random.chance(0.01) && processes.length > 0) {
      const victim = random.pick(processes);
      scheduler.kill(victim);
      processes = processes.filter((p) => p !== victim);
      seen('killed');
    }
    if (processes.length === 0 || (processes.length < 3 && random.chance(0.01)))
      start(all.filter(() => random.chance(0.8)));
    if (random.chance(0.005)) random.pick(processes)?.host.assign(all.filter(() => random.chance(0.6)));
    if (random.chance(0.003)) redis.flush();
    if (random.chance(0.01)) restore = redis.backup();
    if (restore !== null && random.chance(0.003)) {
      restore();
      seen('set back');
    }
    await scheduler.step();
    failOf(processes);
  }
  for (const process of processes) scheduler.kill(process);
  processes = [];
  start(all);
  while (!isSettled(processes[0]!, broker)) {
    if (scheduler.steps > MAX_STEPS) throw new Error('it does not settle');
    await scheduler.step();
    failOf(processes);
  }
  const faults = audit(broker, redis);
  scheduler.kill(processes[0]!);
  return { steps: scheduler.steps, faults, sometimes };
}

const failOf = (processes: readonly SimProcess[]): void => {
  for (const { failure } of processes) if (failure !== undefined) throw failure;
};

/** Live, and all inputs read: nothing can follow any more. */
function isSettled(process: SimProcess, broker: MemoryBroker): boolean {
  const lanes = process.host.status();
  if (lanes.length < PARTITIONS || lanes.some((lane) => !lane.isLive || lane.isBusy || lane.pending > 0)) return false;
  if (lanes.some((lane) => lane.mark !== broker.end('loading.events', lane.partition))) return false;
  return process.host.progress().every(({ topic, partition, offset }) => offset === broker.end(topic, partition));
}

/** What must hold of every schedule. */
function audit(broker: MemoryBroker, redis: MemoryRedis): string[] {
  const faults: string[] = [];
  const records = new StageRecords(dockStage, codec);
  records.open(PARTITIONS);
  const decided: Decided[] = [];
  const answered = new Set<string>();
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const subjects = new Map<string, ReturnType<StageRecords['subject']>>();
    for (const record of broker.records('loading.events', partition)) {
      const own = records.readOwn(record);
      if (own.kind === 'claimed' || own.kind === 'advanced') continue;
      const { topic, partition: p, offset } = own.meta.cause;
      answered.add(`${topic}/${p}/${offset}`);
      if (own.kind === 'parked') continue;
      decided.push(own.event as Decided);
      const key = `${own.entity.kind}/${own.id}`;
      const subject = subjects.get(key) ?? records.subject(own.entity.kind, own.id, null);
      subjects.set(key, subject);
      if (own.meta.sequence !== subject.sequence + 1)
        faults.push(`${key}: ${own.meta.sequence} follows ${subject.sequence}`);
      subject.apply(own.event, own.meta.occurredAt, record.offset);
    }
    faults.push(...compare(redis, partition, [...subjects.values()]));
  }
  for (let p = 0; p < PARTITIONS; p++) {
    for (const { offset } of broker.records('loading.commands', p)) {
      if (!answered.has(`loading.commands/${p}/${offset}`))
        faults.push(`command ${p}/${offset} was left without an answer`);
    }
  }
  const ids = decided.map((event) => event.meta.eventId);
  if (new Set(ids).size < ids.length) faults.push('an input was decided twice');
  const count = (...types: string[]): number => decided.filter((event) => types.includes(event.type)).length;
  if (count('Reserved') !== count('Taken', 'Declined')) faults.push('a reservation was answered not once');
  if (count('Taken') !== count('Entered')) faults.push('what a parcel took was entered not once');
  if (count('Declined') !== count('Freed')) faults.push('what a parcel declined was freed not once');
  const taken = decided.filter((event) => event.type === 'Taken').map((event) => event.parcelId);
  if (new Set(taken).size < taken.length) faults.push('a parcel is on two trucks');
  return faults;
}

function compare(
  redis: MemoryRedis,
  partition: number,
  subjects: readonly ReturnType<StageRecords['subject']>[],
): string[] {
  const faults: string[] = [];
  const stored = redis.of('loading', partition);
  const counts: Record<string, number> = {};
  const members = new Set<string>();
  for (const subject of subjects) {
    const { kind, id, bytes, statusAfter, enter } = subject.toChange(codec);
    if (!stored.entries.get(`${kind}/${id}`)?.equals(bytes)) faults.push(`Redis differs in ${kind} ${id}`);
    if (statusAfter !== null) counts[statusAfter] = (counts[statusAfter] ?? 0) + 1;
    for (const { set } of enter) members.add(`${set} ${id}`);
  }
  if (stored.entries.size !== subjects.length) faults.push('Redis knows entities that the log does not');
  for (const status of ['used', 'empty', 'free', 'taken']) {
    if ((stored.counts.get(status) ?? 0) !== (counts[status] ?? 0)) {
      faults.push(
        `Redis counts ${stored.counts.get(status)} ${status} in lane ${partition}, the log ${counts[status]}`,
      );
    }
  }
  const found = [...stored.sets].flatMap(([set, ids]) => [...ids.keys()].map((id) => `${set} ${id}`));
  if (found.sort().join() !== [...members].sort().join()) faults.push('the queues differ from the log');
  return faults;
}
