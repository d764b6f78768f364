import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { EnvReader } from './env-reader';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;
/** How a sealed secret is made up: another way would begin with another byte. */
const AES_256_GCM = 1;

/** Seals what may stand in records that others read, such as the secrets of webhooks. The key stands in the configuration alone. */
export class SecretBox {
  /** @param key 32 bytes */
  constructor(private readonly key: Buffer) {
    if (key.length !== KEY_BYTES) throw new Error(`A key has ${KEY_BYTES} bytes, not ${key.length}`);
  }

  /** @param owner what the secret belongs to: it opens for nothing else. @returns its form, a nonce, a tag, and the secret */
  seal(secret: string, owner: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(AES_256_GCM), nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws when it was sealed with another key or for another owner, or was altered */
  open(sealed: Buffer, owner: string): string {
    if (sealed[0] !== AES_256_GCM) throw new Error('A secret is sealed in a way that is not known here');
    const [nonce, tag] = [sealed.subarray(1, 1 + NONCE_BYTES), sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES)];
    const decipher = createDecipheriv('aes-256-gcm', this.key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(owner))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]).toString();
  }
}

/** By `SECRETS_KEY`, 64 hexadecimal digits; null where none is configured: such a centre takes no secrets. The caller calls `env.done()`. */
export function readSecretBox(env: EnvReader): SecretBox | null {
  const key = env.bytes('SECRETS_KEY', KEY_BYTES);
  return key === undefined ? null : new SecretBox(key);
}
