import { LaneHost, type LaneDecision, type LaneRound } from '@alataw/lane';
import type { GroupMember, KafkaLog } from '@alataw/log';
import { connectRedis, LaneProjection } from '@alataw/projection';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastValueFrom } from 'rxjs';
import { observeLanes } from './lane-metrics';
import { connectLog, type StageOptions } from './stage-connection';
import { ROUND } from './stage.controller';

const SHOW_PROGRESS_MS = 5_000;
/** What a stop may take before whatever still waits for Kafka or Redis is given up. */
const STOP_MS = 5_000;

/**
 * Nest's way into the lanes: a round of all lanes of the process is one message, and the handler's answer is what gets
 * appended. Kafka's stock transport would make a message, an observable and a commit of each record.
 */
export class LaneTransport extends Server implements CustomTransportStrategy {
  private host: LaneHost | null = null;
  private log: KafkaLog | null = null;
  private redis: Redis | null = null;
  private projection: LaneProjection | null = null;
  private member: GroupMember | null = null;
  private readonly stopping = new AbortController();
  private readonly givenUp = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: StageOptions) {
    super();
    const { health } = options;
    health.add('kafka', () => (this.log ? this.log.waitingFor : 'connecting'));
    health.add('redis', () => (this.projection ? this.projection.waitingFor : 'connecting'));
    health.add('lanes', () => this.lanesWaitFor());
  }

  /** Returns at once: the service answers its health routes while it waits for Kafka and Redis. */
  listen(callback: () => void): void {
    this.running = this.run().catch((error: unknown) => {
      if (!this.stopping.signal.aborted) this.options.onFailed(error);
    });
    callback();
  }

  async close(): Promise<void> {
    this.options.health.stop();
    this.stopping.abort();
    const giveUp = setTimeout(() => this.givenUp.abort(), STOP_MS);
    await this.host?.stop();
    clearTimeout(giveUp);
    this.givenUp.abort();
    await this.member?.leave().catch(() => undefined);
    await this.log?.close();
    this.redis?.disconnect();
    await this.running;
  }

  on(): never {
    throw new Error('Lanes tell of themselves by metrics and health');
  }

  unwrap<T>(): T {
    return this.host as T;
  }

  private async run(): Promise<void> {
    const { config, codec, logger, metrics, records } = this.options;
    const { name } = records.definition;
    const log = await connectLog(this.options, this.stopping.signal);
    this.log = log;
    this.redis = connectRedis(config.redisUrl);
    this.projection = new LaneProjection(
      this.redis,
      { stage: name, fold: records.fold, leaving: records.leaving },
      this.givenUp.signal,
    );
    const host = new LaneHost({
      records,
      codec,
      log,
      projection: this.projection,
      clock: Date.now,
      instance: config.instance,
      decide: (round) => this.decide(round),
      observer: observeLanes(metrics, logger, () => this.host),
    });
    this.host = host;
    this.member = await log.join({
      groupId: config.consumerGroup,
      topics: records.inputs,
      onAssigned: (owned) => {
        logger.info({ lanes: owned }, 'lanes assigned');
        host.assign(owned);
      },
      onFailed: (cause) => this.options.onFailed(cause),
    });
    await Promise.all([host.run(), this.showProgress()]);
  }

  private async decide(round: readonly LaneRound[]): Promise<readonly LaneDecision[]> {
    const handler = this.getHandlerByPattern(ROUND);
    if (!handler) throw new Error('The stage has no handler for its rounds');
    const answer = this.transformToObservable(await handler(round));
    return lastValueFrom(answer) as Promise<readonly LaneDecision[]>;
  }

  private async showProgress(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await sleep(SHOW_PROGRESS_MS, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.member?.showProgress(this.host?.progress() ?? []);
    }
  }

  private lanesWaitFor(): string | null {
    if (!this.member) return 'joining the group';
    const claiming = (this.host?.status() ?? []).filter((lane) => !lane.isLive).map((lane) => lane.partition);
    return claiming.length === 0 ? null : `claiming lanes ${claiming.join(', ')}`;
  }
}
