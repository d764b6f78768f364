import fc from 'fast-check';
import { Codec, MAX_RECORD_BYTES } from './codec';
import type { Contract } from './contract';
import { UndecodableError, type UndecodableReason } from './errors';

/** Has one field of each type, so that a body is easy to write by hand. */
interface Sample {
  readonly text: string;
  readonly count: number;
  readonly time: number;
  readonly raw: Buffer;
  readonly colour: string;
  readonly note: string | null;
  readonly rows: readonly { readonly cells: readonly number[] }[];
}
const Sample: Contract<Sample> = {
  name: 'Sample',
  fullName: 'test.Sample',
  kind: 'record',
  topic: null,
  keyOf: () => '',
};
const schema = {
  type: 'record',
  name: 'Sample',
  namespace: 'test',
  fields: [
    { name: 'text', type: 'string' },
    { name: 'count', type: 'int' },
    { name: 'time', type: 'long' },
    { name: 'raw', type: 'bytes' },
    { name: 'colour', type: { type: 'enum', name: 'Colour', symbols: ['GREEN', 'RED'] } },
    { name: 'note', type: ['null', 'string'], default: null },
    {
      name: 'rows',
      type: {
        type: 'array',
        items: { type: 'record', name: 'Row', fields: [{ name: 'cells', type: { type: 'array', items: 'int' } }] },
      },
    },
  ],
};
const codec = new Codec([Sample], [{ subject: 'test.Sample', version: 1, id: 1, schema: JSON.stringify(schema) }]);
const sample: Sample = {
  text: 'ab',
  count: 3,
  time: 4,
  raw: Buffer.from('r'),
  colour: 'RED',
  note: 'n',
  rows: [{ cells: [1, 2] }],
};

/** The fields of a body, each replaceable. */
const good = {
  text: [4, 0x61, 0x62],
  count: [6],
  time: [8],
  raw: [2, 0x72],
  colour: [2],
  note: [2, 2, 0x6e],
  rows: [2, 4, 2, 4, 0, 0],
};
const body = (fields: Partial<typeof good>) =>
  Buffer.from([0, 0, 0, 0, 1, ...Object.values({ ...good, ...fields }).flat()]);
/** Zigzag code of any number of bits. */
function varint(value: bigint): number[] {
  let code = value >= 0n ? value * 2n : -value * 2n - 1n;
  const bytes: number[] = [];
  for (; code >= 0x80n; code >>= 7n) bytes.push(Number(code & 0x7fn) | 0x80);
  return [...bytes, Number(code)];
}
/** So many continuation bytes that a double overflows: avsc reads NaN. */
const endless = [...new Array<number>(400).fill(0x80), 0];

