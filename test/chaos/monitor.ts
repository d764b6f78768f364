import { Codec, stages, topicsOf, type LaneClaimed, type StageName } from '@alataw/contracts';
import { KafkaLog, type Fetched, type LogRecord, type RecordBatch } from '@alataw/log';
import { ClaimRule, NOBODY } from '../../libs/lane/src/claim-rule';
import { laneName, PARTITIONS, type LaneName } from './lanes';
import { LaneWatch } from './lane-watch';

/** Where a record stands, as text: `topic/partition@offset`. */
export const placeOf = (topic: string, partition: number, offset: number): string => `${topic}/${partition}@${offset}`;

/** What certainly leads to an output of these stages; a command does of its own. */
const REQUIRED: Readonly<Record<string, readonly StageName[]>> = {
  ParcelDeclared: ['inspection', 'release'],
  ParcelReleased: ['loading'],
};

interface Cause {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/**
 * Follows all topics, connected with the brokers directly, and knows of each lane when it last committed and what waits
 * for it. It judges by the rule in the log: a record counts if it was written under the last claim before it.
 */
export class Monitor {
  readonly lanes: ReadonlyMap<LaneName, LaneWatch>;
  /** Event types → how many stand in the log. */
  readonly counts = new Map<string, number>();
  /** What carriers were told: `<carrier> <milestone>` → how often. */
  readonly told = new Map<string, number>();
  /** Parked inputs by their place → how often; and the same of dead letters. */
  readonly parked = new Map<string, number>();
  readonly deadLetters = new Map<string, number>();
  /** Parcels that have left. */
  readonly departed: string[] = [];
  /** Records in events topics that count for nothing: written without the last claim, or by no lane at all. */
  passedOver = 0;
  lastCommitAt = Date.now();
  private readonly positions: { topic: string; partition: number; offset: number }[] = [];
  private readonly index = new Map<string, number>();
  private readonly stages = new Map<
    string,
    { readonly stage: StageName; readonly is: 'commands' | 'events' | 'letters' }
  >();
  private readonly listeners = new Set<() => void>();
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();

  private constructor(
    private readonly log: KafkaLog,
    private readonly now: () => number,
  ) {
    this.lanes = new Map(
      stages.flatMap((stage) =>
        Array.from({ length: PARTITIONS }, (_, p) => [laneName(stage, p), watchLane(stage, p)] as const),
      ),
    );
    for (const stage of stages) {
      const { commands, events, deadLetters } = topicsOf(stage);
      this.stages.set(commands, { stage, is: 'commands' });
      this.stages.set(events, { stage, is: 'events' });
      this.stages.set(deadLetters, { stage, is: 'letters' });
    }
    for (const topic of this.stages.keys()) {
      for (let partition = 0; partition < PARTITIONS; partition++) {
        this.index.set(`${topic}/${partition}`, this.positions.length);
        this.positions.push({ topic, partition, offset: 0 });
      }
    }
  }

  /** Connects and begins to follow, from the start of all topics. */
  static async start(brokers: readonly string[], now: () => number = Date.now): Promise<Monitor> {
    const topics = stages.flatMap((stage) => {
      const { commands, events, deadLetters } = topicsOf(stage);
      return [commands, events, deadLetters];
    });
    const log = await KafkaLog.connect({ brokers, clientId: 'chaos-monitor', topics });
    const monitor = new Monitor(log, now);
    const loop = { positions: () => monitor.positions, onFetched: (f: readonly Fetched[]) => monitor.onFetched(f) };
    monitor.running = log.follow(loop, monitor.stop.signal);
    return monitor;
  }

  lane(name: LaneName): LaneWatch {
    const lane = this.lanes.get(name);
    if (!lane) throw new Error(`No lane ${name}`);
    return lane;
  }

  /** The lanes whose last claim was an instance's. */
  lanesOf(instance: string): LaneName[] {
    return [...this.lanes.values()].filter((lane) => lane.instance === instance).map(({ name }) => name);
  }

  /** Inputs that wait for a decision, over all lanes. */
  get waiting(): number {
    return [...this.lanes.values()].reduce((sum, lane) => sum + lane.waiting, 0);
  }

  /** Resolves when a condition holds; looked at again whenever something was read. @throws what the signal says */
  async until(condition: () => boolean, signal: AbortSignal): Promise<void> {
    while (!condition()) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.listeners.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.listeners.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
    }
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
    await this.log.close();
  }

  private onFetched(fetched: readonly Fetched[]): void {
    const now = this.now();
    for (const { topic, partition, next, batches } of fetched) {
      this.positions[this.index.get(`${topic}/${partition}`)!]!.offset = next;
      const { stage, is } = this.stages.get(topic)!;
      const lane = this.lane(laneName(stage, partition));
      for (const batch of batches) {
        for (const record of batch.records) {
          if (is === 'commands' && record.value !== null) lane.arrived(topic, record.offset, now);
          else if (is === 'letters') this.letter(record);
        }
        if (is === 'events') this.output(lane, partition, batch, now);
      }
    }
    for (const wake of [...this.listeners]) wake();
  }

  private output(lane: LaneWatch, partition: number, batch: RecordBatch, now: number): void {
    if (!lane.rule.counts(batch)) {
      this.passedOver += batch.records.length;
      return;
    }
    this.lastCommitAt = now;
    for (const record of batch.records) {
      const decoded = decode(record);
      if (decoded?.type === 'LaneClaimed') lane.claimed(String(decoded.fields['instance']), now);
      else if (decoded !== null) this.decided(lane, partition, record.offset, decoded, now);
    }
  }

  private decided(lane: LaneWatch, partition: number, offset: number, { type, fields }: Read, now: number): void {
    const cause = (fields['meta'] as { cause?: Cause } | undefined)?.cause;
    lane.committed(cause, now);
    this.counts.set(type, (this.counts.get(type) ?? 0) + 1);
    if (type === 'RecordParked' && cause) count(this.parked, placeOf(cause.topic, cause.partition, cause.offset));
    if (type === 'MilestoneReached') count(this.told, `${String(fields['carrier'])} ${String(fields['milestone'])}`);
    if (type === 'ParcelDeparted') this.departed.push(String(fields['parcelId']));
    const topic = topicsOf(lane.stage).events;
    for (const stage of REQUIRED[type] ?? []) this.lane(laneName(stage, partition)).arrived(topic, offset, now);
  }

  private letter({ headers }: LogRecord): void {
    const [, topic = '', partition = '', offset = ''] = /^(.+):(\d+):(\d+)$/.exec(headers?.['cause'] ?? '') ?? [];
    count(this.deadLetters, placeOf(topic, Number(partition), Number(offset)));
  }
}

interface Read {
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const codec = Codec.embedded();

function watchLane(stage: StageName, partition: number): LaneWatch {
  const rule = new ClaimRule(NOBODY, (record) => {
    const read = decode(record);
    return read?.type === 'LaneClaimed' ? (read.fields as unknown as LaneClaimed) : null;
  });
  return new LaneWatch(laneName(stage, partition), stage, rule);
}

/** @returns null for what no lane has written */
export function decode({ value }: Pick<LogRecord, 'value'>): Read | null {
  if (value === null) return null;
  try {
    const decoded = codec.decode(value);
    return { type: decoded.contract.name, fields: decoded.value as unknown as Read['fields'] };
  } catch {
    return null;
  }
}

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
