/** Reads answers field by field: what is missing or of another type is empty, never trusted. */
type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a field, of whatever type; undefined when there is none. */
export const fieldOf = (value: unknown, name: string): unknown => (isFields(value) ? value[name] : undefined);

/** A number, 0 when there is none. */
export function numberIn(value: unknown, name: string): number {
  const field = fieldOf(value, name);
  return typeof field === 'number' ? field : 0;
}

/** A text, '' when there is none. */
export function stringIn(value: unknown, name: string): string {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : '';
}

export function stringsIn(value: unknown, name: string): string[] {
  const field = fieldOf(value, name);
  return Array.isArray(field) ? field.filter((each) => typeof each === 'string') : [];
}

/** The objects of a list, or of a list under a name. */
export function objectsIn(value: unknown, name?: string): Fields[] {
  const list = name === undefined ? value : fieldOf(value, name);
  return Array.isArray(list) ? list.filter(isFields) : [];
}
