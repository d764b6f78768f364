import type { LogRecord } from '@alataw/log';
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
  /** The offset of the last receipt up to this record, which may be that itself; null: there is none. */
  readonly receipt: number | null;
}

/** What stands in a record besides an event. */
export type Control = 'claimed' | 'opened' | 'advanced' | 'receipt';

/** Names of the headers; those of the events themselves are the caller's. */
export const HEADER = {
  control: 'feed-control',
  position: 'feed-position',
  count: 'feed-count',
  chain: 'feed-chain',
  version: 'feed-version',
  receipt: 'feed-receipt',
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
  return linkedDigest(chain, sha256(event));
}

/** The same for who has the event's SHA-256 alone. */
export function linkedDigest(chain: Buffer, digest: Uint8Array): Buffer {
  return sha256(chain, digest);
}

/** The headers that say where a feed has come to. */
export function placeHeaders({ position, count, chain, version, receipt }: Place): Record<string, string> {
  return {
    [HEADER.position]: position.join('.'),
    [HEADER.count]: String(count),
    [HEADER.chain]: chain.toString('hex'),
    [HEADER.version]: String(version),
    ...(receipt === null ? {} : { [HEADER.receipt]: String(receipt) }),
  };
}

/** @returns the place that a record's headers tell; null when they tell none, as those of a claim */
export function placeIn(headers: Readonly<Record<string, string>> | null): Place | null {
  const position = headers?.[HEADER.position];
  const chain = headers?.[HEADER.chain];
  if (position === undefined || chain === undefined) return null;
  const receipt = headers?.[HEADER.receipt];
  return {
    position: position === '' ? [] : position.split('.').map(Number),
    count: Number(headers?.[HEADER.count]),
    chain: Buffer.from(chain, 'hex'),
    version: Number(headers?.[HEADER.version]),
    receipt: receipt === undefined ? null : Number(receipt),
  };
}

/** Reads single records. */
export interface RecordReads {
  readAt(topic: string, partition: number, offset: number): Promise<LogRecord | null>;
}

/**
 * What the last record before an offset of a feed says; claims say nothing.
 * @returns null for a feed that has said nothing yet, `gone` when retention has removed what would say so
 */
export async function placeBefore(
  log: RecordReads,
  topic: string,
  offset: number,
): Promise<{ readonly place: Place; readonly offset: number } | 'gone' | null> {
  for (let at = offset - 1; at >= 0; at -= 1) {
    const record = await log.readAt(topic, 0, at);
    if (!record) return 'gone';
    const place = placeIn(record.headers);
    if (place) return { place, offset: at };
  }
  return null;
}

/** @returns what the record holds instead of an event, null for an event */
export function controlIn(headers: Readonly<Record<string, string>> | null): Control | null {
  return (headers?.[HEADER.control] as Control | undefined) ?? null;
}
