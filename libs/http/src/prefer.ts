/**
 * Reads `Prefer: wait=N` (RFC 7240, 4.3).
 * @returns seconds to wait, 0 to `max`; 0 when the header does not ask for it or cannot be read: a preference is never an error.
 */
export function preferredWaitSeconds(header: string | readonly string[] | undefined, max: number): number {
  const text = typeof header === 'string' ? header : (header ?? []).join(',');
  for (const preference of text.split(',')) {
    const [, seconds] = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;.*)?$/i.exec(preference) ?? [];
    // The first mention counts (RFC 7240, 2).
    if (seconds !== undefined) return Math.min(max, Number(seconds));
  }
  return 0;
}