describe('Hostile bytes', () => {
  it('are compared with good ones that do decode', () => {
    expect(codec.encode(Sample, sample)).toEqual(body({}));
    expect(codec.decodeAs(Sample, body({}))).toMatchObject(sample);
  });

  const cases: [string, Buffer, UndecodableReason][] = [
    ['no bytes', Buffer.alloc(0), 'NO_FRAME'],
    ['half a frame', Buffer.from([0, 0, 0, 1]), 'NO_FRAME'],
    ['JSON', Buffer.from('{"a":1}'), 'NO_FRAME'],
    ['more bytes than a record may have', Buffer.concat([body({}), Buffer.alloc(MAX_RECORD_BYTES)]), 'TOO_LARGE'],
    ['a frame without a body', Buffer.from([0, 0, 0, 0, 1]), 'TRUNCATED'],
    ['a byte too few', body({}).subarray(0, -1), 'TRUNCATED'],
    ['a byte too many', Buffer.concat([body({}), Buffer.from([0])]), 'TRAILING_BYTES'],
    ['a text longer than the bytes', body({ text: varint(1_000_000n) }), 'TRUNCATED'],
    ['a text of negative length', body({ text: [3] }), 'TRUNCATED'],
    ['a text of endless length', body({ text: endless }), 'TRUNCATED'],
    ['a text with NUL', body({ text: [4, 0x61, 0] }), 'BAD_TEXT'],
    ['bytes of negative length', body({ raw: [3] }), 'TRUNCATED'],
    ['bytes of endless length', body({ raw: endless }), 'TRUNCATED'],
    ['an int of 33 bits', body({ count: varint(2n ** 32n) }), 'BAD_NUMBER'],
    ['an endless int', body({ count: endless }), 'BAD_NUMBER'],
    ['a long of 64 bits', body({ time: varint(2n ** 62n) }), 'BAD_NUMBER'],
    ['a long that a double does not hold', body({ time: varint(-(2n ** 52n) - 1n) }), 'BAD_NUMBER'],
    ['an enum symbol that is none', body({ colour: [4] }), 'BAD_CHOICE'],
    ['a negative enum symbol', body({ colour: [1] }), 'BAD_CHOICE'],
    ['an endless enum symbol', body({ colour: endless }), 'BAD_CHOICE'],
    ['a union branch that is none', body({ note: [4] }), 'BAD_CHOICE'],
    ['an array of millions', body({ rows: varint(5_000_000n) }), 'TOO_MANY_ITEMS'],
    ['an array of minus millions', body({ rows: [...varint(-5_000_000n), 2] }), 'TOO_MANY_ITEMS'],
    ['an array of 2^60', body({ rows: varint(2n ** 60n) }), 'TOO_MANY_ITEMS'],
    ['an endless array', body({ rows: endless }), 'TOO_MANY_ITEMS'],
    ['an array of millions in an array', body({ rows: [2, ...varint(5_000_000n)] }), 'TOO_MANY_ITEMS'],
    ['an array that breaks off', body({ rows: [2, 8, 2] }), 'TOO_MANY_ITEMS'],
  ];

  it.each(cases)('%s', (_, bytes, reason) => {
    expect(() => codec.decode(bytes)).toThrow(new UndecodableError(reason));
  });

  it('reads arrays in blocks with their size, as other writers send them', () => {
    expect(codec.decodeAs(Sample, body({ rows: [1, 8, 1, 2, 6, 0, 2, 0, 0] })).rows).toMatchObject([
      { cells: [3] },
      { cells: [] },
    ]);
  });

  it('cost no more than their length: thousands that claim millions are refused in seconds', () => {
    const claims = [varint(5_000_000n), [2, ...varint(5_000_000n)], varint(-(2n ** 40n)), endless].map((rows) =>
      body({ rows }),
    );
    const cells = new Array<number[]>(10_000).fill([0xfe, 0xff, 0xff, 0xff, 0x0f]).flat();
    const breaksOff = body({ rows: [2, ...varint(50_000n), ...cells] });
    const before = process.cpuUsage();
    for (let round = 0; round < 1_000; round++) {
      for (const bytes of claims) expect(reasonOf(bytes)).toBe('TOO_MANY_ITEMS');
    }
    for (let round = 0; round < 100; round++) expect(reasonOf(breaksOff)).toBe('TRUNCATED');
    const { user, system } = process.cpuUsage(before);
    // Each would take a second by itself if what it claims were made room for.
    expect((user + system) / 1e6).toBeLessThan(10);
  });

  it('leave nothing behind: the next record is read as it is', () => {
    for (const [, bytes] of cases) expect(reasonOf(bytes)).not.toBeNull();
    expect(codec.decodeAs(Sample, body({})).raw).toEqual(Buffer.from('r'));
  });

  it('at random either decode or are refused with a reason', () => {
    const replaced = fc.tuple(fc.nat(body({}).length - 6), fc.uint8Array({ maxLength: 12 }), fc.nat(8));
    fc.assert(
      fc.property(replaced, ([at, noise, cut]) => {
        const bytes = body({});
        reasonOf(Buffer.concat([bytes.subarray(0, 5 + at), noise, bytes.subarray(5 + at + cut)]));
      }),
      { numRuns: 2_000, seed: 20261124 },
    );
  });
});

/** Null when they decode; anything but an UndecodableError goes through. */
function reasonOf(bytes: Buffer): UndecodableReason | null {
  try {
    codec.decode(bytes);
    return null;
  } catch (error) {
    if (error instanceof UndecodableError) return error.reason;
    throw error;
  }
}
