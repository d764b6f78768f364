import { createHash } from 'node:crypto';
import type { FieldShape, NamedShape, Shape } from './shape';

/** Avro JSON of a shape, each named type defined where it is first used: a schema that needs no other file. */
export function toAvro(shape: Shape, options: { readonly docs: boolean } = { docs: true }): unknown {
  const defined = new Set<string>();
  const doc = (of: { readonly doc?: string }) => (options.docs && of.doc !== undefined ? { doc: of.doc } : {});
  const write = (of: Shape): unknown => {
    switch (of.kind) {
      case 'primitive':
        return of.logicalType === undefined ? of.type : { type: of.type, logicalType: of.logicalType };
      case 'array':
        return { type: 'array', items: write(of.items) };
      case 'optional':
        return ['null', write(of.of)];
      default:
        if (defined.has(of.fullName)) return of.fullName;
        defined.add(of.fullName);
        return define(of);
    }
  };
  const define = (of: NamedShape): unknown => {
    const head = { type: of.kind, ...split(of.fullName), ...doc(of) };
    switch (of.kind) {
      case 'record':
        return { ...head, fields: of.fields.map(field) };
      case 'enum':
        return { ...head, symbols: of.symbols, ...standard(of) };
      case 'fixed':
        return { ...head, size: of.size };
    }
  };
  const field = (of: FieldShape) => ({ name: of.name, type: write(of.shape), ...doc(of), ...standard(of) });
  return write(shape);
}

/**
 * SHA-256 of the schema without its docs, hex. Two schemas with the same fingerprint write the same bytes and read
 * them alike, so a better wording is no new version.
 */
export function fingerprint(shape: Shape): string {
  return createHash('sha256')
    .update(JSON.stringify(toAvro(shape, { docs: false })))
    .digest('hex');
}

/** `alataw.release.ParcelReleased` -> its area and its name. */
export function areaAndName(fullName: string): { area: string; name: string } {
  const { namespace, name } = split(fullName);
  return { area: namespace.slice(namespace.lastIndexOf('.') + 1), name };
}

function split(fullName: string): { namespace: string; name: string } {
  const dot = fullName.lastIndexOf('.');
  return { name: fullName.slice(dot + 1), namespace: fullName.slice(0, dot) };
}

function standard(of: { readonly default?: unknown }): { default?: unknown } {
  return 'default' in of ? { default: of.default } : {};
}
