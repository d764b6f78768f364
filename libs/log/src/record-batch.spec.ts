import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { decodeRecordBatches, encodeRecordBatch, type OutgoingRecord } from './record-batch';

// kafkajs's own encoder is the peer: it has no types of its own.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const kafkajsBatch = require('kafkajs/src/protocol/recordBatch/v0') as {
  RecordBatch(of: object): Promise<{ buffer: Buffer }>;
};
// eslint-disable-next-line @typescript-eslint/no-require-imports
const kafkajsRecord = require('kafkajs/src/protocol/recordBatch/record/v0') as (of: object) => unknown;

const bytes = fc.option(
  fc.uint8Array({ maxLength: 200 }).map((b) => Buffer.from(b)),
  { nil: null },
);
const headers = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.string({ maxLength: 20 }), { maxKeys: 3 });
const anyRecord: fc.Arbitrary<OutgoingRecord> = fc.record({ key: bytes, value: bytes, headers });
const anyProducer = fc.record({
  producerId: fc.maxSafeNat(),
  producerEpoch: fc.nat(32_767),
  firstSequence: fc.nat(2 ** 31 - 1),
});
const NO_PRODUCER = { producerId: -1, producerEpoch: -1, firstSequence: -1 };
/** Kafka stores headers in order, objects sort numeric names first: the two agree on the pairs. */
const plain = (record: OutgoingRecord) => ({
  key: record.key,
  value: record.value,
  headers: Object.keys(record.headers ?? {}).length === 0 ? null : { ...record.headers },
});

describe('encodeRecordBatch', () => {
  it('writes what kafkajs writes, byte by byte, for random records', async () => {
    const records = fc.array(anyRecord, { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(records, anyProducer, fc.nat(2 ** 40), async (batch, producer, timestamp) => {
        const { buffer } = await kafkajsBatch.RecordBatch({
          firstTimestamp: timestamp,
          maxTimestamp: timestamp,
          partitionLeaderEpoch: -1,
          lastOffsetDelta: batch.length - 1,
          ...producer,
          records: batch.map((record, offsetDelta) => kafkajsRecord({ ...record, offsetDelta })),
        });
        expect(encodeRecordBatch(batch, producer, timestamp).equals(buffer)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('reads back what it has written', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 40 }), anyProducer, (batch, producer) => {
        const [read, ...more] = decodeRecordBatches(encodeRecordBatch(batch, producer, 1_700_000_000_000), true);
        expect(more).toEqual([]);
        expect(read).toMatchObject({
          producerId: producer.producerId,
          producerEpoch: producer.producerEpoch,
          lastOffset: batch.length - 1,
        });
        expect(read!.records.map(plain)).toEqual(batch.map(plain));
        expect(read!.records.map((r) => r.offset)).toEqual(batch.map((_, i) => i));
      }),
    );
  });
});

describe('decodeRecordBatches', () => {
  const one = (value: string): Buffer =>
    encodeRecordBatch([{ key: null, value: Buffer.from(value) }], NO_PRODUCER, 1_700_000_000_000);

  it('leaves out a batch that the answer cuts off', () => {
    const both = Buffer.concat([one('a'), one('b')]);
    for (let length = 0; length < both.length; length++) {
      expect(decodeRecordBatches(both.subarray(0, length))).toHaveLength(length < one('a').length ? 0 : 1);
    }
  });

  it('names a wrong checksum when asked to check', () => {
    const damaged = one('a');
    damaged[damaged.length - 2]! ^= 1;
    expect(() => decodeRecordBatches(damaged, true)).toThrow('wrong checksum');
  });

  it('reads gzip, and refuses other compressions by name of the remedy', () => {
    const batch = one('some text');
    const packed = Buffer.concat([batch.subarray(0, 61), gzipSync(batch.subarray(61))]);
    packed.writeInt32BE(packed.length - 12, 8);
    packed.writeInt16BE(1, 21);
    expect(String(decodeRecordBatches(packed)[0]!.records[0]!.value)).toBe('some text');
    packed.writeInt16BE(4, 21);
    expect(() => decodeRecordBatches(packed)).toThrow('compression.type=uncompressed');
  });

  it('passes over transaction markers', () => {
    const marker = one('marker');
    marker.writeInt16BE(0x30, 21);
    expect(decodeRecordBatches(marker)).toMatchObject([{ isControl: true, records: [] }]);
  });

  it('reads timestamps that differ within a batch by more than 32 bits hold', () => {
    const batch = one('a');
    // A record of its own: length 12, attributes, delta of 2^33 ms as varlong, offset delta, no key, value 'a', no headers.
    const record = Buffer.from([0x16, 0, 0x80, 0x80, 0x80, 0x80, 0x40, 0, 1, 2, 0x61, 0]);
    const far = Buffer.concat([batch.subarray(0, 61), record]);
    far.writeInt32BE(far.length - 12, 8);
    expect(decodeRecordBatches(far)[0]!.records[0]).toMatchObject({ timestamp: 1_700_000_000_000 + 2 ** 33 });
  });
});
