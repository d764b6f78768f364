import { DeclarationConflicted, DeclarationFiled, DeclarationRejected, RecordParked } from '@alataw/contracts';
import { gzipSync } from 'node:zlib';
import { filedList } from '../documents/filed.fixture';
import { parsed, textOf, type Answer, type JsonBody } from '../memory/json-body';
import { MemoryCentre } from '../memory/memory-centre';
import { DECLARATION_EXAMPLE as DECLARATION } from '../openapi/examples';

const centre = new MemoryCentre();
let platform: string;

beforeEach(async () => {
  await centre.start({ BULK_MAX_LINES: '2000', BULK_MAX_MIB: '8', BULK_MAX_UPLOADS_PER_KEY: '1' });
  platform = await centre.key('PLATFORM', 'DEMO');
});
afterEach(() => centre.stop());

const line = (n: number, more: object = {}): string =>
  JSON.stringify({ ...DECLARATION, logisticsNo: `W${n}`, ...more });
const upload = (body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> =>
  centre.post('/v1/declarations:bulk', Buffer.from(body), {
    'content-type': 'application/x-ndjson',
    authorization: platform,
    ...headers,
  });
const batch = async (answer: Answer): Promise<JsonBody> => {
  const address = answer.headers['location'] ?? answer.json().batch?.links?.self;
  return (await centre.get(textOf(address), { authorization: platform })).json();
};
const results = async (answer: Answer, query = ''): Promise<JsonBody[]> => {
  const { body } = await centre.get(`${textOf(answer.json().links?.results)}${query}`, { authorization: platform });
  return body
    .split('\n')
    .filter((own) => own !== '')
    .map(parsed);
};

describe('a bulk upload', () => {
  it('makes a command of each good line and keeps the wrong ones with line and pointer', async () => {
    const answer = await upload([line(1), '', '{"broken":', line(4, { packages: 'one' }), line(5)].join('\r\n'));
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toMatchObject({ lines: 4, invalid: 2, pending: 2 });
    expect(centre.log.all('declaration.commands')).toHaveLength(2);
    expect(await results(answer)).toMatchObject([
      { line: 3, status: 'invalid', problem: { errors: [{ pointer: '', code: 'INVALID_JSON' }] } },
      { line: 4, status: 'invalid', problem: { errors: [{ pointer: '/packages', code: 'WRONG_TYPE' }] } },
    ]);
  });

  it('is followed until every line is decided', async () => {
    const answer = await upload([line(1), line(2), 'x'].join('\n'));
    expect(await batch(answer)).toMatchObject({ state: 'deciding', lines: 3, invalid: 1, accepted: 0, pending: 2 });
    await centre.acceptAll();
    expect(await batch(answer)).toMatchObject({
      state: 'done',
      lines: 3,
      invalid: 1,
      accepted: 2,
      rejected: 0,
      pending: 0,
    });
    const lines = (await results(answer, '?status=accepted')).map(
      ({ line: number, parcelId }) => `${textOf(number)} ${textOf(parcelId)}`,
    );
    expect(lines.sort()).toEqual(['1 CNPOST.W1', '2 CNPOST.W2']);
  });

  it('counts a decision once that stands twice in the log', async () => {
    const answer = await upload(line(1));
    await centre.acceptAll();
    await centre.acceptAll();
    expect(await batch(answer)).toMatchObject({ accepted: 1, pending: 0 });
  });

  it('tells of rejected lines in both languages', async () => {
    const answer = await upload(line(1));
    const [correlationId = ''] = await centre.commandsArrive('declaration', 1);
    const rejected: DeclarationRejected = {
      type: 'DeclarationRejected',
      parcelId: 'CNPOST.W1',
      platform: 'DEMO',
      version: 1,
      contentHash: '0'.repeat(32),
      orderNo: 'PO',
      destinationCountry: 'KZ',
      faults: [{ code: 'HS_CODE_FORM', pointer: '/items/0/hsCode' }],
    };
    await centre.append('declaration', DeclarationRejected, rejected, correlationId);
    expect(await results(answer, '?status=rejected')).toMatchObject([
      {
        line: 1,
        status: 'rejected',
        parcelId: 'CNPOST.W1',
        problem: { errors: [{ pointer: '/items/0/hsCode', text: { zh: expect.any(String) } }] },
      },
    ]);
  });

  it('tells which lines wait for their documents, until they are matched', async () => {
    const answer = await upload([line(1), line(2)].join('\n'));
    const found = await centre.commandsArrive('declaration', 2);
    const [first = ''] = found.filter((id) => id.endsWith(':1'));
    await centre.append('declaration', DeclarationFiled, filedList('CNPOST.W1', 'order:DEMO:PO-1'), first);
    expect(await batch(answer)).toMatchObject({ state: 'deciding', filed: 1, accepted: 0, pending: 1 });
    expect(await results(answer)).toEqual([]);
    expect(await results(answer, '?status=filed')).toEqual([{ line: 1, status: 'filed', parcelId: 'CNPOST.W1' }]);

    await centre.acceptAll(); // the second line, and the first by a match
    expect(await batch(answer)).toMatchObject({ state: 'done', filed: 0, accepted: 2, pending: 0 });
    expect(await results(answer, '?status=filed')).toEqual([]);
  });

  describe('of which a line was parked', () => {
    /** Puts the line of this parcel aside, in the parcel's lane. */
    const park = (correlationId: string, parcelId: string): Promise<void> => {
      const parked: RecordParked = {
        ...{ type: 'RecordParked', deadLetterId: 'declaration:declaration.commands:0:0:0' },
        ...{ reason: 'DECIDER_FAILED', detail: 'it stumbles' },
      };
      return centre.append('declaration', RecordParked, parked, correlationId, parcelId);
    };

    /** Of lines 1 and 2, which end with their line. */
    const correlations = async (): Promise<string[]> => {
      const found = await centre.commandsArrive('declaration', 2);
      return found.sort((a, b) => Number(a.split(':')[1]) - Number(b.split(':')[1]));
    };

    it('follows the decision that a retry has led to', async () => {
      const answer = await upload([line(1), line(2)].join('\n'));
      const [, second = ''] = await correlations();
      await park(second, 'CNPOST.W2');
      expect(await batch(answer)).toMatchObject({ state: 'deciding', accepted: 0, rejected: 1, pending: 1 });
      expect(await results(answer)).toMatchObject([{ line: 2, status: 'rejected', problem: { code: 'PARKED' } }]);

      await centre.acceptAll(); // the first line, and the second by a retry
      expect(await batch(answer)).toMatchObject({ state: 'done', accepted: 2, rejected: 0, pending: 0 });
      expect(await results(answer)).toEqual([]);
      const lines = (await results(answer, '?status=accepted')).map((own) => own['line']);
      expect(lines.sort()).toEqual([1, 2]);
    });

    it('follows it as well when every line had been decided or parked before', async () => {
      const answer = await upload([line(1), line(2)].join('\n'));
      const [first = '', second = ''] = await correlations();
      await park(first, 'CNPOST.W1');
      await park(second, 'CNPOST.W2');
      expect(await batch(answer)).toMatchObject({ state: 'done', rejected: 2, pending: 0 });
      const conflict: DeclarationConflicted = {
        ...{ type: 'DeclarationConflicted', parcelId: 'CNPOST.W2', platform: 'DEMO', reason: 'CONTENT_DIFFERS' },
      };
      await centre.append('declaration', DeclarationConflicted, conflict, second);
      expect(await batch(answer)).toMatchObject({ state: 'done', accepted: 0, rejected: 2, pending: 0 });
      const found = await results(answer);
      expect(found).toHaveLength(2);
      expect(found).toContainEqual(
        expect.objectContaining({ line: 1, problem: expect.objectContaining({ code: 'PARKED' }) }),
      );
      const decided = { line: 2, problem: expect.objectContaining({ code: 'CONTENT_DIFFERS' }) };
      expect(found).toContainEqual(expect.objectContaining(decided));

      await park(second, 'CNPOST.W2'); // by somebody who has lost the lane
      await centre.acceptAll();
      expect(await batch(answer)).toMatchObject({ state: 'done', accepted: 1, rejected: 1, pending: 0 });
      expect(await results(answer)).toMatchObject([decided]);
    });
  });

  it('is shown to its sender and to staff, and to no other platform', async () => {
    const answer = await upload(line(1));
    const path = String(answer.headers['location']);
    expect((await centre.get(path, { authorization: await centre.key('STAFF') })).statusCode).toBe(200);
    const other = await centre.key('PLATFORM', 'OTHER');
    for (const own of [path, `${path}/results`])
      expect((await centre.get(own, { authorization: other })).statusCode).toBe(404);
  });

  it.each(['b0-0000000000', 'b99999-0123456789', 'nonsense', 'b-1-x'])(
    'does not exist under the name %s',
    async (name) => {
      expect((await centre.get(`/v1/batches/${name}`, { authorization: platform })).json()).toMatchObject({
        status: 404,
      });
    },
  );

  it('reads gzip', async () => {
    const answer = await upload(gzipSync([line(1), line(2)].join('\n')), { 'content-encoding': 'gzip' });
    expect(answer.json()).toMatchObject({ lines: 2, pending: 2 });
  });

  it('writes in portions', async () => {
    await upload(Array.from({ length: 1500 }, (_, n) => line(n)).join('\n'));
    expect(centre.log.all('declaration.commands')).toHaveLength(1500);
    expect(centre.log.largestPublish).toBeLessThanOrEqual(1000);
  });

  it('keeps all faults of a line together, however many lines are wrong', async () => {
    const answer = await upload([line(0), ...Array.from({ length: 700 }, () => '{}')].join('\n'));
    const found = await results(answer);
    expect(found.map((own) => own['line'])).toEqual(Array.from({ length: 700 }, (_, n) => n + 2));
    expect(await batch(answer)).toMatchObject({ invalid: 700 });
  });
});

describe('a hostile upload', () => {
  it.each([
    ['a line without end', 'a'.repeat(3_000_000), 'LINE_TOO_LONG'],
    ['deep nesting', '['.repeat(30_000), 'TOO_DEEP'],
    ['NUL bytes', '{"a":"\0"}', 'NUL_BYTE'],
    ['bytes that are not UTF-8', Buffer.from([0xff, 0xfe, 0x0a]), 'INVALID_UTF8'],
    ['a prototype', '{"__proto__":{"x":1}}', 'REQUIRED'],
  ])('of %s is refused by name', async (_, body, code) => {
    const answer = await upload(body);
    expect(answer.json()).toMatchObject({
      status: 422,
      code: 'NO_VALID_LINE',
      errors: expect.arrayContaining([expect.objectContaining({ line: 1, code })]),
    });
  });

  it('does not keep a good line behind it from counting', async () => {
    const answer = await upload(`${'a'.repeat(200_000)}\n${line(2)}\n`);
    expect(answer.json()).toMatchObject({ lines: 2, invalid: 1, pending: 1 });
  });

  it.each([
    [
      'truncated gzip',
      gzipSync(
        `${line(1)}\n${Array.from({ length: 500 }, (_, n) => line(n + 2, { orderNo: String(n * 7919) })).join('\n')}`,
      ).subarray(0, 1500),
      400,
      'GZIP_TRUNCATED',
    ],
    ['no gzip', Buffer.from('plain text'), 400, 'GZIP_CORRUPT'],
    ['a bomb', gzipSync(Buffer.alloc(7 * 1024 * 1024)), 413, 'GZIP_RATIO'],
  ])('of %s in place of gzip is refused by name', async (_, body, status, code) => {
    expect((await upload(body, { 'content-encoding': 'gzip' })).json()).toMatchObject({ status, code });
  });

  it('that breaks off keeps the whole lines before, and says so', async () => {
    const whole = gzipSync(Array.from({ length: 1000 }, (_, n) => line(n, { orderNo: String(n * 7919) })).join('\n'));
    const answer = await upload(whole.subarray(0, whole.length - 500), { 'content-encoding': 'gzip' });
    expect(answer.json().code).toBe('GZIP_TRUNCATED');
    const stands = centre.log.all('declaration.commands').length;
    expect(stands).toBeGreaterThan(100);
    expect(await batch(answer)).toMatchObject({ state: 'interrupted', lines: stands, pending: stands });
  });

  it.each([
    ['too many lines', Array.from({ length: 2001 }, (_, n) => line(n)).join('\n'), 413, 'TOO_MANY_LINES'],
    ['too many blank lines', '\n'.repeat(300_000), 413, 'TOO_MANY_LINES'],
    ['too many bytes', `${'x'.repeat(60_000)}\n`.repeat(150), 413, 'BODY_TOO_LARGE'],
    ['nothing', '', 422, 'EMPTY_UPLOAD'],
    ['blank lines', '\n\r\n \n', 422, 'EMPTY_UPLOAD'],
  ])('of %s is refused', async (_, body, status, code) => {
    expect((await upload(body)).json()).toMatchObject({ status, code });
  });

  it.each([
    [{ 'content-type': 'text/plain' }, 415],
    [{ 'content-type': 'application/json' }, 415],
    [{ 'content-encoding': 'br' }, 415],
    [{ authorization: 'Bearer alk_000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }, 401],
  ])('with %j is refused', async (headers, status) => {
    expect((await upload(line(1), headers)).statusCode).toBe(status);
    expect(centre.log.all('declaration.commands')).toHaveLength(0);
  });

  it('is told to come again when the log goes away, with the name of its batch', async () => {
    centre.log.failure = Object.assign(new Error('away'), { disposition: 'retry' });
    const answer = await upload(line(1));
    expect(answer.json()).toMatchObject({
      status: 503,
      code: 'UPLOAD_INTERRUPTED',
      batchId: expect.stringMatching(/^b0-/),
    });
    expect(answer.headers['retry-after']).toBe('10');
  });
});

it('a key that uploads more at once than it may is told to wait', async () => {
  const slow = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from(`${line(1)}\n`)),
  });
  const headers = { 'content-type': 'application/x-ndjson', authorization: platform };
  const stopping = new AbortController();
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers,
    body: slow,
    duplex: 'half',
    signal: stopping.signal,
  };
  const hanging = fetch(`${centre.url}/v1/declarations:bulk`, init).catch(() => undefined);
  let answer = await upload(line(2));
  while (answer.statusCode !== 429) answer = await upload(line(2));
  expect(answer.json()).toMatchObject({ code: 'TOO_MANY_UPLOADS' });
  stopping.abort();
  await hanging;
});

describe('an idempotency key of an upload', () => {
  const once = { 'idempotency-key': '"lot-7"' };

  it('gives the first answer again and writes nothing', async () => {
    const first = await upload(line(1), once);
    const again = await upload(line(1), once);
    expect([again.statusCode, again.body]).toEqual([202, first.body]);
    expect(centre.log.all('declaration.commands')).toHaveLength(1);
  });

  it('is refused for another file', async () => {
    await upload(line(1), once);
    expect((await upload(line(2), once)).json()).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('is free again after an upload that failed', async () => {
    await upload('x', once);
    expect((await upload(line(1), once)).statusCode).toBe(202);
  });
});
