import type { JsonSchema } from '@alataw/http';
import { isCodeList } from '@alataw/values';

type Json = Readonly<Record<string, unknown>>;

/** JSON Schema keywords to add to a field, by the field's name. */
export type FieldRules = Readonly<Record<string, Json>>;

/** How a schema is derived. */
export interface Derivation {
  /** Fields that are not part of the JSON. */
  readonly without?: readonly string[];
  /** Keywords per field, for the record itself; nested records get `nested[<record name>]`. */
  readonly rules?: FieldRules;
  readonly nested?: Readonly<Record<string, FieldRules>>;
  /** A body that is received: what may be null may be left out, and unknown members are refused. */
  readonly received?: boolean;
}

/** The largest integer that the wire format takes: beyond 2^52 it is not exact. */
const MAX_LONG = 2 ** 52 - 1;
const MAX_INT = 2 ** 31 - 1;

/**
 * Derives the JSON Schema of a record from its Avro schema, so that no field, type or description is written twice.
 * @param avro self-contained Avro JSON, as the registry serves it
 */
export function jsonSchemaOf(avro: string, derivation: Derivation = {}): JsonSchema {
  const record: unknown = JSON.parse(avro);
  if (!isJson(record)) throw new TypeError('not an Avro record');
  return new Deriver(derivation).record(record, derivation.rules ?? {});
}

class Deriver {
  private readonly named = new Map<string, Json>();

  constructor(private readonly derivation: Derivation) {}

  record(avro: Json, rules: FieldRules): JsonSchema {
    const fields = listOf(avro['fields']).filter(
      (field) => !(this.derivation.without ?? []).includes(String(field['name'])),
    );
    const received = this.derivation.received === true;
    const properties = fields.map((field) => [String(field['name']), this.field(field, rules)] as const);
    const required = fields
      .filter((field) => !received || !isOptional(field['type']))
      .map((field) => String(field['name']));
    return {
      type: 'object',
      ...descriptionOf(avro),
      required,
      properties: Object.fromEntries(properties),
      ...(received ? { additionalProperties: false } : {}),
    };
  }

  private field(field: Json, rules: FieldRules): JsonSchema {
    const schema = this.type(field['type']);
    return { ...schema, ...descriptionOf(field), ...rules[String(field['name'])] };
  }

  private type(avro: unknown): JsonSchema {
    if (Array.isArray(avro)) return this.optional(avro);
    if (typeof avro === 'string') return this.primitive(avro);
    if (!isJson(avro)) throw new TypeError('not an Avro type');
    switch (avro['type']) {
      case 'record':
        return this.remember(avro, this.record(avro, this.derivation.nested?.[String(avro['name'])] ?? {}));
      case 'enum':
        return this.remember(avro, {
          type: 'string',
          ...descriptionOf(avro),
          enum: avro['symbols'],
          // Where the codes are explained; the OpenAPI document says what each of them means.
          ...(isCodeList(String(avro['name'])) ? { 'x-code-list': avro['name'] } : {}),
        });
      case 'array':
        return { type: 'array', items: this.type(avro['items']) };
      default:
        return this.primitive(String(avro['type']));
    }
  }

  /** A union with null: another possible type, or for an enum another possible value. */
  private optional(branches: readonly unknown[]): JsonSchema {
    const schema = this.type(branches.find((branch) => branch !== 'null'));
    const values = schema['enum'];
    return {
      ...schema,
      type: [schema['type'], 'null'],
      ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}),
    };
  }

  private primitive(name: string): JsonSchema {
    switch (name) {
      case 'string':
        return { type: 'string' };
      case 'boolean':
        return { type: 'boolean' };
      case 'int':
        return { type: 'integer', minimum: -MAX_INT - 1, maximum: MAX_INT };
      case 'long':
        return { type: 'integer', minimum: -MAX_LONG, maximum: MAX_LONG };
      case 'double':
        return { type: 'number' };
      case 'bytes':
        return { type: 'string', contentEncoding: 'base64' };
      default: {
        const known = this.named.get(name) ?? this.named.get(name.slice(name.lastIndexOf('.') + 1));
        if (known === undefined) throw new TypeError(`unknown Avro type ${name}`);
        return known;
      }
    }
  }

  private remember(avro: Json, schema: JsonSchema): JsonSchema {
    const name = String(avro['name']);
    this.named.set(name, schema);
    const namespace = avro['namespace'];
    if (typeof namespace === 'string') this.named.set(`${namespace}.${name}`, schema);
    return schema;
  }
}

function descriptionOf(avro: Json): JsonSchema {
  return typeof avro['doc'] === 'string' ? { description: avro['doc'] } : {};
}

function isOptional(type: unknown): boolean {
  return Array.isArray(type) && type.includes('null');
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
