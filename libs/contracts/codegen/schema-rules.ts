import { items, member, members } from '../src/json';
import { strictType } from '../src/strict-types';
import { contractFaults } from './contract-rules';
import type { NamedShape, RecordShape, Shape } from './shape';
import { toAvro } from './self-contained';

const attributes = new Set([
  'type',
  'name',
  'namespace',
  'kind',
  'topic',
  'key',
  'doc',
  'fields',
  'symbols',
  'default',
  'size',
]);
const fieldAttributes = new Set(['name', 'type', 'doc', 'default']);
/** `type` is set on the prototype of what is decoded, the others have a meaning of their own in JavaScript. */
const reservedFields = new Set(['type', 'constructor', 'prototype', '__proto__', 'toString', 'toJSON', 'then']);

/**
 * What is wrong with one schema file beyond its types, in words; empty if nothing.
 * @param expected the full name that the file's path demands
 */
export function faultsOf(shape: NamedShape, source: unknown, expected: string, topics: ReadonlySet<string>): string[] {
  return [
    ...(shape.fullName === expected ? [] : [`its name must be ${expected}, it is ${shape.fullName}`]),
    ...(shape.doc ? [] : ['doc is missing']),
    ...unknownKeys(source, attributes),
    ...(shape.kind === 'record' ? fieldFaults(shape, source) : []),
    ...contractFaults(shape, source, topics),
    ...avroFaults(shape),
  ];
}

function fieldFaults(shape: RecordShape, source: unknown): string[] {
  const sources = member(source, 'fields');
  return shape.fields.flatMap((field, index) =>
    [
      ...unknownKeys(member(sources, index), fieldAttributes),
      ...(needsDoc(field.shape) && !field.doc ? ['doc is missing; it has a unit or a bound to tell'] : []),
      ...(reservedFields.has(field.name) ? ['the name is reserved'] : []),
      ...(field.shape.kind === 'optional' && field.default !== null ? ['an optional field needs "default": null'] : []),
      ...inline(member(member(sources, index), 'type')),
    ].map((fault) => `${field.name}: ${fault}`),
  );
}

/** Numbers have a unit, arrays a bound, bytes a length. */
function needsDoc(shape: Shape): boolean {
  if (shape.kind === 'optional') return needsDoc(shape.of);
  return shape.kind === 'array' || (shape.kind === 'primitive' && shape.type !== 'string' && shape.type !== 'boolean');
}

function inline(type: unknown): string[] {
  if (Array.isArray(type)) return items(type).flatMap(inline);
  const name = member(type, 'name');
  if (typeof name === 'string') return [`${name} needs a file of its own`];
  const nested = member(type, 'items');
  return nested === undefined ? [] : inline(nested);
}

/** Lets avsc find what else Avro forbids, e.g. a default that does not fit its type. */
function avroFaults(shape: NamedShape): string[] {
  try {
    strictType(JSON.stringify(toAvro(shape)));
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function unknownKeys(source: unknown, known: ReadonlySet<string>): string[] {
  return members(source)
    .filter(([key]) => !known.has(key))
    .map(([key]) => `unknown attribute ${key}`);
}
