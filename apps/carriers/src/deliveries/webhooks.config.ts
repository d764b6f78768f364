import { readSecretBox, type EnvReader, type SecretBox } from '@alataw/operations';

/** How webhooks are sent. */
export interface WebhooksConfig {
  /** Opens the secrets that the gateway has sealed; null: nothing is sent. */
  readonly secrets: SecretBox | null;
  /** For one request, from the first byte to the last. */
  readonly timeoutMs: number;
  /** Whether carriers may be at private or local addresses, and be spoken to without TLS. */
  readonly allowsPrivateAddress: boolean;
}

/** Reads the settings of the sending; the caller then calls `env.done()`. */
export function readWebhooksConfig(env: EnvReader): WebhooksConfig {
  return Object.freeze({
    secrets: readSecretBox(env),
    timeoutMs: env.integer('WEBHOOKS_TIMEOUT_MS', { min: 100, max: 30_000, unit: 'ms', fallback: 20_000 }),
    allowsPrivateAddress: env.flag('WEBHOOKS_PRIVATE_ADDRESS'),
  });
}
