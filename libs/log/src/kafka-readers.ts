import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  ResourcePatternTypes,
  type AclEntry,
  type Admin,
} from 'kafkajs';
import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { LogError, protocolError } from './errors';
import { backoff, type KafkaClient } from './kafka-client';
import {
  ALTER_QUOTAS,
  ALTER_USERS,
  decodeAlteredQuota,
  decodeAlteredUsers,
  decodeDescribedUsers,
  DESCRIBE_USERS,
  encodeAlterQuota,
  encodeAlterUsers,
  encodeDescribeUsers,
  type ScramVerifier,
} from './readers-protocol';

/** What a user of Kafka may do from outside: read topics and use groups whose names begin so, and nothing else. */
export interface ReaderGrant {
  readonly user: string;
  readonly password: string;
  readonly topicPrefix: string;
  readonly groupPrefix: string;
  /** From each broker. */
  readonly bytesPerSecond: number;
}

/** Kafka's least. A password of 256 random bits is not guessed, however fast a guess is tried. */
const ITERATIONS = 4096;
const SALT_BYTES = 16;
const HASH_BYTES = 64;
/** How long a new user may take to be known where it was asked for. */
const KNOWN_MS = 5_000;
const NO_SUCH_USER = 91;

/**
 * Users of Kafka that read from outside, by SCRAM-SHA-512 and ACLs. Kafka itself is what remembers them; passwords are kept nowhere. Needs
 * the rights to alter the cluster.
 */
export class KafkaReaders {
  constructor(private readonly client: KafkaClient) {}

  /** All users that have a password. @throws {LogError} */
  async users(): Promise<string[]> {
    const found = decodeDescribedUsers(await this.ask(DESCRIBE_USERS, encodeDescribeUsers([])));
    check(found.errorCode, 'the users of Kafka');
    return found.users.map(({ user }) => user);
  }

  /**
   * Makes a user, and returns once it is known. Its rights come before its password, so that it never is there without them; what is left
   * of a failure can do nothing.
   * @throws {LogError} of the disposition `stop` where this Kafka has no authorizer, or does not let us
   */
  async grant({ user, password, topicPrefix, groupPrefix, bytesPerSecond }: ReaderGrant): Promise<void> {
    // The brokers' own listeners ask nobody who he is, and take him for the user ANONYMOUS, who may do everything.
    if (!user.includes('.')) throw new RangeError(`A reader's name has a full stop: ${user}`);
    try {
      const acl = [right(user, AclResourceTypes.TOPIC, topicPrefix), right(user, AclResourceTypes.GROUP, groupPrefix)];
      await this.asAdmin(user, (admin) => admin.createAcls({ acl }));
      await this.setQuota(user, bytesPerSecond);
      await this.alterUsers({ upserted: [await verifierOf(user, password)] }, user);
      await this.untilKnown(user);
    } catch (error) {
      await this.revoke(user).catch(() => undefined); // its password is nobody's
      throw error;
    }
  }

  /** Ends a user. Its rights go first: what it has open reads nothing from then on. Of one that there is none of nothing happens. @throws {LogError} */
  async revoke(user: string): Promise<void> {
    const all = {
      resourceType: AclResourceTypes.ANY,
      resourcePatternType: ResourcePatternTypes.ANY,
      principal: principalOf(user),
      operation: AclOperationTypes.ANY,
      permissionType: AclPermissionTypes.ANY,
    };
    await this.asAdmin(user, (admin) => admin.deleteAcls({ filters: [all] }));
    await this.alterUsers({ deleted: [user] }, user, NO_SUCH_USER);
    await this.setQuota(user, null);
  }

  private async alterUsers(of: Parameters<typeof encodeAlterUsers>[0], user: string, fine = 0): Promise<void> {
    for (const { errorCode } of decodeAlteredUsers(await this.ask(ALTER_USERS, encodeAlterUsers(of))))
      if (errorCode !== fine) check(errorCode, user);
  }

  private async setQuota(user: string, bytesPerSecond: number | null): Promise<void> {
    check(decodeAlteredQuota(await this.ask(ALTER_QUOTAS, encodeAlterQuota(user, bytesPerSecond))), user);
  }

  /** A broker learns in their order what the controller has written: where the user is known, its rights are. */
  private async untilKnown(user: string): Promise<void> {
    const deadline = performance.now() + KNOWN_MS;
    for (let attempt = 0; ; attempt++) {
      const { users } = decodeDescribedUsers(await this.ask(DESCRIBE_USERS, encodeDescribeUsers([user])));
      if (users.some(({ errorCode }) => errorCode === 0)) return;
      if (performance.now() > deadline) throw new LogError(`${user} is not known after ${KNOWN_MS} ms`, 'retry');
      await backoff(attempt);
    }
  }

  private async ask(...request: Parameters<KafkaClient['sendToController']>): Promise<Buffer> {
    try {
      return await this.client.sendToController(...request);
    } catch (error) {
      await this.client.refresh();
      throw asLogError(error, 'the users of Kafka');
    }
  }

  private async asAdmin(user: string, work: (admin: Admin) => Promise<unknown>): Promise<void> {
    const admin = this.client.kafka.admin();
    try {
      await admin.connect();
      await work(admin);
    } catch (error) {
      throw asLogError(error, user);
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }
}

const principalOf = (user: string): string => `User:${user}`;

/** READ of a topic or a group lets describe it as well. */
function right(user: string, resourceType: AclResourceTypes, resourceName: string): AclEntry {
  // Without an end of its own a prefix would reach what is called alike: KZ would read what is KZPOST's.
  if (!resourceName.endsWith('.')) throw new RangeError(`A prefix ends with a full stop: ${resourceName}`);
  return {
    ...{ resourceType, resourceName, resourcePatternType: ResourcePatternTypes.PREFIXED },
    ...{ principal: principalOf(user), host: '*' },
    ...{ operation: AclOperationTypes.READ, permissionType: AclPermissionTypes.ALLOW },
  };
}

async function verifierOf(user: string, password: string): Promise<ScramVerifier> {
  const salt = randomBytes(SALT_BYTES);
  const saltedPassword = await promisify(pbkdf2)(password, salt, ITERATIONS, HASH_BYTES, 'sha512');
  return { user, iterations: ITERATIONS, salt, saltedPassword };
}

function check(code: number, where: string): void {
  const error = protocolError(code, where);
  if (error) throw error;
}

/** kafkajs's errors have the protocol's code. */
function asLogError(error: unknown, where: string): LogError {
  if (error instanceof LogError) return error;
  const code = error instanceof Error && 'code' in error ? Number(error.code) : 0;
  const known = Number.isInteger(code) && code > 0 ? protocolError(code, where) : null;
  return known ?? new LogError(`Kafka did not answer for ${where}`, 'retry', { cause: error });
}
