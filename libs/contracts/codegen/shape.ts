/** The Avro primitives in use. No `float` (weights and money are integers), no `null` outside an optional. */
export const primitives = ['boolean', 'int', 'long', 'double', 'string', 'bytes'] as const;
export type Primitive = (typeof primitives)[number];

export interface FieldShape {
  readonly name: string;
  readonly shape: Shape;
  readonly doc?: string;
  /** Present, if only as null, when the schema gives a default. */
  readonly default?: unknown;
}

export type RecordShape = {
  readonly kind: 'record';
  readonly fullName: string;
  readonly doc?: string;
  readonly fields: readonly FieldShape[];
};

export type EnumShape = {
  readonly kind: 'enum';
  readonly fullName: string;
  readonly doc?: string;
  readonly symbols: readonly string[];
  readonly default?: string;
};

export type FixedShape = {
  readonly kind: 'fixed';
  readonly fullName: string;
  readonly doc?: string;
  readonly size: number;
};

export type NamedShape = RecordShape | EnumShape | FixedShape;

/**
 * A schema with its names resolved, restricted to the part of Avro that Alataw uses: no maps, no unions other than
 * `["null", X]`, no recursion. So a shape is a finite tree, and bytes cannot nest deeper than it does.
 */
export type Shape =
  | NamedShape
  | { readonly kind: 'primitive'; readonly type: Primitive; readonly logicalType?: string }
  | { readonly kind: 'array'; readonly items: Shape }
  | { readonly kind: 'optional'; readonly of: Shape };

/** Thrown when a schema uses something outside that part of Avro. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Turns schema JSON into shapes.
 * @param find gives the JSON of a named type that has not been met yet; self-contained schemas need none.
 */
export class ShapeReader {
  readonly #known = new Map<string, NamedShape | 'being read'>();

  constructor(private readonly find: (fullName: string) => unknown = () => undefined) {}

  /** @throws {SchemaError} naming the type or field that is wrong */
  read(schema: unknown): Shape {
    if (typeof schema === 'string')
      return isPrimitive(schema) ? { kind: 'primitive', type: schema } : this.named(schema);
    if (Array.isArray(schema)) return this.#optional(schema);
    if (!isJson(schema)) throw new SchemaError(`${JSON.stringify(schema)} is not a type`);
    switch (schema['type']) {
      case 'record':
      case 'enum':
      case 'fixed':
        return this.#define(schema);
      case 'array':
        return this.#array(schema);
      case 'long':
        return { kind: 'primitive', type: 'long', logicalType: timestamp(schema) };
      default:
        throw new SchemaError(`${JSON.stringify(schema['type'])} is not in use here`);
    }
  }

  named(fullName: string): NamedShape {
    const known = this.#known.get(fullName);
    if (known === 'being read') throw new SchemaError(`${fullName} contains itself`);
    if (known) return known;
    const schema = this.find(fullName);
    if (!isJson(schema)) throw new SchemaError(`unknown type ${fullName}`);
    return this.#define(schema);
  }

  #optional(branches: readonly unknown[]): Shape {
    if (branches.length !== 2 || branches[0] !== 'null') throw new SchemaError('a union must be ["null", X]');
    const of = this.read(branches[1]);
    if (of.kind === 'optional') throw new SchemaError('a union must be ["null", X]');
    return { kind: 'optional', of };
  }

  #array(schema: Json): Shape {
    const items = this.read(schema['items']);
    // A few bytes could otherwise claim millions of items and be valid.
    if (smallestSize(items) === 0) throw new SchemaError('the items of an array must take at least one byte');
    return { kind: 'array', items };
  }

  #define(schema: Json): NamedShape {
    const fullName = `${String(schema['namespace'])}.${String(schema['name'])}`;
    if (this.#known.has(fullName)) throw new SchemaError(`${fullName} is defined twice`);
    this.#known.set(fullName, 'being read');
    const shape = this.#body(fullName, schema);
    this.#known.set(fullName, shape);
    return shape;
  }

  #body(fullName: string, schema: Json): NamedShape {
    const name = { fullName, ...docOf(schema) };
    const { type, fields, symbols, size } = schema;
    if (type === 'record' && Array.isArray(fields)) {
      return { kind: 'record', ...name, fields: fields.map((field: unknown) => this.#field(fullName, field)) };
    }
    if (type === 'enum' && isStrings(symbols)) {
      return { kind: 'enum', ...name, symbols, ...defaultSymbol(schema) };
    }
    if (type === 'fixed' && typeof size === 'number') return { kind: 'fixed', ...name, size };
    throw new SchemaError(`${fullName} is incomplete`);
  }

  #field(owner: string, field: unknown): FieldShape {
    if (!isJson(field) || typeof field['name'] !== 'string')
      throw new SchemaError(`${owner} has a field without a name`);
    try {
      const shape = this.read(field['type']);
      const standard = 'default' in field ? { default: field['default'] } : {};
      return { name: field['name'], shape, ...docOf(field), ...standard };
    } catch (error) {
      if (error instanceof SchemaError) throw new SchemaError(`${field['name']}: ${error.message}`);
      throw error;
    }
  }
}

/** Bytes that a value of the shape takes at least. */
export function smallestSize(shape: Shape): number {
  switch (shape.kind) {
    case 'primitive':
      return shape.type === 'double' ? 8 : 1;
    case 'fixed':
      return shape.size;
    case 'record':
      return shape.fields.reduce((sum, field) => sum + smallestSize(field.shape), 0);
    default:
      return 1; // an enum's index, an optional's branch, an array's end
  }
}

function isPrimitive(name: string): name is Primitive {
  return primitives.some((primitive) => primitive === name);
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function timestamp(schema: Json): string {
  if (schema['logicalType'] !== 'timestamp-millis')
    throw new SchemaError('the only logical type in use is timestamp-millis');
  return 'timestamp-millis';
}

function docOf(schema: Json): { readonly doc?: string } {
  return typeof schema['doc'] === 'string' ? { doc: schema['doc'] } : {};
}

function defaultSymbol(schema: Json): { readonly default?: string } {
  return typeof schema['default'] === 'string' ? { default: schema['default'] } : {};
}
