import { createHmac, timingSafeEqual, verify } from 'node:crypto';
import { ID_HEADER, SIGNATURE_HEADER, signedContent, TIMESTAMP_HEADER } from './signature';
import type { VerifyingKey } from './signing-key';

/** By how much the clocks of both sides may differ, and how old an attempt may be. */
export const TOLERANCE_MS = 300_000;

/** Why a request is not believed. */
export type Disbelief = 'HEADER_MISSING' | 'TIMESTAMP_MALFORMED' | 'TOO_OLD' | 'TOO_NEW' | 'SIGNATURE_WRONG';

/**
 * Whether a request came from who has the key, as it is, and now.
 * @param headers with names in lower case, as Node has them
 * @param body as it came, not parsed
 * @param now epoch ms UTC
 * @returns null when it is believed
 */
export function disbeliefIn(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: Buffer,
  keys: readonly VerifyingKey[],
  now: number,
  toleranceMs = TOLERANCE_MS,
): Disbelief | null {
  const [id, seconds, signatures] = [ID_HEADER, TIMESTAMP_HEADER, SIGNATURE_HEADER].map((name) => headers[name]);
  if (typeof id !== 'string' || typeof seconds !== 'string' || typeof signatures !== 'string') return 'HEADER_MISSING';
  if (!/^\d{1,12}$/.test(seconds)) return 'TIMESTAMP_MALFORMED';
  const ageMs = now - Number(seconds) * 1000;
  if (ageMs > toleranceMs) return 'TOO_OLD';
  if (ageMs < -toleranceMs) return 'TOO_NEW';
  const content = signedContent(id, seconds, body);
  const isSigned = signatures.split(' ').some((signature) => keys.some((key) => matches(signature, content, key)));
  return isSigned ? null : 'SIGNATURE_WRONG';
}

function matches(signature: string, content: Buffer, key: VerifyingKey): boolean {
  const comma = signature.indexOf(',');
  if (signature.slice(0, comma) !== key.version) return false;
  const bytes = Buffer.from(signature.slice(comma + 1), 'base64');
  if (key.version === 'v1a') return verify(null, content, key.publicKey, bytes);
  const own = createHmac('sha256', key.secret).update(content).digest();
  return own.length === bytes.length && timingSafeEqual(own, bytes);
}
