import type { Bench } from './bench.fixture';
import { API, Wire } from './wire.fixture';

/** Claim, append, publish: who may write, and that everything stands once and in order. */
export function describeAppends(bench: Bench): void {
  describe('an append', () => {
    it('is answered with the offset of the first when it is repeated, and stands once', async () => {
      const producer = await bench.claim();
      expect(await bench.append(producer, 0, 'a', 'b')).toBe(0);
      expect(await bench.append(producer, 0, 'a', 'b')).toBe(0);
      expect(await bench.append(producer, 2, 'c')).toBe(2);
      expect(await bench.readAll()).toEqual(['a', 'b', 'c']);
    });

    it('of an older epoch is refused once the next one has appended', async () => {
      const older = await bench.claim();
      expect(await bench.append(older, 0, 'a')).toBe(0);
      const newer = await bench.claim();
      expect(newer).toEqual({ producerId: older.producerId, producerEpoch: older.producerEpoch + 1 });
      expect(await bench.append(newer, 0, 'claim')).toBe(1);
      expect(await bench.append(older, 1, 'b')).toMatch('INVALID_PRODUCER_EPOCH');
      expect(await bench.readAll()).toEqual(['a', 'claim']);
    });

    it('with a gap in its sequence is refused', async () => {
      const producer = await bench.claim();
      await bench.append(producer, 0, 'a');
      expect(await bench.append(producer, 5, 'b')).toMatch('OUT_OF_ORDER_SEQUENCE_NUMBER');
    });

    it('to several partitions has an outcome in each', async () => {
      const { topic, partition } = bench;
      bench.nextPartition();
      const producer = await bench.claim();
      const records = [{ key: null, value: Buffer.from('a') }];
      const to = (part: number, firstSequence: number) => ({
        ...{ topic, partition: part, records },
        producer: { ...producer, firstSequence },
      });
      await bench.log.append([to(partition, 0)]);
      expect(await bench.log.append([to(partition, 7), to(partition + 1, 0)])).toEqual([
        { refused: expect.objectContaining({ disposition: 'reclaim' }) },
        { baseOffset: 0 },
      ]);
    });

    it('whose answer is lost with the connection is sent again until its outcome is known', async () => {
      const wire = await Wire.up(bench.brokers[0]!);
      try {
        const { topic, partition } = bench;
        const log = await bench.open('cut');
        const producer = { ...(await log.claim(`${topic}-${partition}`)), firstSequence: 0 };
        const records = [{ key: null, value: Buffer.from('once') }];
        let cuts = 0;
        wire.nextAnswer(API.produce, () => (cuts++, 'cut'));
        expect(await log.append([{ topic, partition, producer, records }])).toEqual([{ baseOffset: 0 }]);
        expect(cuts).toBe(1);
        expect(await bench.readAll()).toEqual(['once']);
      } finally {
        await wire.down();
      }
    });
  });

  describe('publishing', () => {
    it('keeps the order of calls made at once, merged', async () => {
      const calls = Array.from({ length: 50 }, (_, i) => bench.publish(`${i}.0`, `${i}.1`));
      const offsets = (await Promise.all(calls)).flat().map((p) => p.offset);
      expect(offsets).toEqual(Array.from({ length: 100 }, (_, i) => i));
      expect(await bench.readAll()).toEqual(Array.from({ length: 50 }, (_, i) => [`${i}.0`, `${i}.1`]).flat());
    });

    it('keeps the order and stores once when an answer is lost with the connection', async () => {
      const wire = await Wire.up(bench.brokers[0]!);
      try {
        const { topic, partition } = bench;
        const log = await bench.open('cut');
        const send = (value: string) => log.publish([{ topic, partition, key: null, value: Buffer.from(value) }]);
        let cuts = 0;
        wire.nextAnswer(API.produce, () => (cuts++, 'cut'));
        const first = send('0');
        const rest = Array.from({ length: 20 }, (_, i) => send(String(i + 1)));
        const offsets = (await Promise.all([first, ...rest])).flat().map((p) => p.offset);
        expect(cuts).toBe(1);
        expect(offsets).toEqual(Array.from({ length: 21 }, (_, i) => i));
        expect(await bench.readAll()).toEqual(Array.from({ length: 21 }, (_, i) => String(i)));
      } finally {
        await wire.down();
      }
    });

    it('tells a caller that its deadline has passed, and appends once all the same', async () => {
      const wire = await Wire.up(bench.brokers[0]!);
      try {
        const { topic, partition } = bench;
        const log = await bench.open('silence');
        const send = (value: string, deadlineMs?: number) =>
          log.publish([{ topic, partition, key: null, value: Buffer.from(value) }], deadlineMs);
        wire.nextAnswer(API.produce, () => 'silence');
        await expect(send('late', 300)).rejects.toMatchObject({ name: 'LogError', disposition: 'retry' });
        expect((await send('next')).map(({ offset }) => offset)).toEqual([1]);
        expect(await bench.readAll()).toEqual(['late', 'next']);
      } finally {
        await wire.down();
      }
    }, 30_000);
  });
}
