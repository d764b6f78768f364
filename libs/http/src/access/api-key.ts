import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * What a holder of a key may do: a platform declares and sees its own parcels, a logistics company hands in its own waybills, staff
 * work, an operator looks after the system, customs answers,
 * a carrier subscribes to what happens to its parcels.
 */
export const ROLES = ['platform', 'logistics', 'staff', 'operator', 'customs', 'carrier'] as const;
export type Role = (typeof ROLES)[number];

/** Roles whose keys speak for one company, and are confined to what is its own. */
export const TENANT_ROLES: readonly Role[] = ['platform', 'logistics', 'carrier'];

/** A key as its holder sends it, `alk_<keyId>_<secret>`. */
export interface PresentedKey {
  readonly keyId: string;
  readonly secret: string;
}

/** A key just made. The secret is shown once; only its hash is kept. */
export interface NewKey extends PresentedKey {
  /** The text to hand out. */
  readonly key: string;
  readonly secretHash: Buffer;
}

const KEY_ID_BYTES = 6;
const SECRET_BYTES = 32;
/** Lower-case hex id of 12 digits, secret of 43 base64url characters (256 random bits). */
const FORM = /^alk_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

/** Makes a key of 256 random bits. */
export function newKey(): NewKey {
  const keyId = randomBytes(KEY_ID_BYTES).toString('hex');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { keyId, secret, key: `alk_${keyId}_${secret}`, secretHash: hashSecret(secret) };
}

/** Reads the text of a key; undefined when it does not have the form of one. */
export function parseKey(text: string): PresentedKey | undefined {
  const [, keyId, secret] = FORM.exec(text) ?? [];
  return keyId === undefined || secret === undefined ? undefined : { keyId, secret };
}

/**
 * Reads `Authorization: Bearer <key>`.
 * @returns the key text, or undefined when the header is missing or of another scheme.
 */
export function bearerToken(header: string | undefined): string | undefined {
  const [, token] = /^bearer +([^ ]+) *$/i.exec(header ?? '') ?? [];
  return token;
}

/** SHA-256. A slow password hash would protect nothing here: 256 random bits cannot be guessed from their hash. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}

/** Compares in constant time. */
export function secretMatches(secret: string, secretHash: Uint8Array): boolean {
  const presented = hashSecret(secret);
  return presented.length === secretHash.length && timingSafeEqual(presented, secretHash);
}
