import { Outgoing } from '@alataw/outbound';
import type { DeliveryLimits } from '../schedule/limits';

export interface EndpointOptions {
  /** For one request; Standard Webhooks asks for 15 to 30 s. */
  readonly timeoutMs: number;
  /** For tests, and for a carrier inside the operator's own network. */
  readonly allowsPrivateAddress: boolean;
  /** Cuts off what is under way. */
  readonly signal?: AbortSignal;
}

export const ENDPOINT_OPTIONS: EndpointOptions = { timeoutMs: 20_000, allowsPrivateAddress: false };

/** What of an answer is shown to who looks for the fault. */
const MAX_ANSWER_BYTES = 1024;
const MAX_URL_LENGTH = 2_048;

/** Why a URL is no endpoint; null: it may be one. HTTPS, unless it is inside. */
export type EndpointFault = 'NO_URL' | 'TOO_LONG' | 'NOT_HTTPS' | 'HAS_CREDENTIALS' | 'HAS_FRAGMENT' | 'INSIDE';

export function endpointFault(
  url: string,
  { allowsPrivateAddress }: Pick<EndpointOptions, 'allowsPrivateAddress'>,
): EndpointFault | null {
  if (url.length > MAX_URL_LENGTH) return 'TOO_LONG';
  if (!URL.canParse(url)) return 'NO_URL';
  const { protocol, username, password, hash } = new URL(url);
  if (protocol !== 'https:' && !(allowsPrivateAddress && protocol === 'http:')) return 'NOT_HTTPS';
  // They would stand in every log.
  if (username !== '' || password !== '') return 'HAS_CREDENTIALS';
  if (hash !== '') return 'HAS_FRAGMENT';
  try {
    endpointAt(url, { maxInFlight: 1 }, { timeoutMs: 1, allowsPrivateAddress }).close();
    return null;
  } catch {
    return 'INSIDE';
  }
}

/** An endpoint's connections: as many as requests at once. @throws {RangeError} for an address inside */
export function endpointAt(
  url: string,
  { maxInFlight }: Pick<DeliveryLimits, 'maxInFlight'>,
  { timeoutMs, allowsPrivateAddress, signal }: EndpointOptions = ENDPOINT_OPTIONS,
): Outgoing {
  return new Outgoing(url, {
    timeoutMs,
    maxAnswerBytes: MAX_ANSWER_BYTES,
    longAnswer: 'cut',
    maxConnections: maxInFlight,
    allowsPrivateAddress,
    ...(signal ? { signal } : {}),
  });
}
