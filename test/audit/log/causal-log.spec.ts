import { Type } from 'avsc';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { batchBytes } from '../wire/record-batch.fixture';
import { CausalLog, type LogSource } from './causal-log';
import { placeText, type Place } from './record';
import { Schemas } from './schemas';

const SCHEMAS = join(__dirname, '../../../schemas');
const schemas = Schemas.load(SCHEMAS);
const by = { producerId: 1, producerEpoch: 0 };
const file = join(SCHEMAS, 'history/alataw.loading.TruckDocked/1.avsc');
const docked = Type.forSchema(JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof Type.forSchema>[0]);
const lock = JSON.parse(readFileSync(join(SCHEMAS, 'ids.lock.json'), 'utf8')) as Record<
  string,
  readonly { id: number }[]
>;

/** An event that says that this record is its cause. */
function causedBy({ topic, partition, offset }: Place): Buffer {
  const cause = { topic, partition, offset, originPartition: -1, originOffset: -1 };
  const times = { occurredAt: 1, recordedAt: 1, sequence: 1 };
  const meta = { eventId: 'e', causeId: 'c', correlationId: 'r', actor: 'a', ...times, cause };
  const frame = Buffer.alloc(5);
  frame.writeInt32BE(lock['alataw.loading.TruckDocked']?.[0]?.id ?? 0, 1);
  return Buffer.concat([frame, docked.toBuffer({ meta, unitId: 'KZ-1', dock: 'D' })]);
}

const place = (topic: string, offset: number): Place => ({ topic, partition: 0, offset });
const COMMAND = Buffer.from('none of our schemas');

/** Partitions in memory: per topic the values of its records, one batch each. */
class MemorySource implements LogSource {
  constructor(private readonly topics: Readonly<Record<string, readonly Buffer[]>>) {}

  fetch(places: readonly Place[]) {
    return Promise.resolve(
      places.map(({ topic, partition, offset }) => {
        const values = this.topics[topic] ?? [];
        const batches = values.map((value, i) => batchBytes(i, [{ key: Buffer.from('KZ-1'), value }], by));
        return { topic, partition, error: 0, bytes: Buffer.concat(batches.slice(offset, offset + 2)) };
      }),
    );
  }

  ends(places: readonly Place[]): Promise<number[]> {
    return Promise.resolve(places.map(({ topic }) => this.topics[topic]?.length ?? 0));
  }
}

async function read(log: CausalLog): Promise<{ order: string[]; withoutCause: string[] }> {
  const order: string[] = [];
  const withoutCause: string[] = [];
  for await (const delivered of log.read()) {
    for (const { record, hasCause } of delivered) {
      order.push(placeText(record));
      if (!hasCause) withoutCause.push(placeText(record));
    }
  }
  return { order, withoutCause };
}

describe('CausalLog', () => {
  it('delivers every record behind its cause, whatever the order of the partitions', async () => {
    const source = new MemorySource({
      'loading.events': [causedBy(place('release.events', 0)), causedBy(place('loading.commands', 1))],
      'release.events': [causedBy(place('loading.commands', 0))],
      'loading.commands': [COMMAND, COMMAND, COMMAND],
    });
    const ends = [place('loading.events', 2), place('release.events', 1), place('loading.commands', 3)];
    const { order, withoutCause } = await read(new CausalLog(source, ends, schemas));
    expect(withoutCause).toEqual([]);
    expect([...order].sort()).toEqual([
      ...['loading.commands/0@0', 'loading.commands/0@1', 'loading.commands/0@2'],
      ...['loading.events/0@0', 'loading.events/0@1', 'release.events/0@0'],
    ]);
    expect(order.indexOf('release.events/0@0')).toBeLessThan(order.indexOf('loading.events/0@0'));
    expect(order.indexOf('loading.commands/0@1')).toBeLessThan(order.indexOf('loading.events/0@1'));
  });

  it('reads no further than the ends, but for the causes of what stands before them', async () => {
    const source = new MemorySource({
      'loading.events': [causedBy(place('loading.commands', 1)), causedBy(place('loading.commands', 2))],
      'loading.commands': [COMMAND, COMMAND, COMMAND],
    });
    const log = new CausalLog(source, [place('loading.events', 1), place('loading.commands', 0)], schemas);
    expect(await read(log)).toEqual({
      order: ['loading.commands/0@0', 'loading.commands/0@1', 'loading.events/0@0'],
      withoutCause: [],
    });
    expect(log.ends.map(({ offset }) => offset)).toEqual([1, 2]);
  });

  it('delivers a record whose cause does not exist, and says so', async () => {
    const source = new MemorySource({
      'loading.events': [causedBy(place('loading.commands', 5))],
      'loading.commands': [],
    });
    const log = new CausalLog(source, [place('loading.events', 1), place('loading.commands', 0)], schemas);
    expect(await read(log)).toEqual({ order: ['loading.events/0@0'], withoutCause: ['loading.events/0@0'] });
  });

  it('lets nothing wait for a record that counts for nothing, whose cause need not exist', async () => {
    const source = new MemorySource({
      'release.events': [causedBy(place('loading.events', 1))],
      'loading.events': [causedBy(place('no.topic', 7)), causedBy(place('loading.commands', 0))],
      'loading.commands': [COMMAND],
    });
    const ends = [place('release.events', 1), place('loading.events', 2), place('loading.commands', 1)];
    const counts = ({ topic, offset }: Place): boolean => topic !== 'loading.events' || offset !== 0;
    const { order, withoutCause } = await read(new CausalLog(source, ends, schemas, counts));
    expect(withoutCause).toEqual(['loading.events/0@0']);
    expect(order.slice(1)).toEqual(['loading.events/0@0', 'loading.events/0@1', 'release.events/0@0']);
  });

  it('names offsets that hold no record, or none that can be believed', async () => {
    const one = (offset: number, attributes = 0): Buffer =>
      batchBytes(offset, [{ key: null, value: COMMAND }], by, attributes);
    const damaged = batchBytes(
      5,
      [0, 1].map(() => ({ key: null, value: COMMAND })),
      by,
    );
    damaged[damaged.length - 2]! ^= 1;
    const bytes = Buffer.concat([one(0), one(2), one(3, 1), one(4, 32), damaged]);
    const source: LogSource = {
      fetch: () => Promise.resolve([{ topic: 'loading.commands', partition: 0, error: 0, bytes }]),
      ends: () => Promise.resolve([7]),
    };
    const log = new CausalLog(source, [place('loading.commands', 7)], schemas);
    expect((await read(log)).order).toEqual(['loading.commands/0@0', 'loading.commands/0@2']);
    expect(log.holes).toEqual([
      { ...place('loading.commands', 1), count: 1, why: 'they hold no record' },
      { ...place('loading.commands', 3), count: 1, why: 'the batch is compressed' },
      { ...place('loading.commands', 4), count: 1, why: 'they hold the marker of a transaction' },
      { ...place('loading.commands', 5), count: 2, why: 'the batch has a wrong checksum' },
    ]);
  });
});
