import { DeclarationConflicted, DeclarationRejected, DeclareParcel, isOf } from '@alataw/contracts';
import { MemoryCentre } from '../memory/memory-centre';
import { DECLARATION_EXAMPLE as DECLARATION } from '../openapi/examples';

const PARCEL = 'CNPOST.LX473124829CN';
const centre = new MemoryCentre();
let platform: string;
let staff: string;

beforeEach(async () => {
  await centre.start();
  platform = await centre.key('PLATFORM', 'DEMO');
  staff = await centre.key('STAFF');
});
afterEach(() => centre.stop());

describe('a declaration', () => {
  it('is written under the platform of the key and answered 202', async () => {
    const response = await centre.post('/v1/declarations', DECLARATION, { authorization: platform });
    expect(response.statusCode).toBe(202);
    expect(response.headers.location).toBe(`/v1/parcels/${PARCEL}`);
    expect(response.json()).toMatchObject({ parcelId: PARCEL, status: 'pending' });
    const [record] = centre.log.all('declaration.commands');
    const decoded = centre.codec.decode(record?.value ?? Buffer.alloc(0));
    expect(isOf(DeclareParcel, decoded) ? decoded.value : undefined).toMatchObject({
      parcelId: PARCEL,
      platform: 'DEMO',
      freightMinor: null,
      meta: { commandId: response.json().commandId, actor: 'platform:DEMO' },
    });
  });

  it('cannot name its platform itself', async () => {
    const response = await centre.post(
      '/v1/declarations',
      { ...DECLARATION, platform: 'OTHER' },
      { authorization: platform },
    );
    expect(response.json()).toMatchObject({ status: 422, errors: [{ pointer: '/platform', code: 'UNKNOWN_FIELD' }] });
  });

  it('is answered with its decision when that is waited for', async () => {
    const waiting = centre.post('/v1/declarations', DECLARATION, { authorization: platform, prefer: 'wait=5' });
    await centre.commandsArrive('declaration', 1);
    await centre.acceptAll();
    const response = await waiting;
    expect(response.statusCode).toBe(200);
    expect(response.headers['preference-applied']).toBe('wait=5');
    expect(response.json()).toMatchObject({ status: 'accepted', version: 1 });
  });

  it('that breaks rules is answered with pointers and sentences in four languages', async () => {
    const waiting = centre.post('/v1/declarations', DECLARATION, { authorization: platform, prefer: 'wait=5' });
    await centre.answer('declaration', 'declaration', DeclarationRejected, {
      type: 'DeclarationRejected',
      parcelId: PARCEL,
      platform: 'DEMO',
      version: 1,
      contentHash: '0'.repeat(32),
      orderNo: 'PO',
      destinationCountry: 'KZ',
      faults: [{ code: 'HS_CODE_FORM', pointer: '/items/0/hsCode' }],
    });
    const { errors, ...problem } = (await waiting).json();
    expect(problem).toMatchObject({ status: 422, code: 'DECLARATION_REJECTED', parcelId: PARCEL });
    expect(errors).toEqual([
      {
        pointer: '/items/0/hsCode',
        code: 'HS_CODE_FORM',
        detail: expect.any(String),
        text: {
          en: expect.any(String),
          zh: expect.stringMatching(/\p{Script=Han}/u),
          ru: expect.stringMatching(/\p{Script=Cyrillic}/u),
          kk: expect.stringMatching(/[әғқңөұүһі]/u),
        },
      },
    ]);
  });

  it('that contradicts another is a conflict', async () => {
    const waiting = centre.post('/v1/declarations', DECLARATION, { authorization: platform, prefer: 'wait=5' });
    const conflict: DeclarationConflicted = {
      type: 'DeclarationConflicted',
      parcelId: PARCEL,
      platform: 'DEMO',
      reason: 'OTHER_PLATFORM',
    };
    await centre.answer('declaration', 'declaration', DeclarationConflicted, conflict);
    expect((await waiting).json()).toMatchObject({ status: 409, code: 'OTHER_PLATFORM' });
  });

  it('is answered 202 when the decision does not come in time', async () => {
    const response = await centre.post('/v1/declarations', DECLARATION, { authorization: platform, prefer: 'wait=1' });
    expect(response.statusCode).toBe(202);
  });

  it('is answered 503 while the log is away, and the same request may be sent again', async () => {
    centre.log.failure = Object.assign(new Error('Kafka is away'), { disposition: 'retry' });
    const headers = { authorization: platform, 'idempotency-key': '"k"' };
    const response = await centre.post('/v1/declarations', DECLARATION, headers);
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
    centre.log.failure = undefined;
    expect((await centre.post('/v1/declarations', DECLARATION, headers)).statusCode).toBe(202);
  });
});

