/** Where a forwarded record stood in its sender's output: the receiver tells repetitions by it. */
export interface Origin {
  readonly partition: number;
  readonly offset: number;
}

/** The record header that carries the origin, as `<partition>:<offset>`. */
export const ORIGIN_HEADER = 'origin';

export const formatOrigin = (origin: Origin): string => `${origin.partition}:${origin.offset}`;

/** @returns null when the record was not forwarded by a lane */
export function parseOrigin(headers: Readonly<Record<string, string>> | null): Origin | null {
  const match = /^(\d{1,9}):(\d{1,16})$/.exec(headers?.[ORIGIN_HEADER] ?? '');
  return match ? { partition: Number(match[1]), offset: Number(match[2]) } : null;
}
