import type { EnumShape, FieldShape, RecordShape, Shape } from './shape';

/**
 * Why two versions of a schema cannot live in one log, or nothing if each can read what the other wrote (Confluent's
 * FULL; against every released version: FULL_TRANSITIVE). Stricter than Avro's schema resolution in that a number may
 * not change its width and a time may not become a bare number.
 * @see https://avro.apache.org/docs/1.12.0/specification/#schema-resolution
 */
export function incompatibilities(earlier: Shape, later: Shape, path = ''): string[] {
  if (earlier.kind === 'record' && later.kind === 'record') return records(earlier, later, path);
  if (earlier.kind === 'enum' && later.kind === 'enum') return enums(earlier, later, path);
  if (earlier.kind === 'array' && later.kind === 'array')
    return incompatibilities(earlier.items, later.items, `${path}[]`);
  if (earlier.kind === 'optional' && later.kind === 'optional') return incompatibilities(earlier.of, later.of, path);
  return describe(earlier) === describe(later)
    ? []
    : [fault(path, `changed its type from ${describe(earlier)} to ${describe(later)}`)];
}

function records(earlier: RecordShape, later: RecordShape, path: string): string[] {
  if (earlier.fullName !== later.fullName) return [renamed(earlier, later, path)];
  const named = (fields: readonly FieldShape[], name: string) => fields.find((field) => field.name === name);
  const at = (field: FieldShape) => (path === '' ? field.name : `${path}.${field.name}`);
  const removed = earlier.fields
    .filter((field) => !named(later.fields, field.name) && !('default' in field))
    .map((field) => fault(at(field), 'was removed; readers of the earlier version have no default for it'));
  const present = later.fields.flatMap((field) => {
    const before = named(earlier.fields, field.name);
    if (before) return incompatibilities(before.shape, field.shape, at(field));
    return 'default' in field ? [] : [fault(at(field), 'was added without a default')];
  });
  return [...removed, ...present];
}

function enums(earlier: EnumShape, later: EnumShape, path: string): string[] {
  if (earlier.fullName !== later.fullName) return [renamed(earlier, later, path)];
  const missing = (symbols: readonly string[], from: EnumShape) =>
    symbols.filter((symbol) => !from.symbols.includes(symbol));
  const added = missing(later.symbols, earlier);
  const removed = missing(earlier.symbols, later);
  return [
    ...(added.length > 0 && earlier.default === undefined
      ? [fault(path, `gained ${added.join(', ')}; the earlier version has no default symbol to read it as`)]
      : []),
    ...(removed.length > 0 && later.default === undefined
      ? [fault(path, `lost ${removed.join(', ')} and has no default symbol to read it as`)]
      : []),
  ];
}

function renamed(earlier: { fullName: string }, later: { fullName: string }, path: string): string {
  return fault(path, `changed its type from ${earlier.fullName} to ${later.fullName}`);
}

function fault(path: string, what: string): string {
  return path === '' ? `the record ${what}` : `field ${path} ${what}`;
}

function describe(shape: Shape): string {
  switch (shape.kind) {
    case 'primitive':
      return shape.logicalType ?? shape.type;
    case 'array':
      return `array of ${describe(shape.items)}`;
    case 'optional':
      return `optional ${describe(shape.of)}`;
    case 'fixed':
      return `${shape.fullName} (${shape.size} bytes)`;
    default:
      return shape.fullName;
  }
}
