import { strictType } from '../src/strict-types';
import { incompatibilities } from './compatibility';
import { goldenFaults, goldenOf, type GoldenVersion } from './golden';
import { toAvro } from './self-contained';
import { ShapeReader, type Shape } from './shape';

const record = (fields: readonly object[], name = 'Thing') => ({ type: 'record', name, namespace: 'test', fields });
const symbols = (...all: string[]) => ({ type: 'enum', name: 'Colour', namespace: 'test', symbols: all });
const a = { name: 'a', type: 'string' };
const b = { name: 'b', type: 'int' };
const bOrNone = { ...b, default: 0 };
const of = (type: unknown) => record([a, { name: 'b', type }]);
const read = (schema: unknown): Shape => new ShapeReader().read(schema);

describe('incompatibilities', () => {
  const refused: [string, object, object, string][] = [
    ['a field added without a default', record([a]), record([a, b]), 'field b was added without a default'],
    [
      'a field removed that had no default',
      record([a, b]),
      record([a]),
      'field b was removed; readers of the earlier version have no default for it',
    ],
    [
      'a renamed field',
      record([a]),
      record([{ ...a, name: 'c', default: '' }]),
      'field a was removed; readers of the earlier version have no default for it',
    ],
    ['another type', of('int'), of('string'), 'field b changed its type from int to string'],
    ['a wider number', of('int'), of('long'), 'field b changed its type from int to long'],
    [
      'a time that becomes a number',
      of({ type: 'long', logicalType: 'timestamp-millis' }),
      of('long'),
      'field b changed its type from timestamp-millis to long',
    ],
    [
      'a field that becomes optional',
      of('int'),
      of(['null', 'int']),
      'field b changed its type from int to optional int',
    ],
    [
      'another type inside an optional',
      of(['null', 'int']),
      of(['null', 'string']),
      'field b changed its type from int to string',
    ],
    [
      'another type inside an array',
      of({ type: 'array', items: 'int' }),
      of({ type: 'array', items: 'string' }),
      'field b[] changed its type from int to string',
    ],
    [
      'a field added without a default inside a record',
      of(record([a], 'Inner')),
      of(record([a, b], 'Inner')),
      'field b.b was added without a default',
    ],
    [
      'a symbol added without a default symbol',
      of(symbols('RED')),
      of(symbols('RED', 'BLUE')),
      'field b gained BLUE; the earlier version has no default symbol to read it as',
    ],
    [
      'a symbol added with a default that the earlier version has not',
      of(symbols('RED')),
      of({ ...symbols('RED', 'BLUE'), default: 'RED' }),
      'field b gained BLUE; the earlier version has no default symbol to read it as',
    ],
    [
      'a symbol removed without a default symbol',
      of(symbols('RED', 'BLUE')),
      of(symbols('RED')),
      'field b lost BLUE and has no default symbol to read it as',
    ],
    [
      'a renamed enum',
      of(symbols('RED')),
      of({ ...symbols('RED'), name: 'Color' }),
      'field b changed its type from test.Colour to test.Color',
    ],
    [
      'a renamed record',
      record([a]),
      record([a], 'Other'),
      'the record changed its type from test.Thing to test.Other',
    ],
    [
      'a renamed record inside',
      of(record([a], 'Inner')),
      of(record([a], 'Core')),
      'field b changed its type from test.Inner to test.Core',
    ],
    [
      'another size',
      of({ type: 'fixed', name: 'Hash', namespace: 'test', size: 16 }),
      of({ type: 'fixed', name: 'Hash', namespace: 'test', size: 32 }),
      'field b changed its type from test.Hash (16 bytes) to test.Hash (32 bytes)',
    ],
  ];

  it.each(refused)('refuses %s', (_, earlier, later, fault) => {
    expect(incompatibilities(read(earlier), read(later))).toEqual([fault]);
  });

  const allowed: [string, object, object][] = [
    ['nothing changed', record([a, b]), record([a, b])],
    ['a field added with a default', record([a]), record([a, bOrNone])],
    ['a field removed that had a default', record([a, bOrNone]), record([a])],
    ['fields in another order', record([a, b]), record([b, a])],
    ['another default', record([a, bOrNone]), record([a, { ...b, default: 5 }])],
    [
      'a symbol added and removed with default symbols',
      of({ ...symbols('NONE', 'RED'), default: 'NONE' }),
      of({ ...symbols('NONE', 'BLUE'), default: 'NONE' }),
    ],
  ];

  it.each(allowed)('allows %s', (_, earlier, later) => {
    expect(incompatibilities(read(earlier), read(later))).toEqual([]);
  });

  const all = [...refused, ...allowed].map(([title, earlier, later]) => [title, earlier, later] as const);

  it.each(all)('is never laxer than avsc: %s', (_, earlier, later) => {
    const [one, two] = [strictType(JSON.stringify(earlier)), strictType(JSON.stringify(later))];
    const resolved = !throws(() => one.createResolver(two)) && !throws(() => two.createResolver(one));
    expect(resolved || incompatibilities(read(earlier), read(later)).length > 0).toBe(true);
  });
});

describe('goldenFaults', () => {
  const version = (number: number, schema: object): GoldenVersion => {
    const shape = read(schema);
    return {
      subject: 'test.Thing',
      version: number,
      schemaText: JSON.stringify(toAvro(shape)),
      goldenText: JSON.stringify(goldenOf(shape, toAvro(shape))),
    };
  };

  it('finds nothing when every version reads what the others wrote', () => {
    expect(goldenFaults([version(1, record([a])), version(2, record([a, bOrNone]))])).toEqual([]);
  });

  it('finds a version that cannot read another', () => {
    const faults = goldenFaults([version(1, record([a])), version(2, record([a, b]))]);
    expect(faults).toEqual([
      expect.stringMatching(/^test\.Thing version 2 does not read the golden bytes of version 1: .*\bb\b/),
    ]);
  });

  it('finds bytes that are no longer read as the value they were written from', () => {
    const one = version(1, record([a]));
    const moved = { ...one, goldenText: one.goldenText.replace('"hex":"', '"hex":"02') };
    expect(goldenFaults([moved])).toContainEqual(
      expect.stringContaining('test.Thing version 1 does not read its own golden bytes'),
    );
    const reworded = { ...one, goldenText: one.goldenText.replace('"a":"a ', '"a":"x ') };
    expect(goldenFaults([reworded])).toEqual([
      'test.Thing version 1 does not read its own golden bytes as their value',
    ]);
  });
});

function throws(attempt: () => unknown): boolean {
  try {
    attempt();
    return false;
  } catch {
    return true;
  }
}
