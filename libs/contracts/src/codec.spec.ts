import { Type } from 'avsc';
import { Codec, MAX_RECORD_BYTES, MAX_STATE_BYTES } from './codec';
import type { Contract } from './contract';
import { isCommand, isEvent, isOf } from './decoded';
import { EncodeError, UndecodableError, UnknownSchemaError } from './errors';
import { ApiKeyIssued, ApiKeyRevoked, contracts, LaneAdvanced, LaneClaimed, RecordParked } from './generated';

const claimed: LaneClaimed = {
  type: 'LaneClaimed',
  stage: 'release',
  partition: 3,
  producerId: 4_000_000_000,
  producerEpoch: 7,
  instance: 'release-1',
  claimedAt: 1_764_000_000_000,
};
const meta = {
  eventId: 'release:release.commands:3:17:0',
  causeId: 'c-1',
  correlationId: 'r-1',
  actor: 'staff:inspector-7',
  occurredAt: 1,
  recordedAt: 2,
  sequence: 1,
  cause: { topic: 'release.commands', partition: 3, offset: 17, originPartition: -1, originOffset: -1 },
};
const parked: RecordParked = { type: 'RecordParked', deadLetterId: 'd', reason: 'UNDECODABLE', detail: '' };
const revoked: ApiKeyRevoked = { type: 'ApiKeyRevoked', keyId: 'k1', revokedAt: 5, revokedBy: 'operator:root' };

describe('Codec', () => {
  const codec = Codec.embedded();

  it('frames a record as Confluent does: byte 0, the id, the body', () => {
    const bytes = codec.encode(ApiKeyRevoked, revoked);
    const { id } = codec.registry.version('alataw.access.ApiKeyRevoked', 'latest') ?? { id: -1 };
    expect(bytes[0]).toBe(0);
    expect(bytes.readInt32BE(1)).toBe(id);
    expect(bytes.subarray(5).toString('latin1')).toBe('\x04k1\x0a\x1aoperator:root');
  });

  it('reads what it wrote', () => {
    expect(codec.decode(codec.encode(LaneClaimed, claimed))).toMatchObject({ contract: LaneClaimed, value: claimed });
    expect(codec.decode(codec.encode(RecordParked, { ...parked, meta })).value).toMatchObject({ ...parked, meta });
  });

  it('sets the type on the prototype and leaves an ordinary object otherwise', () => {
    const { value } = codec.decode(codec.encode(ApiKeyRevoked, revoked));
    expect(value.type).toBe('ApiKeyRevoked');
    expect(Object.keys(value)).toEqual(['keyId', 'revokedAt', 'revokedBy']);
    expect(JSON.parse(JSON.stringify(value))).toEqual({ keyId: 'k1', revokedAt: 5, revokedBy: 'operator:root' });
    expect(Object.getOwnPropertyNames(Object.getPrototypeOf(value)).sort()).toEqual(['constructor', 'type']);
  });

  it('tells contracts and kinds apart', () => {
    const decoded = codec.decode(codec.encode(ApiKeyRevoked, revoked));
    expect(isOf(ApiKeyRevoked, decoded) && decoded.value.keyId).toBe('k1');
    expect(isOf(ApiKeyIssued, decoded)).toBe(false);
    expect(isEvent(decoded) || isCommand(decoded)).toBe(false);
  });

  it('does not decode a record as one of another contract', () => {
    const bytes = codec.encode(ApiKeyRevoked, revoked);
    expect(codec.decodeAs(ApiKeyRevoked, bytes).keyId).toBe('k1');
    expect(() => codec.decodeAs(ApiKeyIssued, bytes)).toThrow(new UndecodableError('OTHER_CONTRACT'));
  });

  it('names the id of a schema that it does not know', () => {
    const bytes = Buffer.from(codec.encode(ApiKeyRevoked, revoked));
    bytes.writeInt32BE(999_999, 1);
    expect(() => codec.decode(bytes)).toThrow(new UnknownSchemaError(999_999));
  });

  it('does not overwrite an earlier record while it fills its buffers', () => {
    const details = Array.from({ length: 400 }, (_, index) => `${index} `.repeat(100));
    const records = details.map((detail) => codec.encode(RecordParked, { ...parked, detail, meta }));
    expect(records.map((bytes) => codec.decodeAs(RecordParked, bytes).detail)).toEqual(details);
  });

  it('writes records up to the limit, and none beyond', () => {
    const bytesOf = (detail: string) => codec.encode(RecordParked, { ...parked, detail, meta });
    const room = MAX_RECORD_BYTES - bytesOf('').length - 2; // the length of a long text takes two bytes more
    expect(codec.decodeAs(RecordParked, bytesOf('x'.repeat(room))).detail).toHaveLength(room);
    expect(() => bytesOf('x'.repeat(room + 1))).toThrow('it takes more than 65536 bytes');
    expect(bytesOf('after').length).toBeLessThan(200);
  });

  it('names the fields that do not fit, but none of their values', () => {
    const wrong = { ...revoked, keyId: 'se\0cret', revokedAt: 0.5 };
    expect(() => codec.encode(ApiKeyRevoked, wrong)).toThrow(
      new EncodeError('alataw.access.ApiKeyRevoked', 'keyId is not string, revokedAt is not long'),
    );
    expect(() => codec.encode(RecordParked, parked)).toThrow('meta is not record');
  });

  it('refuses a text that others could not read: NUL, half a surrogate pair', () => {
    const withActor = (revokedBy: string) => () => codec.encode(ApiKeyRevoked, { ...revoked, revokedBy });
    expect(withActor('a\0')).toThrow('revokedBy is not string');
    expect(withActor('\ud83d')).toThrow('revokedBy is not string');
    expect(withActor(`${'x'.repeat(80)}\udce6`)).toThrow('revokedBy is not string');
  });

  it.each(['', 'a', 'x'.repeat(63), 'x'.repeat(64), 'é', '包裹', '\u{1f4e6}', `${'x'.repeat(62)}é`, '包'.repeat(500)])(
    'writes %j as Avro does',
    (revokedBy) => {
      const bytes = codec.encode(ApiKeyRevoked, { ...revoked, revokedBy });
      const last = Type.forSchema('string').toBuffer(revokedBy);
      expect(bytes.subarray(-last.length)).toEqual(last);
      expect(codec.decodeAs(ApiKeyRevoked, bytes).revokedBy).toBe(revokedBy);
    },
  );

  it.each([0, 1, -1, 2 ** 30, -(2 ** 31), 2 ** 52 - 1, 1 - 2 ** 52])('keeps the number %d', (revokedAt) => {
    expect(codec.decodeAs(ApiKeyRevoked, codec.encode(ApiKeyRevoked, { ...revoked, revokedAt })).revokedAt).toBe(
      revokedAt,
    );
  });

  it.each([2 ** 52, -(2 ** 52), -5e15, Number.NaN, Number.POSITIVE_INFINITY])('refuses the number %d', (revokedAt) => {
    expect(() => codec.encode(ApiKeyRevoked, { ...revoked, revokedAt })).toThrow('revokedAt is not long');
  });

  it('copies bytes out of the input', () => {
    const issued: ApiKeyIssued = {
      type: 'ApiKeyIssued',
      keyId: 'k1',
      secretHash: Buffer.alloc(32, 7),
      role: 'PLATFORM',
      tenant: 'TEMU',
      issuedAt: 1,
      expiresAt: 2,
      issuedBy: 'operator:root',
    };
    const bytes = codec.encode(ApiKeyIssued, issued);
    const { secretHash } = codec.decodeAs(ApiKeyIssued, bytes);
    bytes.fill(0);
    expect(secretHash).toEqual(Buffer.alloc(32, 7));
  });

  it('has a topic and a key for all but states, what stands in feeds and what every stage has', () => {
    const standing = contracts.filter(({ kind }) => !['state', 'feed', 'lane'].includes(kind));
    expect(standing.every(({ topic }) => topic !== null)).toBe(true);
    expect(ApiKeyRevoked.keyOf(revoked)).toBe('k1');
    expect(() =>
      LaneAdvanced.keyOf({ type: 'LaneAdvanced', stage: 'x', partition: 0, next: [], forwarded: 0, recordedAt: 0 }),
    ).toThrow(TypeError);
  });
});