describe('bodies', () => {
  it.each([
    ['half a value', '{"a":', 400, 'INVALID_JSON'],
    ['deep nesting', '['.repeat(100_000), 400, 'TOO_DEEP'],
    ['a NUL byte', '{"a":"\0"}', 400, 'NUL_BYTE'],
    ['too many bytes', ' '.repeat(1024 * 1024 + 1), 413, 'BODY_TOO_LARGE'],
    ['a list', '[]', 422, 'INVALID_BODY'],
    ['a NUL that is escaped', JSON.stringify({ ...DECLARATION, merchantName: 'a\u0000b' }), 422, 'INVALID_BODY'],
    ['half a surrogate pair', JSON.stringify({ ...DECLARATION, merchantName: 'a\ud800b' }), 422, 'INVALID_BODY'],
    [
      'a number beyond the wire format',
      JSON.stringify({ ...DECLARATION, grossWeightGrams: 2 ** 52 }),
      422,
      'INVALID_BODY',
    ],
  ])('with %s are refused', async (_, payload, status, code) => {
    expect((await centre.post('/v1/declarations', payload, { authorization: platform })).json()).toMatchObject({
      status,
      code,
    });
  });

  it.each([
    [{ 'content-type': 'text/xml' }, 'UNSUPPORTED_MEDIA_TYPE'],
    [{ 'content-type': 'application/x-ndjson' }, 'UNSUPPORTED_MEDIA_TYPE'],
    [{ 'content-encoding': 'gzip' }, 'UNSUPPORTED_ENCODING'],
  ])('of another kind are refused: %j', async (headers, code) => {
    expect(
      (await centre.post('/v1/declarations', DECLARATION, { authorization: platform, ...headers })).json(),
    ).toMatchObject({ status: 415, code });
  });
});

describe('an idempotency key', () => {
  const headers = (): Record<string, string> => ({ authorization: platform, 'idempotency-key': '"once"' });

  it('gives the first answer again and writes nothing', async () => {
    const first = await centre.post('/v1/declarations', DECLARATION, headers());
    const again = await centre.post('/v1/declarations', DECLARATION, headers());
    expect(again.json()).toEqual(first.json());
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.headers.location).toBe(first.headers.location);
    expect(centre.log.all('declaration.commands')).toHaveLength(1);
  });

  it('is refused for another request', async () => {
    await centre.post('/v1/declarations', DECLARATION, headers());
    const other = await centre.post('/v1/declarations', { ...DECLARATION, orderNo: 'other' }, headers());
    expect(other.json()).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('is refused while the first request runs', async () => {
    const first = centre.post('/v1/declarations', DECLARATION, { ...headers(), prefer: 'wait=5' });
    await centre.commandsArrive('declaration', 1);
    expect(
      (await centre.post('/v1/declarations', DECLARATION, { ...headers(), prefer: 'wait=5' })).json(),
    ).toMatchObject({
      status: 409,
    });
    await centre.acceptAll();
    expect((await first).statusCode).toBe(200);
  });

  it('of another client is another key', async () => {
    await centre.post('/v1/declarations', DECLARATION, headers());
    const authorization = await centre.key('PLATFORM', 'OTHER');
    expect(
      (await centre.post('/v1/declarations', DECLARATION, { ...headers(), authorization })).headers[
        'idempotency-replayed'
      ],
    ).toBeUndefined();
  });

  it('does not stop a declaration while Redis is away, but a command that is not idempotent by content', async () => {
    centre.redis.failure = new Error('away');
    expect((await centre.post('/v1/declarations', DECLARATION, headers())).statusCode).toBe(202);
    const hold = await centre.post(
      `/v1/parcels/${PARCEL}/hold`,
      { reason: 'DAMAGED' },
      { ...headers(), authorization: staff },
    );
    expect(hold.json()).toMatchObject({ status: 503, code: 'IDEMPOTENCY_UNAVAILABLE' });
    expect(centre.log.all('release.commands')).toHaveLength(0);
  });
});
