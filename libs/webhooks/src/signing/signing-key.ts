import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

/** Signs: a secret that both sides know (`whsec_…`), or our half of a pair (`whsk_…`). */
export type SigningKey =
  { readonly version: 'v1'; readonly secret: Buffer } | { readonly version: 'v1a'; readonly privateKey: KeyObject };

/** Verifies: the same secret, or the carrier's half of the pair (`whpk_…`). */
export type VerifyingKey =
  { readonly version: 'v1'; readonly secret: Buffer } | { readonly version: 'v1a'; readonly publicKey: KeyObject };

const SECRET = 'whsec_';
const PRIVATE = 'whsk_';
const PUBLIC = 'whpk_';
const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;
const NEW_SECRET_BYTES = 32;
const KEY_BYTES = 32;
/** What DER has in front of the 32 bytes of an Ed25519 key (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** @throws {RangeError} when it is neither `whsec_` nor `whsk_`, or of another length; the message does not show it */
export function readSigningKey(text: string): SigningKey {
  if (text.startsWith(SECRET)) return { version: 'v1', secret: secretIn(text) };
  if (!text.startsWith(PRIVATE)) throw new RangeError(`A key to sign with begins with ${SECRET} or ${PRIVATE}`);
  const bytes = bytesIn(text, PRIVATE);
  // Some write the public half behind it.
  if (bytes.length !== KEY_BYTES && bytes.length !== 2 * KEY_BYTES)
    throw new RangeError(`A ${PRIVATE} key has ${KEY_BYTES} bytes`);
  const key = Buffer.concat([PKCS8_HEAD, bytes.subarray(0, KEY_BYTES)]);
  return { version: 'v1a', privateKey: createPrivateKey({ key, format: 'der', type: 'pkcs8' }) };
}

/** @throws {RangeError} when it is neither `whsec_` nor `whpk_`, or of another length; the message does not show it */
export function readVerifyingKey(text: string): VerifyingKey {
  if (text.startsWith(SECRET)) return { version: 'v1', secret: secretIn(text) };
  if (!text.startsWith(PUBLIC)) throw new RangeError(`A key to verify with begins with ${SECRET} or ${PUBLIC}`);
  const bytes = bytesIn(text, PUBLIC);
  if (bytes.length !== KEY_BYTES) throw new RangeError(`A ${PUBLIC} key has ${KEY_BYTES} bytes`);
  const key = Buffer.concat([SPKI_HEAD, bytes]);
  return { version: 'v1a', publicKey: createPublicKey({ key, format: 'der', type: 'spki' }) };
}

/** A new secret, `whsec_…`. */
export function newSecret(): string {
  return SECRET + randomBytes(NEW_SECRET_BYTES).toString('base64');
}

/** A new pair: the one half signs and is kept, the other is for whoever verifies. */
export function newKeyPair(): { readonly privateKey: string; readonly publicKey: string } {
  const pair = generateKeyPairSync('ed25519');
  const own = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8_HEAD.length);
  return { privateKey: PRIVATE + own.toString('base64'), publicKey: publicText(pair.publicKey) };
}

/** The carrier's half of a pair, of which we have ours. @throws {RangeError} when it is none */
export function publicKeyOf(text: string): string {
  const key = readSigningKey(text);
  if (key.version !== 'v1a') throw new RangeError('A shared secret has no public half');
  return publicText(createPublicKey(key.privateKey));
}

function publicText(key: KeyObject): string {
  return PUBLIC + key.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length).toString('base64');
}

function secretIn(text: string): Buffer {
  const bytes = bytesIn(text, SECRET);
  if (bytes.length >= MIN_SECRET_BYTES && bytes.length <= MAX_SECRET_BYTES) return bytes;
  throw new RangeError(`A ${SECRET} has ${MIN_SECRET_BYTES} to ${MAX_SECRET_BYTES} bytes`);
}

function bytesIn(text: string, prefix: string): Buffer {
  const base64 = text.slice(prefix.length);
  const bytes = Buffer.from(base64, 'base64');
  // Buffer passes over what is no base64, and would make another key of a typing error.
  if (bytes.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '')) return bytes;
  throw new RangeError(`What stands behind ${prefix} is no base64`);
}
