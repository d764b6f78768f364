/**
 * JSON in its one canonical form: members by name, no space, numbers and texts as ECMAScript writes them.
 * @throws {TypeError} for what JSON cannot say
 * @see RFC 8785, JSON Canonicalization Scheme
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    // Names sort by their UTF-16 code units, as the RFC asks and `sort` does.
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonicalJson(each)}`).join(',')}}`;
  }
  const isSaid = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  if (!isSaid) throw new TypeError(`JSON cannot say a ${typeof value}`);
  return JSON.stringify(value);
}
