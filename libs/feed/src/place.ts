import { createHash } from 'node:crypto';

/** Up to where a feed has come: all that its writer has to know, and all that stands in the feed's last record. */
export interface Place {
  /** Per partition of the source: the offset after the last record that was looked at. */
  readonly position: readonly number[];
  /** How many events the feed holds. */
  readonly count: number;
  /** The running hash over them, 32 bytes; see {@link linked}. */
  readonly chain: Buffer;
  /** Which version of the filter has selected since. */
  readonly version: number;
}

/** What stands in a record besides an event. */
export type Control = 'claimed' | 'opened' | 'advanced';

/** Names of the headers; those of the events themselves are the caller's. */
export const HEADER = {
  control: 'feed-control',
  position: 'feed-position',
  count: 'feed-count',
  chain: 'feed-chain',
  version: 'feed-version',
} as const;

/** The chain of a feed without events. */
export const NO_CHAIN = Buffer.alloc(32);

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The chain with one event more: SHA-256 over the chain before it and the SHA-256 of its bytes, so that a receiver who kept only digests can check it. */
export function linked(chain: Buffer, event: Uint8Array): Buffer {
  return sha256(chain, sha256(event));
}

/** The headers that say where a feed has come to. */
export function placeHeaders({ position, count, chain, version }: Place): Record<string, string> {
  return {
    [HEADER.position]: position.join('.'),
    [HEADER.count]: String(count),
    [HEADER.chain]: chain.toString('hex'),
    [HEADER.version]: String(version),
  };
}

/** @returns the place that a record's headers tell; null when they tell none, as those of a claim */
export function placeIn(headers: Readonly<Record<string, string>> | null): Place | null {
  const position = headers?.[HEADER.position];
  const chain = headers?.[HEADER.chain];
  if (position === undefined || chain === undefined) return null;
  return {
    position: position === '' ? [] : position.split('.').map(Number),
    count: Number(headers?.[HEADER.count]),
    chain: Buffer.from(chain, 'hex'),
    version: Number(headers?.[HEADER.version]),
  };
}

/** @returns what the record holds instead of an event, null for an event */
export function controlIn(headers: Readonly<Record<string, string>> | null): Control | null {
  return (headers?.[HEADER.control] as Control | undefined) ?? null;
}
