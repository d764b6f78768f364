import type { EnvReader } from '@alataw/operations';
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { canonicalJson } from './canonical-json';

/** The public half of a key as a JSON Web Key (RFC 8037). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** 32 bytes, base64url. */
  readonly x: string;
}

const KEY_BYTES = 32;
const X_FORM = /^[A-Za-z0-9_-]{43}$/;
/** What DER has in front of the 32 bytes of an Ed25519 key (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The name of a key: its thumbprint (RFC 7638), so that nobody has to give one out. */
export function kidOf({ kty, crv, x }: PublicJwk): string {
  return createHash('sha256').update(canonicalJson({ kty, crv, x })).digest('base64url');
}

/** @returns null for what is no Ed25519 key in this form */
export function readPublicJwk(value: unknown): PublicJwk | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kty, crv, x } = value as Partial<Record<string, unknown>>;
  return kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string' && X_FORM.test(x) ? { kty, crv, x } : null;
}

/** The key that a centre signs receipts with. */
export class ReceiptKey {
  readonly jwk: PublicJwk;
  readonly kid: string;
  private readonly privateKey: KeyObject;

  /** @param seed 32 bytes: the private key as RFC 8032 has it */
  constructor(seed: Buffer) {
    if (seed.length !== KEY_BYTES) throw new RangeError(`A key has ${KEY_BYTES} bytes, not ${seed.length}`);
    const key = Buffer.concat([PKCS8_HEAD, seed]);
    this.privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    const { x = '' } = createPublicKey(this.privateKey).export({ format: 'jwk' });
    this.jwk = { kty: 'OKP', crv: 'Ed25519', x };
    this.kid = kidOf(this.jwk);
  }

  /** @returns 64 bytes, base64url */
  sign(text: string): string {
    return sign(null, Buffer.from(text), this.privateKey).toString('base64url');
  }
}

/** @param signature base64url */
export function isSigned(text: string, signature: string, key: PublicJwk): boolean {
  const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
  return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'));
}

/** What a centre signs receipts with, and by which keys those that it has signed are verified. */
export interface ReceiptKeys {
  readonly own: ReceiptKey;
  /** The own one first. */
  readonly published: readonly PublicJwk[];
}

/**
 * By `RECEIPTS_KEY`, 64 hexadecimal digits, and `RECEIPTS_FORMER_KEYS`, the public halves (`x`) of keys that it had before, separated by commas; null
 * where none is configured: such a centre gives no receipts. The caller calls `env.done()`.
 */
export function readReceiptKeys(env: EnvReader): ReceiptKeys | null {
  const seed = env.bytes('RECEIPTS_KEY', KEY_BYTES);
  const former = env.words('RECEIPTS_FORMER_KEYS', X_FORM, 'the public halves of Ed25519 keys, base64url');
  if (seed === undefined) return null;
  const own = new ReceiptKey(seed);
  const published = [own.jwk, ...former.map((x): PublicJwk => ({ kty: 'OKP', crv: 'Ed25519', x }))];
  return { own, published };
}
