import { FormatError, type ByteReader } from '../wire/bytes';

/** What Avro bytes say: records as plain objects, enums as their symbol, bytes in hexadecimal, an optional value as
 * null or the value. */
export type AvroValue = null | boolean | number | string | readonly AvroValue[] | AvroRecord;
export interface AvroRecord {
  readonly [field: string]: AvroValue;
}

type Read = (reader: ByteReader) => AvroValue;

const PRIMITIVES: Readonly<Record<string, Read>> = {
  null: () => null,
  boolean: (reader) => reader.int8() !== 0,
  int: (reader) => reader.varint(),
  long: (reader) => reader.varint(),
  string: (reader) => reader.slice(reader.varint()).toString(),
  bytes: (reader) => reader.slice(reader.varint()).toString('hex'),
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Makes a reader of a self-contained schema, of the parts of Avro that Alataw uses. @throws {FormatError} for others */
export function avroReader(schema: unknown): Read {
  return compile(schema, '', new Map());
}

function compile(schema: unknown, namespace: string, named: Map<string, Read>): Read {
  if (typeof schema === 'string') return byName(schema, namespace, named);
  if (Array.isArray(schema)) return union(schema, namespace, named);
  if (!isObject(schema)) throw new FormatError('a schema is neither a name nor an object');
  const own = typeof schema['namespace'] === 'string' ? schema['namespace'] : namespace;
  switch (schema['type']) {
    case 'record':
      return record(schema, own, named);
    case 'enum':
      return enumeration(schema, own, named);
    case 'array':
      return array(compile(schema['items'], own, named));
    default:
      return compile(schema['type'], own, named); // a logical type: its numbers are what counts
  }
}

function byName(name: string, namespace: string, named: ReadonlyMap<string, Read>): Read {
  const read = PRIMITIVES[name] ?? named.get(name) ?? named.get(`${namespace}.${name}`);
  if (!read) throw new FormatError(`no reader for the type ${name}`);
  return read;
}

function union(branches: readonly unknown[], namespace: string, named: Map<string, Read>): Read {
  const reads = branches.map((branch) => compile(branch, namespace, named));
  return (reader) => {
    const read = reads[reader.varint()];
    if (!read) throw new FormatError('a union has no such branch');
    return read(reader);
  };
}

function record(schema: Record<string, unknown>, namespace: string, named: Map<string, Read>): Read {
  const fields: { readonly name: string; readonly read: Read }[] = [];
  const read: Read = (reader) => {
    const value: Record<string, AvroValue> = {};
    for (const field of fields) value[field.name] = field.read(reader);
    return value;
  };
  named.set(`${namespace}.${String(schema['name'])}`, read);
  for (const field of Array.isArray(schema['fields']) ? (schema['fields'] as unknown[]) : []) {
    if (!isObject(field)) throw new FormatError('a field is no object');
    fields.push({ name: String(field['name']), read: compile(field['type'], namespace, named) });
  }
  return read;
}

function enumeration(schema: Record<string, unknown>, namespace: string, named: Map<string, Read>): Read {
  const symbols = Array.isArray(schema['symbols']) ? (schema['symbols'] as unknown[]).map(String) : [];
  const read: Read = (reader) => {
    const symbol = symbols[reader.varint()];
    if (symbol === undefined) throw new FormatError('an enum has no such symbol');
    return symbol;
  };
  named.set(`${namespace}.${String(schema['name'])}`, read);
  return read;
}

function array(item: Read): Read {
  return (reader) => {
    const items: AvroValue[] = [];
    for (;;) {
      let count = reader.varint();
      if (count === 0) return items;
      if (count < 0) {
        count = -count;
        reader.varint(); // bytes of the block
      }
      // Every item of Alataw's arrays takes a byte at least: a hostile count cannot keep the audit busy.
      if (count > reader.left) throw new FormatError('an array claims more items than there are bytes');
      for (let n = 0; n < count; n++) items.push(item(reader));
    }
  };
}
