import { createHash } from 'node:crypto';

/** An answer as it was given, to be given again. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is known of a key: nothing (and it is now ours), a request in flight, or the answer that was given. */
export type KeyState =
  | { readonly state: 'begun' }
  | { readonly state: 'inFlight'; readonly fingerprint: string }
  | { readonly state: 'answered'; readonly fingerprint: string; readonly answer: StoredAnswer };

/** Remembers answers by the key that a client chose. `client` keeps the keys of different clients apart. */
export interface IdempotencyStore {
  /** Takes the key if nobody has it. @throws when the store is away */
  begin(client: string, key: string, fingerprint: string): Promise<KeyState>;
  /** Keeps the answer for repetitions. */
  finish(client: string, key: string, fingerprint: string, answer: StoredAnswer): Promise<void>;
  /** Gives the key back: the request left no effect, and may be tried again. */
  abandon(client: string, key: string): Promise<void>;
}

/** An answer is given again for a day. */
export const KEPT_MS = 24 * 60 * 60 * 1000;
/** A process that died in the middle of a request holds its key no longer than this: above the longest wait for a decision. */
export const IN_FLIGHT_MS = 60_000;

/** The few Redis commands that are used. */
export interface KeyValue {
  set(key: string, value: string, px: 'PX', ms: number, nx: 'NX'): Promise<'OK' | null>;
  set(key: string, value: string, px: 'PX', ms: number): Promise<'OK' | null>;
  get(key: string): Promise<string | null>;
  del(key: string): Promise<number>;
}

/** Keeps keys in Redis. Losing Redis forgets them: a repetition is then carried out like a new request. */
export class RedisIdempotencyStore implements IdempotencyStore {
  constructor(private readonly redis: KeyValue) {}

  async begin(client: string, key: string, fingerprint: string): Promise<KeyState> {
    const name = nameOf(client, key);
    const mine = JSON.stringify({ fingerprint });
    if ((await this.redis.set(name, mine, 'PX', IN_FLIGHT_MS, 'NX')) === 'OK') return { state: 'begun' };
    const stored = readState(await this.redis.get(name));
    // Expired between the two commands, or not ours to read: take it.
    if (stored === undefined) {
      await this.redis.set(name, mine, 'PX', IN_FLIGHT_MS);
      return { state: 'begun' };
    }
    return stored;
  }

  async finish(client: string, key: string, fingerprint: string, answer: StoredAnswer): Promise<void> {
    await this.redis.set(nameOf(client, key), JSON.stringify({ fingerprint, answer }), 'PX', KEPT_MS);
  }

  async abandon(client: string, key: string): Promise<void> {
    await this.redis.del(nameOf(client, key));
  }
}

/** Keys come from outside and may hold anything, so their hash stands in Redis. */
function nameOf(client: string, key: string): string {
  return `idempotency:${createHash('sha256').update(`${client}\n${key}`).digest('base64url')}`;
}

function readState(text: string | null): KeyState | undefined {
  if (text === null) return undefined;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('fingerprint' in value)) return undefined;
  const fingerprint = String(value.fingerprint);
  if (!('answer' in value)) return { state: 'inFlight', fingerprint };
  return isAnswer(value.answer) ? { state: 'answered', fingerprint, answer: value.answer } : undefined;
}

function isAnswer(value: unknown): value is StoredAnswer {
  return typeof value === 'object' && value !== null && 'status' in value && 'headers' in value && 'body' in value;
}
