import { Codec, topicsOf, type Contract, type StageName } from '@alataw/contracts';
import type { KafkaLog } from '@alataw/log';
import type { Logger } from '@alataw/operations';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { BesideLanes, type Turns } from '../beside-lanes';
import type { StageConfig } from '../service-config';
import { CONFIG, LOGGER } from '../service.module';
import { Ticker } from './ticker';

/** Which times of a stage pass, and the command that says so. */
export interface Deadline<C extends object = object> {
  readonly stage: StageName;
  /** The stage's index of what is due, by the time that it may not pass, e.g. `due`. */
  readonly index: string;
  readonly contract: Contract<C>;
  readonly commandOf: (id: string, due: number) => C;
  /** How often it is looked at, and how much is said; by the hour if left out. */
  readonly pace?: TickerPace;
}

/** How often a ticker looks, and how much it says. */
export interface TickerPace {
  readonly everyMs: number;
  /** Commands of one look. */
  readonly most: number;
  /** Commands without visible effect, beyond which nothing new is said. */
  readonly mostUnderWay: number;
  /** After this long, a command without visible effect is written again, ms. */
  readonly againMs: number;
}

/** Times are promised by the hour; a second is nothing. */
const BY_THE_HOUR: TickerPace = { everyMs: 1_000, most: 500, mostUnderWay: Infinity, againMs: 30_000 };

/** Injects the {@link Deadline}s of a stage. */
export const DEADLINES = Symbol('deadlines');

/** Runs a ticker for each deadline beside the stage's lanes. */
@Injectable()
export class TickerService extends BesideLanes {
  constructor(
    @Inject(CONFIG) config: StageConfig,
    @Inject(LOGGER) logger: Logger,
    @Inject(Codec) codec: Codec,
    @Inject(DEADLINES) private readonly deadlines: readonly Deadline[],
  ) {
    const topics = [...new Set(deadlines.map(({ stage }) => topicsOf(stage).commands))];
    const everyMs = Math.min(...deadlines.map(({ pace = BY_THE_HOUR }) => pace.everyMs));
    super({ name: 'ticker', actor: 'system:ticker', topics, everyMs }, config, logger, codec);
  }

  protected over(log: KafkaLog, redis: Redis): Turns {
    const turns = this.deadlines.map((deadline) => this.turnOf(deadline, log, redis));
    return { turn: async () => (await Promise.all(turns.map((turn) => turn()))).includes(true) };
  }

  private turnOf({ stage, index, contract, commandOf, pace = BY_THE_HOUR }: Deadline, log: KafkaLog, redis: Redis) {
    const { most, mostUnderWay, againMs } = pace;
    const topic = topicsOf(stage).commands;
    const reader = this.readerOf(log, redis, [stage]);
    const ticker = new Ticker({
      ...{ clock: Date.now, most, mostUnderWay, againMs },
      due: (until, limit) => reader.rows(`index:${stage}.${index}`, { until, limit }),
      issue: (due, issuedAt) => {
        const commands = due.map(({ id, since }) => ({ id, contract, command: commandOf(id, since) }));
        return this.write(log, topic, commands, issuedAt);
      },
    });
    return async (): Promise<boolean> => {
      const count = await ticker.tick();
      if (count > 0) this.logger.debug({ count, command: contract.name }, 'time has passed');
      return !ticker.isIdle;
    };
  }
}
