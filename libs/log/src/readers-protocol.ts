import { Reader, Writer } from './wire';

/** The requests by which Kafka learns passwords and speeds of its users, which kafkajs does not have. */

/** A password as the broker keeps it: whoever has this can log in, and cannot tell the password. */
export interface ScramVerifier {
  readonly user: string;
  readonly iterations: number;
  readonly salt: Buffer;
  /** `Hi(password, salt, iterations)` of RFC 5802. */
  readonly saltedPassword: Buffer;
}

/** What a user's part of an answer says. */
export interface UserOutcome {
  readonly user: string;
  readonly errorCode: number;
}

/** Kafka's number of the mechanism SCRAM-SHA-512. */
const SCRAM_SHA_512 = 2;

export const DESCRIBE_USERS = { apiKey: 50, apiVersion: 0, apiName: 'DescribeUserScramCredentials' } as const;
export const ALTER_USERS = { apiKey: 51, apiVersion: 0, apiName: 'AlterUserScramCredentials' } as const;
/** Version 0: the last that is not flexible, and understood by every broker since 2.6. */
export const ALTER_QUOTAS = { apiKey: 49, apiVersion: 0, apiName: 'AlterClientQuotas' } as const;

/** @param users none: all. The null that says so as well stops a broker of 4.3.1 from answering whom it refuses. */
export function encodeDescribeUsers(users: readonly string[]): Buffer {
  const out = new Writer().noTags();
  out.compactArray(users, (user) => out.compactString(user).noTags());
  return out.noTags().toBuffer();
}

/** @returns the error of the whole, and that of each user: 91 for one that does not exist */
export function decodeDescribedUsers(answer: Buffer): { errorCode: number; users: UserOutcome[] } {
  const read = new Reader(answer);
  read.tags();
  read.int32(); // throttle time
  const errorCode = read.int16();
  read.compactString();
  const users = read.compactArray(() => {
    const outcome = { user: read.compactString(), errorCode: read.int16() };
    read.compactString();
    read.compactArray(() => {
      read.int8();
      read.int32();
      read.tags();
    });
    read.tags();
    return outcome;
  });
  return { errorCode, users };
}

export function encodeAlterUsers(of: {
  readonly deleted?: readonly string[];
  readonly upserted?: readonly ScramVerifier[];
}): Buffer {
  const out = new Writer().noTags();
  out.compactArray(of.deleted ?? [], (user) => out.compactString(user).int8(SCRAM_SHA_512).noTags());
  out.compactArray(of.upserted ?? [], ({ user, iterations, salt, saltedPassword }) =>
    out
      .compactString(user)
      .int8(SCRAM_SHA_512)
      .int32(iterations)
      .compactBytes(salt)
      .compactBytes(saltedPassword)
      .noTags(),
  );
  return out.noTags().toBuffer();
}

export function decodeAlteredUsers(answer: Buffer): UserOutcome[] {
  const read = new Reader(answer);
  read.tags();
  read.int32(); // throttle time
  return read.compactArray(() => {
    const outcome = { user: read.compactString(), errorCode: read.int16() };
    read.compactString();
    read.tags();
    return outcome;
  });
}

/** @param bytesPerSecond that a user may read from each broker; null: no limit any more */
export function encodeAlterQuota(user: string, bytesPerSecond: number | null): Buffer {
  const out = new Writer().int32(1).int32(1).string('user').string(user);
  out
    .int32(1)
    .string('consumer_byte_rate')
    .float64(bytesPerSecond ?? 0);
  return out
    .int8(bytesPerSecond === null ? 1 : 0)
    .int8(0)
    .toBuffer();
}

export function decodeAlteredQuota(answer: Buffer): number {
  const read = new Reader(answer);
  read.int32(); // throttle time
  return read.array(() => read.int16())[0] ?? 0;
}
