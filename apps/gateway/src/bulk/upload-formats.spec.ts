import { gb18030Of } from '../../../../libs/formats/src/charset/gb18030.fixture';
import { inventory, message } from '../../../../libs/formats/src/ceb/ceb603.fixture';
import { Codec, DeclarationRejected, DeclareParcel, isOf } from '@alataw/contracts';
import { gzipSync } from 'node:zlib';
import { parsed, textOf, type Answer, type JsonBody } from '../memory/json-body';
import { MemoryCentre } from '../memory/memory-centre';
import { CEB603_EXAMPLE, CSV_EXAMPLE, DECLARATION_EXAMPLE } from '../openapi/examples';

const centre = new MemoryCentre();
let platform: string;

beforeEach(async () => {
  await centre.start({ BULK_MAX_LINES: '50' });
  platform = await centre.key('PLATFORM', 'DEMO');
});
afterEach(() => centre.stop());

const upload = (
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
  query = '',
): Promise<Answer> =>
  centre.post(`/v1/declarations:bulk${query}`, Buffer.from(body), {
    'content-type': type,
    authorization: platform,
    ...headers,
  });
const commands = (): DeclareParcel[] => {
  const codec = Codec.embedded();
  return centre.log.all('declaration.commands').flatMap(({ value }) => {
    const decoded = codec.decode(value ?? Buffer.alloc(0));
    return isOf(DeclareParcel, decoded) ? [decoded.value] : [];
  });
};
const results = async (answer: Answer, query = ''): Promise<JsonBody[]> => {
  const address = `${textOf(answer.json().links?.results ?? answer.json().batch?.links?.results)}${query}`;
  const { body } = await centre.get(address, { authorization: platform, accept: 'application/x-ndjson' });
  return body
    .split('\n')
    .filter((own) => own !== '')
    .map(parsed);
};

const three = (prefix: string, encoding = 'UTF-8'): string =>
  message(
    [
      inventory({ logisticsNo: 'X1' }, [{}], prefix),
      inventory({ grossWeight: '1,2' }, [{}], prefix),
      inventory({ logisticsNo: 'X3' }, [{}], prefix),
    ],
    prefix,
    '',
    encoding,
  );