describe('Codec with several versions', () => {
  interface Visit {
    readonly place: string;
    readonly gate: string | null;
  }
  const Visit: Contract<Visit> = { name: 'Visit', fullName: 'test.Visit', kind: 'state', topic: null, keyOf: () => '' };
  const place = { name: 'place', type: 'string' };
  const gate = { name: 'gate', type: ['null', 'string'], default: null };
  const version = (number: number, id: number, fields: readonly object[]) => ({
    subject: 'test.Visit',
    version: number,
    id,
    schema: JSON.stringify({ type: 'record', name: 'Visit', namespace: 'test', fields }),
  });
  const first = version(1, 40, [place]);
  const second = version(2, 41, [place, gate]);
  const old = new Codec([Visit], [first]);
  const current = new Codec([Visit], [first, second]);

  it('writes with the latest and reads all', () => {
    expect(current.encode(Visit, { place: 'Alataw', gate: 'N' }).readInt32BE(1)).toBe(41);
    const before = old.encode(Visit, { place: 'Alataw', gate: null });
    expect(before.readInt32BE(1)).toBe(40);
    expect(current.decodeAs(Visit, before)).toMatchObject({ type: 'Visit', place: 'Alataw', gate: null });
  });

  it('does not know a version from the future', () => {
    expect(() => old.decode(current.encode(Visit, { place: 'x', gate: null }))).toThrow(UnknownSchemaError);
  });

  it('lets a state grow to its own limit', () => {
    const long = 'x'.repeat(MAX_STATE_BYTES - 100);
    expect(current.decodeAs(Visit, current.encode(Visit, { place: long, gate: null })).place).toBe(long);
    expect(() => current.encode(Visit, { place: long, gate: long })).toThrow(EncodeError);
  });

  it('refuses to be made without a schema for a contract, and to write a contract that it has not', () => {
    expect(() => new Codec([Visit], [])).toThrow('No schema of test.Visit');
    expect(() => current.encode(ApiKeyRevoked, revoked)).toThrow('it is not a contract of this codec');
  });
});
