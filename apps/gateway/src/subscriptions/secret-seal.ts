import { Problem } from '@alataw/http';
import type { SecretBox } from '@alataw/operations';

/** Seals what carriers entrust to the centre before it goes into the log. */
export class SecretSeal {
  /** @param box null where the centre has no key for secrets */
  constructor(private readonly box: SecretBox | null) {}

  /** @throws {Problem} 501 where there is no key */
  seal(secret: string, owner: string): Buffer {
    if (this.box === null) {
      throw new Problem(501, 'NO_SECRETS', 'This centre is not configured to keep secrets: use the channel PULL.');
    }
    return this.box.seal(secret, owner);
  }
}
