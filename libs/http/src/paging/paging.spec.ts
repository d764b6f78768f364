import fc from 'fast-check';
import { Problem } from '../problem/problem';
import { decodeCursor, encodeCursor, nextLink, readLimit } from './cursor';
import { isNotModified } from './etag';
import { decodeOffsets, encodeOffsets } from './offset-vector';

const isNumber = (value: unknown): value is number => typeof value === 'number';
const refusal = (read: () => unknown): string => {
  try {
    return JSON.stringify(read());
  } catch (error) {
    return error instanceof Problem ? error.code : String(error);
  }
};

describe(decodeCursor.name, () => {
  it('reads what was written for the same list', () => {
    expect(decodeCursor('queue:a', encodeCursor('queue:a', 7), isNumber)).toBe(7);
  });

  it.each([
    ['of another list', encodeCursor('queue:b', 7)],
    ['of another shape', encodeCursor('queue:a', 'seven')],
    ['cut off', encodeCursor('queue:a', 7).slice(0, -3)],
    ['made up', '!!!'],
    ['empty', ''],
    ['huge', 'A'.repeat(100_000)],
  ])('refuses a cursor that is %s', (_, cursor) => {
    expect(refusal(() => decodeCursor('queue:a', cursor, isNumber))).toBe('CURSOR_INVALID');
  });
});

describe(readLimit.name, () => {
  it.each([
    [undefined, '50'],
    ['1', '1'],
    ['500', '500'],
    ['501', 'LIMIT_INVALID'],
    ['0', 'LIMIT_INVALID'],
    ['-1', 'LIMIT_INVALID'],
    ['1e1', 'LIMIT_INVALID'],
    ['', 'LIMIT_INVALID'],
  ])('reads %j as %s', (text, read) => {
    expect(refusal(() => readLimit(text, 50, 500))).toBe(read);
  });
});

describe(nextLink.name, () => {
  it('keeps the other parameters', () => {
    expect(nextLink('/v1/parcels?limit=2&cursor=old', 'new')).toBe('</v1/parcels?limit=2&cursor=new>; rel="next"');
    expect(nextLink('/v1/parcels', 'new')).toBe('</v1/parcels?cursor=new>; rel="next"');
  });
});

describe(decodeOffsets.name, () => {
  it('reads what was written', () => {
    const offsets = fc.array(fc.array(fc.nat({ max: Number.MAX_SAFE_INTEGER }), { maxLength: 8 }), { maxLength: 6 });
    fc.assert(
      fc.property(offsets, (vector) => {
        expect(
          decodeOffsets(
            encodeOffsets(vector),
            vector.map((own) => own.length),
          ),
        ).toEqual(vector);
      }),
    );
  });

  it.each([
    ['another number of topics', encodeOffsets([[1, 2]])],
    ['another number of partitions', encodeOffsets([[1], [3]])],
    ['something behind it', `${encodeOffsets([[1, 2], [3]])}AA`],
    ['its end missing', encodeOffsets([[1, 2], [300]]).slice(0, -2)],
    ['other characters', '$$$'],
    ['nothing in it', ''],
    ['a number without end', Buffer.from([1, 2, 2, ...Array.from({ length: 40 }, () => 0xff)]).toString('base64url')],
    ['too much of all', 'A'.repeat(10_000)],
  ])('refuses a word with %s', (_, text) => {
    expect(decodeOffsets(text, [2, 1])).toBeUndefined();
  });

  it('is short', () => {
    expect(
      encodeOffsets(Array.from({ length: 4 }, () => Array.from({ length: 6 }, () => 1_000_000))).length,
    ).toBeLessThan(120);
  });
});

describe(isNotModified.name, () => {
  it.each([
    [undefined, false],
    ['W/"1"', true],
    ['"1"', true],
    ['"0", W/"1"', true],
    ['*', true],
    ['W/"2"', false],
  ])('compares %j', (header, expected) => {
    expect(isNotModified(header, 'W/"1"')).toBe(expected);
  });
});
