import { createHmac, sign } from 'node:crypto';
import type { SigningKey } from './signing-key';

/** The headers of Standard Webhooks. */
export const ID_HEADER = 'webhook-id';
export const TIMESTAMP_HEADER = 'webhook-timestamp';
export const SIGNATURE_HEADER = 'webhook-signature';

/** What is signed joins id, time and body by full stops: an id with one could be read as another id and time. */
const ID = /^[A-Za-z0-9_:-]{1,256}$/;

/**
 * The headers of one attempt.
 * @param id the same at each attempt
 * @param at of this attempt, epoch ms UTC
 * @param body as it is sent
 * @param keys one; two or more while a key is replaced
 * @throws {RangeError} without a key, and for an id with other characters than letters, digits, `_`, `:` and `-`
 * @see https://www.standardwebhooks.com, 1.0.0
 */
export function signedHeaders(
  id: string,
  at: number,
  body: Buffer,
  keys: readonly SigningKey[],
): Record<typeof ID_HEADER | typeof TIMESTAMP_HEADER | typeof SIGNATURE_HEADER, string> {
  if (!ID.test(id)) throw new RangeError(`"${id}" is no id of a webhook`);
  if (keys.length === 0) throw new RangeError('There is no key to sign with');
  const seconds = Math.floor(at / 1000).toString();
  const content = signedContent(id, seconds, body);
  return {
    [ID_HEADER]: id,
    [TIMESTAMP_HEADER]: seconds,
    [SIGNATURE_HEADER]: keys.map((key) => signatureOf(content, key)).join(' '),
  };
}

export function signedContent(id: string, seconds: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${id}.${seconds}.`), body]);
}

function signatureOf(content: Buffer, key: SigningKey): string {
  const bytes =
    key.version === 'v1'
      ? createHmac('sha256', key.secret).update(content).digest()
      : sign(null, content, key.privateKey);
  return `${key.version},${bytes.toString('base64')}`;
}
