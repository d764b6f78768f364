import type { EnvReader } from '@alataw/operations';

/** How customs is reached. */
export interface CustomsConfig {
  /** Messages are posted to `<url>/messages`, questions asked at `<url>/status`. Null: nothing is sent. */
  readonly url: string | null;
  /** Sent as `Authorization: Bearer …`; null: none. */
  readonly token: string | null;
  /** For one request, from the first byte to the last. */
  readonly timeoutMs: number;
  /** Whether customs may be at a private or local address: without it, such addresses are not spoken to. */
  readonly allowsPrivateAddress: boolean;
}

/** Reads the settings of the sender; the caller then calls `env.done()`. */
export function readCustomsConfig(env: EnvReader): CustomsConfig {
  return Object.freeze({
    url:
      env.optional('CUSTOMS_URL') === undefined ? null : env.url('CUSTOMS_URL', ['http', 'https']).replace(/\/+$/, ''),
    token: env.optional('CUSTOMS_TOKEN') ?? null,
    timeoutMs: env.integer('CUSTOMS_TIMEOUT_MS', { min: 100, max: 120_000, unit: 'ms', fallback: 10_000 }),
    allowsPrivateAddress: env.flag('CUSTOMS_PRIVATE_ADDRESS'),
  });
}
