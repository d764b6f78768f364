import { Type } from 'avsc';
import { join } from 'node:path';
import { ByteReader } from '../wire/bytes';
import { avroReader } from './avro';
import { Schemas } from './schemas';

const schema = {
  type: 'record',
  name: 'Sample',
  namespace: 'alataw.test',
  fields: [
    { name: 'text', type: 'string' },
    { name: 'small', type: 'int' },
    { name: 'large', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'flag', type: 'boolean' },
    { name: 'hash', type: 'bytes' },
    { name: 'optional', type: ['null', 'string'] },
    { name: 'kind', type: { type: 'enum', name: 'Kind', symbols: ['A', 'B'] } },
    { name: 'again', type: 'Kind' },
    {
      name: 'lines',
      type: { type: 'array', items: { type: 'record', name: 'Line', fields: [{ name: 'n', type: 'int' }] } },
    },
  ],
};

describe('avroReader', () => {
  const value = {
    ...{ text: '邮件', small: -3, large: 1_764_000_000_000, flag: true, optional: null, kind: 'B', again: 'A' },
    lines: [{ n: 1 }, { n: 2 }],
  };
  const type = Type.forSchema(schema as Parameters<typeof Type.forSchema>[0]);
  const bytes = type.toBuffer({ ...value, hash: Buffer.from([1, 255]) });

  it('reads what avsc writes', () => {
    const reader = new ByteReader(bytes);
    expect(avroReader(schema)(reader)).toEqual({ ...value, hash: '01ff' });
    expect(reader.left).toBe(0);
  });

  it('refuses what is cut off, wherever', () => {
    for (let end = 0; end < bytes.length; end++) {
      expect(() => avroReader(schema)(new ByteReader(bytes.subarray(0, end)))).toThrow();
    }
  });

  it('refuses a branch or symbol that does not exist, and more items than there are bytes', () => {
    expect(() => avroReader(['null', 'int'])(new ByteReader(Buffer.from([4])))).toThrow('no such branch');
    const kind = { type: 'enum', name: 'K', symbols: ['A'] };
    expect(() => avroReader(kind)(new ByteReader(Buffer.from([2])))).toThrow('no such symbol');
    const list = { type: 'array', items: 'int' };
    expect(() => avroReader(list)(new ByteReader(Buffer.from([0xfe, 0x01, 0])))).toThrow('more items than');
  });
});

describe('Schemas', () => {
  const schemas = Schemas.load(join(__dirname, '../../../schemas'));

  it('refuses what has no frame or an unknown schema', () => {
    expect(() => schemas.decode(Buffer.from('{"json":1}'))).toThrow('it does not begin with byte 0');
    expect(() => schemas.decode(Buffer.from([0, 0, 0, 0xff, 0xff]))).toThrow('there is no schema 65535');
  });
});
