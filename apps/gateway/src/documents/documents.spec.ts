import {
  DeclarationFiled,
  DeclarationRejected,
  DocumentRefused,
  DocumentRepeated,
  isOf,
  OrderSubmitted,
  ParcelDeclared,
  SubmitOrder,
  SubmitWaybill,
  type DocumentState,
} from '@alataw/contracts';
import { ACCEPTED, MemoryCentre } from '../memory/memory-centre';
import { DECLARATION_EXAMPLE as DECLARATION } from '../openapi/examples';
import { FACTS, filedList } from './filed.fixture';

const PARCEL = 'CNPOST.LX473124829CN';
const ID = 'order:DEMO:PO-1';
const ORDER = {
  ...({ orderNo: 'PO-1', orderKind: 'SALE' } as const),
  ...{ merchantCode: '91350100M000100Y43', currency: 'CNY' },
  goodsValueMinor: 25_900,
} as const;
const WAYBILL = { logisticsNo: 'lx473124829cn', packages: 1, grossWeightGrams: 450 };
const MATCHED: DocumentState = {
  ...{ kind: 'order', status: 'matched', platform: 'DEMO', version: 1, contentHash: '', since: 5 },
  facts: {
    ...{ merchantCode: 'M', currency: 'CNY', amountMinor: 1 },
    orderKind: 'SALE',
    grossWeightGrams: null,
    packages: null,
  },
  lists: [{ parcelId: PARCEL, platform: 'DEMO', version: 1, since: 5, matched: true, facts: FACTS }],
};
const centre = new MemoryCentre();
let platform: string;
let logistics: string;

beforeEach(async () => {
  await centre.start();
  platform = await centre.key('PLATFORM', 'DEMO');
  logistics = await centre.key('LOGISTICS', 'CNPOST');
});
afterEach(() => centre.stop());

describe('a document', () => {
  const post = (path: string, body: object, authorization: string, more = {}) =>
    centre.post(`/v1/${path}`, body, { authorization, ...more });
  const written = () => {
    const [record] = centre.log.all('declaration.commands');
    return centre.codec.decode(record?.value ?? Buffer.alloc(0));
  };

  it('is written as its sender’s, whose key tells who that is', async () => {
    const response = await post('orders', ORDER, platform);
    expect(response.statusCode).toBe(202);
    expect(response.headers['location']).toBe('/v1/documents/order%3ADEMO%3APO-1');
    const decoded = written();
    expect(isOf(SubmitOrder, decoded) ? decoded.value : undefined).toMatchObject({
      ...{ documentId: ID, platform: 'DEMO', freightMinor: null, meta: { actor: 'platform:DEMO' } },
    });
  });
  it('of a logistics company is a waybill of its own', async () => {
    expect((await post('waybills', WAYBILL, logistics)).statusCode).toBe(202);
    const decoded = written();
    expect(isOf(SubmitWaybill, decoded) ? decoded.value : undefined).toMatchObject({
      ...{ documentId: 'waybill:CNPOST:LX473124829CN', logisticsCode: 'CNPOST', meta: { actor: 'logistics:CNPOST' } },
    });
    const other = await post('waybills', { ...WAYBILL, logisticsCode: 'YTO' }, logistics);
    expect(other.json()).toMatchObject({ status: 422, errors: [{ pointer: '/logisticsCode', code: 'UNKNOWN_FIELD' }] });
  });
  it.each([
    ['orders', ORDER, () => logistics],
    ['waybills', WAYBILL, () => platform],
    ['payments', {}, () => logistics],
    ['declarations', DECLARATION, () => logistics],
  ])('to /v1/%s is taken from nobody else', async (path, body, key) => {
    expect((await post(path, body, key())).json()).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' });
  });

  it('is answered with its decision when that is waited for', async () => {
    const waiting = post('orders', ORDER, platform, { prefer: 'wait=5' });
    await centre.answer('declaration', 'declaration', OrderSubmitted, {
      ...{ type: 'OrderSubmitted', documentId: ID, platform: 'DEMO', version: 1, contentHash: '', freightMinor: null },
      ...ORDER,
    });
    const response = await waiting;
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ documentId: ID, status: 'submitted', version: 1 });
  });
  it('that is a repetition is answered with its version', async () => {
    const waiting = post('orders', ORDER, platform, { prefer: 'wait=5' });
    const event = { documentId: ID, platform: 'DEMO', version: 3 };
    await centre.answer('declaration', 'declaration', DocumentRepeated, { type: 'DocumentRepeated', ...event });
    expect((await waiting).json()).toMatchObject({ repeated: true, status: 'submitted', version: 3 });
  });
  it.each([
    ['MERCHANT_CODE_CHECK', '/merchantCode', 422, 'DOCUMENT_REFUSED'],
    ['DOCUMENT_MATCHED', '', 409, 'DOCUMENT_MATCHED'],
  ] as const)('that is refused for %s is a problem with a sentence', async (code, pointer, status, title) => {
    const waiting = post('orders', ORDER, platform, { prefer: 'wait=5' });
    const event = { documentId: ID, platform: 'DEMO', faults: [{ code, pointer }] };
    await centre.answer('declaration', 'declaration', DocumentRefused, { type: 'DocumentRefused', ...event });
    expect((await waiting).json()).toMatchObject({
      ...{ status, code: title, documentId: ID },
      errors: [{ code, pointer, detail: expect.any(String) }],
    });
  });

  it('is shown to those whose it is, and to nobody else', async () => {
    const read = async (id: string, authorization: string) =>
      (await centre.get(`/v1/documents/${encodeURIComponent(id)}`, { authorization })).json();
    const waybill = 'waybill:CNPOST:LX473124829CN';
    centre.projections.document(ID, MATCHED);
    centre.projections.document('order:OTHER:PO-1', { ...MATCHED, platform: 'OTHER' });
    centre.projections.document(waybill, { ...MATCHED, kind: 'waybill', platform: '' });
    centre.projections.document('waybill:CNPOST:X', { ...MATCHED, kind: 'waybill', lists: [] });
    expect(await read(ID, platform)).toMatchObject({
      ...{ documentId: ID, kind: 'order', status: 'matched', freshness: { behind: 0 } },
      facts: { merchantCode: 'M', currency: 'CNY', amountMinor: 1, orderKind: 'SALE' },
      lists: [{ parcelId: PARCEL, matched: true, since: 5 }],
    });
    expect(await read(waybill, platform)).toMatchObject({ kind: 'waybill' });
    expect(await read(waybill, logistics)).toMatchObject({ kind: 'waybill' });
    expect(await read('order:OTHER:PO-1', await centre.key('STAFF'))).toMatchObject({ documentId: 'order:OTHER:PO-1' });
    const hidden = [
      [ID, logistics],
      ['order:OTHER:PO-1', platform],
      ['waybill:CNPOST:X', platform],
      [waybill, await centre.key('LOGISTICS', 'YTO')],
      ['order:DEMO:PO-2', platform],
      ['nonsense', platform],
    ] as const;
    for (const [id, key] of hidden) expect(await read(id, key)).toMatchObject({ status: 404 });
  });
});

