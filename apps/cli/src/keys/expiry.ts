import { CommandError } from '../command';

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 };

/** A key that nobody renews should not work for ever. */
export const DEFAULT_EXPIRY = '365d';
const MAX_MS = 3_650 * 86_400_000;

/**
 * Reads how long a key is valid: `12h`, `90d`, or a moment in ISO 8601.
 * @param now epoch ms UTC
 * @returns epoch ms UTC
 * @throws {CommandError} for anything else, and for what is past or more than ten years away
 */
export function readExpiry(text: string, now: number): number {
  const [, amount, unit = ''] = /^(\d{1,6})([hd])$/.exec(text) ?? [];
  const at = amount === undefined ? Date.parse(text) : now + Number(amount) * (UNITS[unit] ?? Number.NaN);
  if (Number.isNaN(at) || at <= now || at > now + MAX_MS) {
    throw new CommandError('Say --expires as 12h, 90d or 2027-06-30T00:00:00Z, at most ten years from now.');
  }
  return at;
}
