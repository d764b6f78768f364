import { Problem } from '@alataw/http';
import { sentenceOf } from '@alataw/values';
import { endpointFault, newKeyPair, newSecret, publicKeyOf, readSigningKey } from '@alataw/webhooks';
import { faultOf } from '../commands/declaration-answers';
import type { SecretSeal } from './secret-seal';
import type { SubscriptionChange } from './subscription-bodies';

/** What a webhook is signed with, as it stands in a command. */
export interface SealedKey {
  readonly secret: Buffer | null;
  readonly publicKey: string | null;
  /** What was made up, and is told once; null: nothing was. */
  readonly shown: string | null;
}

/** Judges where webhooks are sent to and what they are signed with, and makes up what to sign with where a carrier leaves it to the centre. */
export class WebhookDesk {
  constructor(
    private readonly seal: SecretSeal,
    private readonly options: { readonly allowsPrivateAddress: boolean },
  ) {}

  /** @returns null where none is named @throws {Problem} 422 for one that is no endpoint */
  readUrl({ url }: SubscriptionChange): string | null {
    if (url === undefined) return null;
    const fault = endpointFault(url, this.options);
    if (fault !== null) throw wrong('/url', fault);
    return url;
  }

  /**
   * @param makesOne whether there has to be a secret, so that one is made up where none is named
   * @throws {Problem} 422 for a secret that is none, 501 where the centre keeps no secrets
   */
  readKey({ secret, signature }: SubscriptionChange, owner: string, makesOne: boolean): SealedKey {
    if (secret !== undefined) return this.sealed(secret, owner, null);
    if (signature === 'v1a') return this.sealed(newKeyPair().privateKey, owner, null);
    if (signature === undefined && !makesOne) return { secret: null, publicKey: null, shown: null };
    const made = newSecret();
    return this.sealed(made, owner, made);
  }

  private sealed(secret: string, owner: string, shown: string | null): SealedKey {
    return { publicKey: publicHalf(secret), secret: this.seal.seal(secret, owner), shown };
  }
}

/** @returns null for a secret that both sides know @throws {Problem} 422 for what is neither */
function publicHalf(secret: string): string | null {
  try {
    return readSigningKey(secret).version === 'v1a' ? publicKeyOf(secret) : null;
  } catch (error) {
    if (error instanceof RangeError) throw wrong('/secret', 'NO_KEY');
    throw error;
  }
}

function wrong(pointer: string, code: string): Problem {
  const fault = faultOf(code, pointer, sentenceOf('WebhookFault', code));
  return new Problem(422, code, fault.detail, { text: fault.text, errors: [fault] });
}
