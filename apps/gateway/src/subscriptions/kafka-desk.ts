import { Problem } from '@alataw/http';
import { feedTopicOf, feedTopicsOf } from '@alataw/milestones';
import { randomBytes } from 'node:crypto';
import type { Readers } from '../backends/available-readers';
import type { CarriersKafka } from '../gateway.config';

/** Two, so that one can be replaced while the other serves. Two that are made at the same moment may be one too many. */
export const MAX_CREDENTIALS = 2;
/** From each broker: a day's feed of half a million parcels in a few minutes, and little of what a broker can send. */
const BYTES_PER_SECOND = 10 * 1024 * 1024;
const NAME_BYTES = 8;
const PASSWORD_BYTES = 32;
const USER = /^([A-Z0-9-]{2,20})\.[0-9a-f]{16}$/;

/** How a carrier reaches its feeds in Kafka. */
export interface KafkaAccess {
  readonly brokers: readonly string[];
  readonly securityProtocol: CarriersKafka['protocol'];
  readonly mechanism: 'SCRAM-SHA-512';
  /** What the names of consumer groups have to begin with. */
  readonly groupPrefix: string;
}

/** Lets carriers read their feeds from Kafka. Kafka remembers who may; a password is shown once and kept nowhere. */
export class KafkaDesk {
  /** @param kafka null where carriers do not reach Kafka */
  constructor(
    private readonly kafka: CarriersKafka | null,
    private readonly readers: Readers,
  ) {}

  /** @throws {Problem} 501 where there is none */
  access(carrier: string): KafkaAccess {
    if (this.kafka === null) {
      throw new Problem(501, 'NO_KAFKA', 'This centre does not let carriers read Kafka: use the channel PULL.');
    }
    const { brokers, protocol } = this.kafka;
    return { brokers, securityProtocol: protocol, mechanism: 'SCRAM-SHA-512', groupPrefix: groupsOf(carrier) };
  }

  feed(carrier: string, subscriptionId: string): KafkaAccess & { readonly topic: string } {
    return { ...this.access(carrier), topic: feedTopicOf(subscriptionId) };
  }

  /** The users of a carrier. */
  async users(carrier: string): Promise<readonly string[]> {
    this.access(carrier);
    return (await this.readers.users()).filter((user) => USER.exec(user)?.[1] === carrier).sort();
  }

  /** Makes one more. @throws {Problem} 409 when there are two */
  async make(carrier: string): Promise<KafkaAccess & { readonly user: string; readonly password: string }> {
    const access = this.access(carrier);
    if ((await this.users(carrier)).length >= MAX_CREDENTIALS) {
      const detail = `You have ${MAX_CREDENTIALS} credentials: delete the one that you do not use any more first.`;
      throw new Problem(409, 'TOO_MANY_CREDENTIALS', detail);
    }
    const user = `${carrier}.${randomBytes(NAME_BYTES).toString('hex')}`;
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    await this.readers.grant({
      ...{ user, password, topicPrefix: feedTopicsOf(carrier), groupPrefix: access.groupPrefix },
      bytesPerSecond: BYTES_PER_SECOND,
    });
    return { user, password, ...access };
  }

  /** @param carrier whose it has to be; undefined: anybody's. @throws {Problem} 404, of others' as of what cannot be */
  async end(user: string, carrier: string | undefined): Promise<void> {
    const owner = USER.exec(user)?.[1];
    const isOwn = owner !== undefined && (carrier === undefined || owner === carrier);
    if (!isOwn || !(await this.users(owner)).includes(user)) {
      const detail = 'You have no such credentials: GET /v1/kafka-credentials lists those that there are.';
      throw new Problem(404, 'UNKNOWN_CREDENTIALS', detail);
    }
    await this.readers.revoke(user);
  }
}

const groupsOf = (carrier: string): string => `${carrier}.`;
