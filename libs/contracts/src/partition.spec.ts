import fc from 'fast-check';
import { partitionOf } from './partition';

const kafkajs: (key: string) => number = jest.requireActual('kafkajs/src/producer/partitioners/default/murmur2');

describe('partitionOf', () => {
  // https://github.com/apache/kafka/blob/4.0/clients/src/test/java/org/apache/kafka/common/utils/UtilsTest.java
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as Java does', (key, hash) => {
    expect(partitionOf(key, 2 ** 31)).toBe(hash & 0x7fffffff);
  });

  it('chooses what kafkajs chooses, for any key', () => {
    const keys = fc.oneof(
      fc.string({ maxLength: 100 }),
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.string({ minLength: 400, maxLength: 700 }),
    );
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 1_000 }), (key, partitions) => {
        expect(partitionOf(key, partitions)).toBe((kafkajs(key) & 0x7fffffff) % partitions);
      }),
      { numRuns: 2_000, seed: 20261124 },
    );
  });

  it.each(['包裹', 'КЗ-123', '\u{1f4e6}', ''])('takes the UTF-8 bytes of %j', (key) => {
    expect(partitionOf(key, 6)).toBe((kafkajs(key) & 0x7fffffff) % 6);
  });

  it('spreads parcels over all partitions', () => {
    const seen = new Set(Array.from({ length: 100 }, (_, index) => partitionOf(`CNPOST.LX${index}CN`, 6)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
