import { Problem } from '../problem/problem';
import { bearerToken, parseKey, secretMatches, type Role } from './api-key';
import { actorOf, type Principal } from './principal';

/** A key as it is kept: never the secret. */
export interface KeyRecord {
  readonly keyId: string;
  readonly role: Role;
  readonly tenant?: string;
  /** SHA-256 of the secret, 32 bytes. */
  readonly secretHash: Uint8Array;
  /** Epoch ms UTC; absent: does not expire. */
  readonly expiresAt?: number;
  /** Epoch ms UTC; absent: not revoked. */
  readonly revokedAt?: number;
}

/** What a 401 must carry so that a client knows how to authenticate (RFC 9110, 11.6.1). */
const CHALLENGE = { 'www-authenticate': 'Bearer realm="alataw"' };

/** All keys ever issued, as the fold of the access log. Kept in memory: a look-up must not depend on another service. */
export class KeyRing {
  private readonly keys = new Map<string, KeyRecord>();
  private isComplete = (): boolean => true;

  /** Nobody is let in, and nobody turned away as unknown, before all keys and revocations have been read. */
  completeWhen(isComplete: () => boolean): void {
    this.isComplete = isComplete;
  }

  issued(key: KeyRecord): void {
    // A key id is issued once; a repeated record must not bring a revoked key back.
    if (!this.keys.has(key.keyId)) this.keys.set(key.keyId, key);
  }

  revoked(keyId: string, at: number): void {
    const key = this.keys.get(keyId);
    if (key !== undefined && key.revokedAt === undefined) this.keys.set(keyId, { ...key, revokedAt: at });
  }

  /** In order of issue. */
  list(): readonly KeyRecord[] {
    return [...this.keys.values()];
  }

  get size(): number {
    return this.keys.size;
  }

  /** Whether a key that was valid still is: for connections that last. */
  isValid(keyId: string, now: number): boolean {
    const key = this.keys.get(keyId);
    return key !== undefined && key.revokedAt === undefined && (key.expiresAt === undefined || key.expiresAt > now);
  }

  /**
   * @param authorization the header as sent
   * @param now epoch ms UTC
   * @throws {Problem} 401, whose code says what is wrong with the key. Whether an id exists is told only to who knows its
   * secret. 503 while the keys are still being read.
   */
  authenticate(authorization: string | undefined, now: number): Principal {
    const token = bearerToken(authorization);
    if (token === undefined) {
      throw new Problem(401, 'KEY_MISSING', 'Send your key as `Authorization: Bearer <key>`.', { headers: CHALLENGE });
    }
    if (!this.isComplete()) {
      throw new Problem(503, 'KEYS_LOADING', 'The centre is starting: try again in a second.', {
        headers: { 'retry-after': '1' },
      });
    }
    const presented = parseKey(token);
    const key = presented && this.keys.get(presented.keyId);
    if (presented === undefined || key === undefined || !secretMatches(presented.secret, key.secretHash)) {
      throw new Problem(401, 'KEY_UNKNOWN', 'This key is not known here: check that it was copied whole.', {
        headers: CHALLENGE,
      });
    }
    if (key.revokedAt !== undefined) {
      throw new Problem(401, 'KEY_REVOKED', 'This key was revoked: ask the centre for a new one.', {
        headers: CHALLENGE,
      });
    }
    if (key.expiresAt !== undefined && key.expiresAt <= now) {
      const when = new Date(key.expiresAt).toISOString();
      throw new Problem(401, 'KEY_EXPIRED', `This key expired at ${when}: ask the centre for a new one.`, {
        headers: CHALLENGE,
      });
    }
    return {
      keyId: key.keyId,
      role: key.role,
      ...(key.tenant === undefined ? {} : { tenant: key.tenant }),
      actor: actorOf(key.role, key.keyId, key.tenant),
    };
  }
}