describe('a list that needs documents', () => {
  const filed = filedList(PARCEL, ID);
  const declare = (wait: number) =>
    centre.post('/v1/declarations', DECLARATION, { authorization: platform, prefer: `wait=${wait}` });

  it('is answered 202 as filed when its documents do not come while its sender waits', async () => {
    const waiting = declare(1);
    await centre.answer('declaration', 'declaration', DeclarationFiled, filed);
    const response = await waiting;
    expect(response.statusCode).toBe(202);
    expect(response.json()).toMatchObject({ parcelId: PARCEL, status: 'filed', version: 1 });
  });
  it('is answered with what becomes of it when they are there', async () => {
    const waiting = declare(5);
    const [id = ''] = await centre.commandsArrive('declaration', 1);
    await centre.append('declaration', DeclarationFiled, filed, id);
    const declared = { ...filed.list, parcelId: PARCEL, platform: 'DEMO', version: 1, contentHash: '' };
    await centre.append('declaration', ParcelDeclared, { type: 'ParcelDeclared', ...declared, documentIds: [ID] }, id);
    expect((await waiting).json()).toMatchObject({ status: 'accepted' });
  });
  it('is answered with what contradicts it', async () => {
    const waiting = declare(5);
    const [id = ''] = await centre.commandsArrive('declaration', 1);
    await centre.append('declaration', DeclarationFiled, filed, id);
    await centre.append(
      ...(['declaration', DeclarationRejected] as const),
      {
        ...{ type: 'DeclarationRejected', parcelId: PARCEL, platform: 'DEMO', version: 1, contentHash: '' },
        ...{ orderNo: 'PO-1', destinationCountry: 'KZ' },
        faults: [{ code: 'ORDER_MISMATCH_VALUE', pointer: '/declaredValueMinor' }],
      },
      id,
    );
    expect((await waiting).json()).toMatchObject({ status: 422, errors: [{ code: 'ORDER_MISMATCH_VALUE' }] });
  });
  it('shows what it waits for, and until when', async () => {
    centre.projections.declared(PARCEL, {
      ...ACCEPTED,
      ...{ status: 'filed', decidedAt: 5, due: 99, list: filed.list },
      documents: [
        { documentId: ID, matched: false },
        { documentId: 'waybill:CNPOST:LX473124829CN', matched: true },
      ],
    });
    const shown = (await centre.get(`/v1/parcels/${PARCEL}`, { authorization: platform })).json();
    expect(shown).toMatchObject({
      status: 'filed',
      awaits: [{ documentId: ID, since: 5, due: 99, links: { self: '/v1/documents/order%3ADEMO%3APO-1' } }],
    });
    expect(shown['stages']).not.toHaveProperty('declaration.list');
  });
});
