/**
 * What came of a request. BUSY: the endpoint was not there, or asks for patience. REFUSED: it was there, and did not take this.
 * GONE: it asks for nothing more.
 */
export type Outcome =
  | { readonly is: 'TAKEN' | 'GONE' }
  | {
      readonly is: 'BUSY' | 'REFUSED';
      /** How long it asks to be left alone, ms; null: it does not say. */
      readonly retryAfterMs: number | null;
    };

const GONE = 410;
const BUSY: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504]);

/**
 * @param status of the answer; null: there was none. A redirect is a refusal like any other
 * @param retryAfter the header: seconds, or a date
 * @param now epoch ms UTC
 */
export function outcomeOf(status: number | null, retryAfter: string | undefined, now: number): Outcome {
  if (status === null) return { is: 'BUSY', retryAfterMs: null };
  if (status >= 200 && status < 300) return { is: 'TAKEN' };
  if (status === GONE) return { is: 'GONE' };
  return { is: BUSY.has(status) ? 'BUSY' : 'REFUSED', retryAfterMs: retryAfterMs(retryAfter, now) };
}

/** @see RFC 9110, 10.2.3 */
function retryAfterMs(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = /^[A-Z][a-z]+, .* GMT$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
