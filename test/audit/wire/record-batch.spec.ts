import { ByteReader } from './bytes';
import { crc32c } from './crc32c';
import { partitionOfKey } from './murmur2';
import { recordBatches, type RawBatch } from './record-batch';
import { batchBytes } from './record-batch.fixture';

const by = { producerId: 4_000_000_000, producerEpoch: 12 };
const records = [
  { key: Buffer.from('a'), value: Buffer.from('one'), headers: { origin: '1:2' } },
  { key: null, value: null },
];

describe('recordBatches', () => {
  it('reads offsets, keys, values, headers and who wrote them', () => {
    const bytes = Buffer.concat([batchBytes(7, records, by), batchBytes(9, records.slice(0, 1), by)]);
    const [first, second] = [...recordBatches(bytes)] as RawBatch[];
    expect(first).toMatchObject({ ...by, baseOffset: 7, lastOffset: 8, isControl: false, isTransactional: false });
    expect(first?.records).toEqual([
      { offset: 7, key: Buffer.from('a'), value: Buffer.from('one'), headers: new Map([['origin', '1:2']]) },
      { offset: 8, key: null, value: null, headers: null },
    ]);
    expect(second?.records.map(({ offset }) => offset)).toEqual([9]);
  });

  it('leaves out what the answer cuts off', () => {
    const whole = batchBytes(0, records, by);
    expect([...recordBatches(Buffer.concat([whole, whole.subarray(0, whole.length - 1)]))]).toHaveLength(1);
  });

  it('says why it does not believe a batch, and reads on behind it', () => {
    const last = records.length - 1;
    const faults = (broken: Buffer) => [...recordBatches(Buffer.concat([broken, batchBytes(9, records, by)]))];
    const damaged = batchBytes(0, records, by);
    damaged[damaged.length - 1]! ^= 1;
    const old = batchBytes(0, records, by);
    old[16] = 1;
    const behind = expect.objectContaining({ baseOffset: 9 });
    expect(faults(damaged)).toEqual([
      { baseOffset: 0, lastOffset: last, fault: 'the batch has a wrong checksum' },
      behind,
    ]);
    expect(faults(old)).toEqual([
      { baseOffset: 0, lastOffset: 0, fault: 'the batch has format 1 instead of 2' },
      behind,
    ]);
    expect(faults(batchBytes(3, records, by, 1))).toEqual([
      { baseOffset: 3, lastOffset: 3 + last, fault: 'the batch is compressed' },
      behind,
    ]);
  });
});

describe('crc32c', () => {
  it('is the one of RFC 3720', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
    expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
    expect(crc32c(Buffer.from('6789'), crc32c(Buffer.from('12345')))).toBe(0xe3069283);
  });
});

describe('partitionOfKey', () => {
  /** @see https://github.com/apache/kafka/blob/4.0/clients/src/test/java/org/apache/kafka/common/utils/UtilsTest.java */
  it('is Java’s', () => {
    const hashes = { '21': -973932308, foobar: -790332482, 'a-little-bit-long-string': -985981536 };
    for (const [key, hash] of Object.entries(hashes)) {
      expect(partitionOfKey(Buffer.from(key), 1_000)).toBe((hash & 0x7fffffff) % 1_000);
    }
  });
});

describe('ByteReader', () => {
  it('reads the varints that Avro and Kafka write', () => {
    const read = (...bytes: number[]): number => new ByteReader(Buffer.from(bytes)).varint();
    expect([read(0), read(1), read(2), read(0xac, 0x02), read(0xff, 0xff, 0xff, 0xff, 0x0f)]).toEqual([
      ...[0, -1, 1, 150, -2_147_483_648],
    ]);
  });

  it('refuses to read behind the end, or numbers that are too long', () => {
    expect(() => new ByteReader(Buffer.from([0x80])).varint()).toThrow('it is cut off');
    expect(() => new ByteReader(Buffer.alloc(11, 0xff)).varint()).toThrow('a number is too long');
    expect(() => new ByteReader(Buffer.from([0, 0, 1, 0])).array(() => 0)).toThrow('more items than there are bytes');
    expect(() => new ByteReader(Buffer.alloc(4)).slice(5)).toThrow('it is cut off');
  });
});
