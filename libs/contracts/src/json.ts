/** JSON of which nothing is known yet. */
export function parseJson(text: string): unknown {
  return JSON.parse(text);
}

/** A member of parsed JSON; undefined when there is none, or nothing to have members. */
export function member(of: unknown, key: string | number): unknown {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, key) ? Reflect.get(of, key) : undefined;
}

/** The members of a parsed JSON object by name; none for anything else. */
export function members(of: unknown): readonly (readonly [string, unknown])[] {
  return typeof of === 'object' && of !== null ? Object.entries(of) : [];
}

/** The items of a parsed JSON array; none for anything else. */
export function items(of: unknown): readonly unknown[] {
  return Array.isArray(of) ? of : [];
}
