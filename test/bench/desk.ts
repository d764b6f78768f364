import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Codec, partitionOf, topicNames, type Contract, type EventMeta, type TopicName } from '@alataw/contracts';
import { KafkaLog } from '@alataw/log';

const POLL_MS = 50;
const ACTOR = 'staff:bench';

/** A command without its envelope, and the topic that it belongs into. */
export interface Order<T extends object = object> {
  readonly contract: Contract<T>;
  readonly command: T;
}

/** An event as the bench sees it. */
export interface Seen {
  readonly type: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly meta: EventMeta;
}

/** Writes commands into the log of a centre and reads its events, beside the gateway, which is not what is measured. */
export class BenchDesk {
  private readonly codec = Codec.embedded();

  private constructor(private readonly log: KafkaLog) {}

  static async open(brokers: string): Promise<BenchDesk> {
    const options = { brokers: [brokers], clientId: 'bench', topics: topicNames };
    return new BenchDesk(await KafkaLog.connect(options));
  }

  close(): Promise<void> {
    return this.log.close();
  }

  /** Writes commands, in their order for each entity. */
  async order(orders: readonly Order[], issuedAt = Date.now()): Promise<void> {
    const publications = orders.map(({ contract, command }) => {
      const id = randomUUID();
      const meta = { commandId: id, correlationId: id, actor: ACTOR, issuedAt };
      const value = Buffer.from(this.codec.encode(contract, { ...command, meta }));
      const key = contract.keyOf(command);
      const topic = contract.topic as TopicName;
      return { topic, partition: partitionOf(key, this.log.partitions(topic)), key: Buffer.from(key), value };
    });
    await this.log.publish(publications);
  }

  /** Follows a topic from where it ends now. */
  async tail(topic: TopicName): Promise<Tail> {
    return new Tail(this.log, this.codec, topic, await this.log.endOffsets(topic));
  }
}

/** Reads on in a topic, as often as it is asked to. */
export class Tail {
  private next: number[];

  constructor(
    private readonly log: KafkaLog,
    private readonly codec: Codec,
    private readonly topic: TopicName,
    from: readonly number[],
  ) {
    this.next = [...from];
  }

  /** Reads what was written since the last time. */
  async read(onEvent: (seen: Seen) => void): Promise<void> {
    const ends = await this.log.endOffsets(this.topic);
    for (const [partition, to] of ends.entries()) {
      const from = this.next[partition] ?? 0;
      if (from >= to) continue;
      for await (const records of this.log.scan({ topic: this.topic, partition, from, to })) {
        for (const { value } of records) {
          if (value === null) continue;
          const { contract, value: event } = this.codec.decode(value);
          const recorded = event as Seen['event'] & { readonly meta?: EventMeta };
          if (recorded.meta) onEvent({ type: contract.name, event: recorded, meta: recorded.meta });
        }
      }
      this.next[partition] = to;
    }
  }

  /** Reads on until what was seen is enough. */
  async until(isEnough: () => boolean, onEvent: (seen: Seen) => void): Promise<void> {
    for (;;) {
      await this.read(onEvent);
      if (isEnough()) return;
      await delay(POLL_MS);
    }
  }
}
