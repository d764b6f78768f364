import type { Codec } from '@alataw/contracts';
import { SlotBuilder, type BuildStatus } from '@alataw/lane';
import type { KafkaLog } from '@alataw/log';
import { METRIC_PREFIX } from '@alataw/operations';
import { connectRedis, LaneProjection, SlotComparison, type SlotDifferences } from '@alataw/projection';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { Counter, Gauge } from 'prom-client';
import { connectLog, type StageOptions } from './stage-connection';

export interface BuildTransportOptions extends StageOptions {
  /** With `once`: everything is built and compared, or cannot be. */
  readonly onBuilt: (outcome: 'whole' | 'overtaken') => void;
}

const SHOW_PROGRESS_MS = 5_000;

/**
 * Takes the place of the lanes where a service is started to build a new fold ahead of its release: it decides nothing,
 * appends nothing and joins no group. It builds, follows and compares, and tells of it by health, metrics and log.
 */
export class BuildTransport extends Server implements CustomTransportStrategy {
  private builder: SlotBuilder | null = null;
  private log: KafkaLog | null = null;
  private redis: Redis | null = null;
  private projection: LaneProjection | null = null;
  private differences: SlotDifferences | null = null;
  private folded = 0;
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: BuildTransportOptions) {
    super();
    const { health } = options;
    health.add('kafka', () => (this.log ? this.log.waitingFor : 'connecting'));
    health.add('redis', () => (this.projection ? this.projection.waitingFor : 'connecting'));
    health.add('build', () => this.buildWaitsFor());
    this.measure();
  }

  /** Returns at once, as the transport of the lanes does. */
  listen(callback: () => void): void {
    this.running = this.run().catch((error: unknown) => {
      if (!this.stopping.signal.aborted) this.options.onFailed(error);
    });
    callback();
  }

  async close(): Promise<void> {
    this.options.health.stop();
    this.stopping.abort();
    await this.builder?.sayBuilding(false).catch(() => undefined); // else the slots cannot be dropped for some seconds more
    await this.log?.close();
    this.redis?.disconnect();
    await this.running;
  }

  on(): never {
    throw new Error('A build tells of itself by metrics and health');
  }

  unwrap<T>(): T {
    return this.builder as T;
  }

  private async run(): Promise<void> {
    const { config, codec, logger, records } = this.options;
    const { signal } = this.stopping;
    const log = await connectLog(this.options, signal);
    this.log = log;
    this.redis = connectRedis(config.redisUrl);
    const { fold } = records;
    const projection = new LaneProjection(
      this.redis,
      { stage: records.definition.name, fold, leaving: records.leaving },
      signal,
    );
    this.projection = projection;
    const builder = new SlotBuilder({
      ...{ records, codec, log, projection },
      onFolded: (count) => (this.folded += count),
      onState: (lane, state) => logger.info({ lane, state, fold }, 'the slot of a lane has come to a state'),
    });
    this.builder = builder;
    await Promise.all([builder.run(signal), this.showProgress(builder), this.compareWhenBuilt(builder, this.redis)]);
  }

  private async compareWhenBuilt(builder: SlotBuilder, redis: Redis): Promise<void> {
    const { codec, logger, records, onBuilt } = this.options;
    await builder.built;
    const whole = builder.status().filter(({ state }) => state === 'whole');
    const of = { stage: records.definition.name, fold: records.fold };
    const lanes = whole.map(({ partition }) => partition);
    const differences = await SlotComparison.run(redis, of, lanes, (a, b) => differingFields(codec, a, b));
    this.differences = differences;
    const { fields, counts, sets, ...rest } = differences;
    const maps = {
      fields: Object.fromEntries(fields),
      counts: Object.fromEntries(counts),
      sets: Object.fromEntries(sets),
    };
    logger.info({ ...of, ...rest, ...maps }, 'compared with what readers follow');
    onBuilt(builder.status().some(({ state }) => state === 'overtaken') ? 'overtaken' : 'whole');
  }

  private async showProgress(builder: SlotBuilder): Promise<void> {
    const { signal } = this.stopping;
    for (let before = this.folded; !signal.aborted; before = this.folded) {
      await sleep(SHOW_PROGRESS_MS, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await builder.sayBuilding(true);
      const behind = behindOf(builder.status());
      const recordsPerSecond = Math.round((this.folded - before) / (SHOW_PROGRESS_MS / 1_000));
      if (!signal.aborted && behind > 0) this.options.logger.info({ behind, recordsPerSecond }, 'building');
    }
  }

  private buildWaitsFor(): string | null {
    const status = this.builder?.status() ?? [];
    if (status.length === 0) return 'the ends of the log';
    const lanesIn = (state: BuildStatus['state']): string =>
      status.flatMap((lane) => (lane.state === state ? [lane.partition] : [])).join(', ');
    const [building, overtaken] = [lanesIn('building'), lanesIn('overtaken')];
    if (overtaken !== '') return `lanes ${overtaken}: another process builds them`;
    if (building !== '') return `lanes ${building}: ${behindOf(status)} records behind`;
    return this.differences === null ? 'the comparison' : null;
  }

  private measure(): void {
    const registers = [this.options.metrics];
    const gauge = (name: string, help: string, labelNames: string[], collect: (gauge: Gauge) => void): void =>
      void new Gauge({
        ...{ name: `${METRIC_PREFIX}${name}`, help, labelNames, registers },
        collect() {
          collect(this);
        },
      });
    gauge('build_records_behind', 'Records of the log that are not in the new slots yet', [], (of) =>
      of.set(behindOf(this.builder?.status() ?? [])),
    );
    gauge('build_lanes', 'Lanes by the state of their new slot', ['state'], (of) => {
      for (const state of ['building', 'whole', 'live', 'overtaken'])
        of.set({ state }, (this.builder?.status() ?? []).filter((lane) => lane.state === state).length);
    });
    gauge('build_entries', 'Entries of the new slots, compared with those that readers follow', ['kind'], (of) => {
      if (this.differences === null) return;
      const { equal, different, onlyFollowed, onlyBuilt } = this.differences;
      const kinds = { equal, different, only_followed: onlyFollowed, only_built: onlyBuilt };
      for (const [kind, count] of Object.entries(kinds)) of.set({ kind }, count);
    });
    let counted = 0;
    const folded: Counter = new Counter({
      ...{ name: `${METRIC_PREFIX}build_records_total`, help: 'Records folded into the new slots', registers },
      collect: () => {
        folded.inc(this.folded - counted);
        counted = this.folded;
      },
    });
  }
}

const behindOf = (status: readonly BuildStatus[]): number =>
  status
    .filter(({ state }) => state === 'building' || state === 'whole')
    .reduce((sum, { mark, end }) => sum + end - mark, 0);

/** Fields of two states that differ; a state of a contract that this version does not know differs as a whole. */
function differingFields(codec: Codec, followed: Buffer, built: Buffer): string[] {
  const [a, b] = [followed, built].map((bytes): Record<string, unknown> | null => {
    try {
      return codec.decode(bytes).value;
    } catch {
      return null;
    }
  });
  if (!a || !b) return ['(a schema that this version does not know)'];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
}