describe('an upload of customs lists', () => {
  it.each([
    ['with a prefix', 'application/xml', Buffer.from(three('ceb:')), {}],
    ['without', 'text/xml; charset=utf-8', Buffer.from(three('')), {}],
    ['in GB18030', 'application/xml', gb18030Of(three('ceb:', 'GB18030')), {}],
    ['in GB18030 by its media type', 'application/xml; charset="GBK"', gb18030Of(three('')), {}],
    ['compressed', 'application/xml', gzipSync(three('ceb:')), { 'content-encoding': 'gzip' }],
  ])('%s makes commands of the good ones and says where the wrong one is wrong', async (_, type, body, headers) => {
    const answer = await upload(type, body, headers);
    expect([answer.statusCode, answer.json()]).toMatchObject([202, { lines: 3, invalid: 1, pending: 2 }]);
    expect(commands()).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({
          parcelId: 'CNPOST.X1',
          merchantName: '乌鲁木齐商贸有限公司',
          grossWeightGrams: 1250,
          carrier: 'CNPOST',
        }),
      ]),
    );
    expect(await results(answer)).toMatchObject([
      {
        line: 2,
        problem: {
          errors: [
            {
              pointer: '/grossWeightGrams',
              code: 'NUMBER_FORM',
              sourceLine: 76,
              column: 7,
              element: 'InventoryHead/grossWeight',
            },
          ],
        },
      },
    ]);
  });

  it('tells what the schema refuses by element and line as well', async () => {
    const answer = await upload(
      'application/xml',
      message([inventory(), inventory({ orderNo: undefined, POD: 'x'.repeat(101) })]),
    );
    expect((await results(answer))[0]).toMatchObject({
      line: 2,
      problem: {
        errors: expect.arrayContaining([
          expect.objectContaining({ code: 'REQUIRED', element: 'InventoryHead/orderNo', sourceLine: 49 }),
          expect.objectContaining({ code: 'TOO_LONG', element: 'InventoryHead/POD', sourceLine: 70 }),
        ]),
      },
    });
  });

  it('tells what a rule refuses by element', async () => {
    const answer = await upload('application/xml', message([inventory()]));
    const [correlationId = ''] = await centre.commandsArrive('declaration', 1);
    const rejected: DeclarationRejected = {
      type: 'DeclarationRejected',
      parcelId: 'CNPOST.LX473124829CN',
      platform: 'DEMO',
      version: 1,
      contentHash: '0'.repeat(32),
      orderNo: 'PO',
      destinationCountry: 'KZ',
      faults: [{ code: 'HS_CODE_FORM', pointer: '/items/0/hsCode' }],
    };
    await centre.append('declaration', DeclarationRejected, rejected, correlationId);
    expect(await results(answer, '?status=rejected')).toMatchObject([
      { line: 1, problem: { errors: [{ pointer: '/items/0/hsCode', element: 'InventoryList[1]/gcode' }] } },
    ]);
  });

  it('takes the carrier of all parcels from the query', async () => {
    await upload('application/xml', CEB603_EXAMPLE, {}, '?carrier=KAZPOST');
    expect(commands()).toMatchObject([{ parcelId: 'CNPOST.LX473124829CN', carrier: 'KAZPOST', statisticsFlag: 'B' }]);
  });

  it.each([
    ['breaks off', message([inventory(), inventory()]).slice(0, -300), 400, 'NOT_WELL_FORMED'],
    [
      'has a document type',
      message([inventory(), inventory()]).replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'),
      400,
      'DTD_NOT_ALLOWED',
    ],
    ['has an entity', message([inventory(), inventory({ note: '&b;' })]), 400, 'ENTITY_NOT_ALLOWED'],
    ['nests too deep', '<a>'.repeat(100_000), 422, 'NOT_CEB603'],
    ['is another message', '<ceb:CEB303Message xmlns:ceb="x"/>', 422, 'NOT_CEB603'],
    ['is in an encoding that is not read', message([inventory()], 'ceb:', '', 'Big5'), 415, 'ENCODING_NOT_SUPPORTED'],
  ])('that %s is refused, with line and column', async (_, body, status, code) => {
    const answer = await upload('application/xml', body);
    expect(answer.json()).toMatchObject({ status, code, errors: [{ code }] });
    if (status === 400)
      expect(answer.json().errors).toMatchObject([{ sourceLine: expect.any(Number), column: expect.any(Number) }]);
  });

  it('that breaks off keeps the whole lists before, and says so', async () => {
    const answer = await upload('application/xml', message([inventory(), inventory()]).slice(0, -300));
    expect(answer.json()).toMatchObject({ code: 'NOT_WELL_FORMED', batch: { lines: 1, pending: 1 } });
    expect(commands()).toHaveLength(1);
  });

  it('of more lists than one may have ends there', async () => {
    const answer = await upload(
      'application/xml',
      message(Array.from({ length: 60 }, (_, n) => inventory({ logisticsNo: `N${n}` }))),
    );
    expect(answer.json()).toMatchObject({ status: 413, code: 'TOO_MANY_LINES', batch: { lines: 50 } });
  });

  it.each([
    ['text/csv', '?carrier=KAZPOST', 400, 'CARRIER_NOT_HERE'],
    ['application/xml', '?carrier=kaz', 400, 'CARRIER_INVALID'],
    ['application/xml', '?carier=KAZPOST', 400, 'UNKNOWN_PARAMETER'],
    ['application/xml; charset=utf-16', '', 415, 'ENCODING_NOT_SUPPORTED'],
    ['text/csv; charset=big5', '', 415, 'ENCODING_NOT_SUPPORTED'],
    ['application/pdf', '', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('as %s%s is refused', async (type, query, status, code) => {
    expect((await upload(type, CEB603_EXAMPLE, {}, query)).json()).toMatchObject({ status, code });
    expect(commands()).toEqual([]);
  });

  it('is another one with another carrier, for its idempotency key', async () => {
    const key = { 'idempotency-key': '"a"' };
    expect((await upload('application/xml', CEB603_EXAMPLE, key)).statusCode).toBe(202);
    expect((await upload('application/xml', CEB603_EXAMPLE, key, '?carrier=KAZPOST')).json()).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });
});

describe('receipts of customs lists', () => {
  const receipts = async (answer: Answer, headers: Record<string, string> = {}, query = ''): Promise<Answer> =>
    centre.get(`${textOf(answer.json().links?.results)}${query}`, { authorization: platform, ...headers });
  const element = (receipt: string, name: string): string | undefined =>
    new RegExp(`<ceb:${name}>([^<]*)</ceb:${name}>`).exec(receipt)?.[1];

  it('name the lists as their sender does, and say what became of each', async () => {
    const lists = Array.from({ length: 40 }, (_, n) =>
      inventory({ logisticsNo: `R${n}`, copNo: `COP-${n}`, guid: `G-${n}`, ...(n === 7 ? { grossWeight: 'x' } : {}) }),
    );
    const answer = await upload('application/xml', message(lists));
    const [correlationId = ''] = await centre.commandsArrive('declaration', 39);
    const rejected: DeclarationRejected = {
      type: 'DeclarationRejected',
      parcelId: commands()[0]?.parcelId ?? '',
      platform: 'DEMO',
      version: 1,
      contentHash: '0'.repeat(32),
      orderNo: 'PO',
      destinationCountry: 'KZ',
      faults: [{ code: 'HS_CODE_FORM', pointer: '/items/0/hsCode' }],
    };
    await centre.append('declaration', DeclarationRejected, rejected, correlationId);
    await centre.acceptAll();
    const { body, headers } = await receipts(answer);
    expect(headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(body).toMatch(/^<\?xml [^]*<ceb:CEB604Message guid="[0-9A-F-]{36}" [^]*<\/ceb:CEB604Message>\n$/);
    const found = body.split('<ceb:InventoryReturn>').slice(1);
    expect(new Set(found.map((own) => element(own, 'copNo'))).size).toBe(40);
    const statusOf = new Map(found.map((own) => [element(own, 'guid'), element(own, 'returnStatus')]));
    const rejectedGuid = `G-${Number(correlationId.split(':')[1]) - 1}`;
    expect([statusOf.get('G-7'), statusOf.get(rejectedGuid), statusOf.get('G-39')]).toEqual(['-999999', '100', '120']);
    const [invalid = ''] = found;
    expect([element(invalid, 'customsCode'), element(invalid, 'ebpCode')]).toEqual(['9404', '650196A0AB']);
    expect(element(invalid, 'returnTime')).toMatch(/^\d{17}$/);
    expect(element(invalid, 'returnInfo')).toMatch(/^\[NUMBER_FORM:InventoryHead\/grossWeight:Send kilograms/);
    const told = found.find((own) => element(own, 'guid') === rejectedGuid) ?? '';
    expect(element(told, 'returnInfo')).toMatch(/^\[HS_CODE_FORM:InventoryList\[1\]\/gcode:/);
  });

  it.each([
    ['application/xml', 'ndjson', true],
    ['text/xml;q=0.9, application/x-ndjson;q=0.5', 'ndjson', true],
    ['*/*', 'ndjson', false],
    ['application/x-ndjson', 'xml', false],
    ['*/*', 'xml', true],
  ])('come for Accept: %s of a batch of %s: %s', async (accept, format, isXml) => {
    const ndjson = `{"broken"\n${JSON.stringify({ ...DECLARATION_EXAMPLE, logisticsNo: 'Q1' })}`;
    const answer =
      format === 'xml'
        ? await upload('application/xml', message([inventory({ packNo: 'x' }), inventory()]))
        : await upload('application/x-ndjson', ndjson);
    const { body, headers } = await receipts(answer, { accept }, '?status=invalid');
    expect([headers['vary'], body.startsWith('<?xml')]).toEqual(['accept', isXml]);
    if (isXml && format === 'ndjson') expect(element(body, 'copNo')).toBe('1');
  });
});

describe('an upload of CSV', () => {
  it('makes commands of the good declarations and says which row and column of the wrong ones are wrong', async () => {
    const [header = '', row = ''] = CSV_EXAMPLE.split('\n');
    const file = [
      header,
      row,
      row.replace('LX473124829CN', 'A2').replace(',1250,', ',heavy,'),
      row.replace('LX473124829CN', 'A"3'),
    ].join('\r\n');
    const answer = await upload('text/csv', `\ufeff${file}`);
    expect([answer.statusCode, answer.json()]).toMatchObject([202, { lines: 3, invalid: 2, pending: 1 }]);
    expect(commands()).toMatchObject([
      { parcelId: 'CNPOST.LX473124829CN', carrier: 'KAZPOST', items: [{ quantity: 2 }] },
    ]);
    expect(await results(answer)).toMatchObject([
      {
        line: 3,
        problem: { errors: [{ code: 'WRONG_TYPE', sourceLine: 3, element: 'grossWeightGrams', column: 15 }] },
      },
      { line: 4, problem: { errors: [{ code: 'QUOTE_MISPLACED', sourceLine: 4 }] } },
    ]);
  });

  it('with a wrong header is refused at once, column by column', async () => {
    const answer = await upload('text/csv', CSV_EXAMPLE.replace('tradeMode', 'trade_mode'));
    expect(answer.json()).toMatchObject({
      status: 422,
      code: 'CSV_HEADER',
      errors: [
        { code: 'UNKNOWN_COLUMN', detail: 'Write "tradeMode": names are as in the JSON.', column: 4, sourceLine: 1 },
        { code: 'MISSING_COLUMN', element: 'tradeMode' },
      ],
    });
    expect(commands()).toEqual([]);
  });
});
