import { Findings } from '../findings';
import { Ledger } from '../log/ledger';
import { auditRecord } from '../log/record';
import { Schemas } from '../log/schemas';
import { compareReaders } from './compare';
import { javaRecord, unescaped, type JavaRecord } from './console-consumer';
import { join } from 'node:path';

const schemas = Schemas.load(join(__dirname, '../../../schemas'));

describe('invariant 10: another client sees the same records', () => {
  const topic = 'release.events';
  const bytes = [Buffer.from('one'), Buffer.from([0, 0x5c, 0xff]), Buffer.alloc(0)];
  const seen: JavaRecord[] = bytes.map((value, offset) => ({ partition: 0, offset, key: Buffer.from('k'), value }));

  const compare = async (java: readonly JavaRecord[], end = bytes.length): Promise<string[]> => {
    const ledger = new Ledger();
    bytes.forEach((value, offset) => {
      const place = { topic, partition: 0, offset, producerId: -1, producerEpoch: -1 };
      ledger.note(auditRecord({ offset, key: Buffer.from('k'), value, headers: null }, place, schemas));
    });
    const findings = new Findings();
    const read = (_: string, __: unknown, take: (record: JavaRecord) => void): Promise<void> =>
      Promise.resolve(java.forEach(take));
    await compareReaders([{ topic, partition: 0, offset: end }], ledger, read, findings);
    return findings.of.get(10)?.examples.map(({ what }) => what) ?? [];
  };

  it('finds nothing when they are the same', async () => expect(await compare(seen)).toEqual([]));

  it('names what the other does not see, sees twice, or sees alone', async () => {
    const [first, second, third] = seen;
    expect(await compare(seen.slice(1))).toEqual(['Java does not read release.events/0@0']);
    expect(await compare([...seen, ...seen.slice(0, 1)])).toEqual(['Java reads release.events/0@0 twice']);
    expect([first, second, third]).toHaveLength(3);
    expect(await compare([...seen, { partition: 0, offset: 9, key: null, value: null }])).toEqual([
      'Java reads release.events/0@9, this audit did not',
    ]);
  });

  it('names another key or value', async () => {
    const change = (by: Partial<JavaRecord>) => seen.map((record, i) => (i === 1 ? { ...record, ...by } : record));
    const complaint = ['Java reads another key or value at release.events/0@1'];
    expect(await compare(change({ value: Buffer.from('two') }))).toEqual(complaint);
    expect(await compare(change({ key: Buffer.from('other') }))).toEqual(complaint);
  });
});

describe('a line of the console consumer', () => {
  it('stands for the bytes of a record', () => {
    expect(javaRecord('Partition:3\tOffset:12\tCNPOST.P1\t\\x00\\x00a\\x5Cb\\xFF')).toEqual({
      ...{ partition: 3, offset: 12 },
      key: Buffer.from('CNPOST.P1'),
      value: Buffer.from([0, 0, 0x61, 0x5c, 0x62, 0xff]),
    });
    expect(unescaped('null')).toBeNull();
    expect(javaRecord('Processed a total of 12 messages')).toBeNull();
  });
});
