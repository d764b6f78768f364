import {
  CustomsStatusChanged,
  isOf,
  partitionOf,
  ReceiptIgnored,
  RecordReceipt,
  ReportDue,
  type CustomsStatusChanged as Changed,
} from '@alataw/contracts';
import { MemoryCentre } from '../memory/memory-centre';
import { CEB604_EXAMPLE, RECEIPTS_EXAMPLE } from '../openapi/examples';

const PARCEL = 'CNPOST.LX473124829CN';
const PATH = '/v1/customs/receipts';
const centre = new MemoryCentre();
let customs: string;

beforeEach(async () => {
  await centre.start();
  customs = await centre.key('CUSTOMS');
});
afterEach(() => centre.stop());

const [example] = RECEIPTS_EXAMPLE.receipts;
const send = (receipts: readonly object[], authorization = customs, prefer = '') =>
  centre.post(PATH, { receipts }, { authorization, prefer });
const commands = (): RecordReceipt[] =>
  centre.log.all('customs.commands').flatMap(({ value }) => {
    const decoded = centre.codec.decode(value ?? Buffer.alloc(0));
    return isOf(RecordReceipt, decoded) ? [decoded.value] : [];
  });
const changed: Changed = {
  ...{ type: 'CustomsStatusChanged', parcelId: PARCEL, declarationVersion: 1, code: 400, status: 'awaitingArrival' },
  ...{ standing: 'PENDING', detention: null, returnTime: 1, info: null, preNo: null, invtNo: null, step: 'ANSWERED' },
  askAt: 0,
};

describe('receipts of customs', () => {
  it('become commands about their parcels, as JSON and as XML', async () => {
    expect((await send([example!])).json()).toMatchObject({ results: [{ parcelId: PARCEL, status: 'pending' }] });
    const xml = await centre.post(PATH, CEB604_EXAMPLE, { authorization: customs, 'content-type': 'application/xml' });
    expect(xml.statusCode).toBe(202);
    const [first, second] = commands();
    const { guid, returnInfo } = example!;
    const said = { parcelId: PARCEL, document: 'LIST', guid, code: 400, info: returnInfo };
    expect(first).toMatchObject({ ...said, returnTime: 1_795_000_000_000 });
    expect(second).toMatchObject(said);
    expect(first).toMatchObject({ meta: { actor: expect.stringMatching(/^customs:/) } });
  });
  it('are answered with what they came to, when that is asked for', async () => {
    const waiting = send([example!], customs, 'wait=5');
    await centre.answer('customs', 'customs', CustomsStatusChanged, changed);
    expect(await waiting).toMatchObject({ statusCode: 200 });
    expect((await waiting).json()).toMatchObject({ results: [{ status: 'recorded', reason: null }] });
  });
  it('that change nothing are told why', async () => {
    const waiting = send([example!], customs, 'wait=5');
    const { guid } = example!;
    const ignored: ReceiptIgnored = {
      ...{
        type: 'ReceiptIgnored',
        parcelId: PARCEL,
        document: 'LIST',
        code: 400,
        guid,
        returnTime: 1,
        reason: 'STALE',
      },
    };
    await centre.answer('customs', 'customs', ReceiptIgnored, ignored);
    expect((await waiting).json()).toMatchObject({ results: [{ status: 'ignored', reason: 'STALE' }] });
  });
  it('are found by the place that a number names, where the parcel’s id is too long for one', async () => {
    const long = `CNPOST.${'9'.repeat(40)}`;
    const due: ReportDue = { type: 'ReportDue', parcelId: long, document: 'ARRIVAL', version: 1, cause: 'ARRIVED' };
    await centre.append('customs', ReportDue, due, 'r');
    const partition = partitionOf(long, centre.log.partitions('customs.events'));
    await send([{ ...example, copNo: `#${partition}-0` }]);
    expect(commands()).toMatchObject([{ parcelId: long }]);
  });
  it('with a number of nobody are refused, and the others count', async () => {
    const answer = await send([{ ...example, copNo: 'whose?' }, { ...example, copNo: '#9999-1' }, example!]);
    const refused = { status: 'refused', parcelId: null, errors: [{ code: 'COP_NO_UNKNOWN' }] };
    expect(answer.json()).toMatchObject({ results: [refused, refused, { status: 'pending' }] });
    expect(commands()).toHaveLength(1);
  });
  it('that cannot be read are refused one by one in XML', async () => {
    const broken = CEB604_EXAMPLE.replace('<ceb:returnStatus>400', '<ceb:returnStatus>fine');
    const answer = await centre.post(PATH, broken, { authorization: customs, 'content-type': 'text/xml' });
    expect(answer.json()).toMatchObject({ results: [{ status: 'refused', errors: [{ code: 'NOT_A_CODE' }] }] });
  });
  it.each([
    ['<ceb:CEB603Message xmlns:ceb="x"/>', 422, 'NOT_RECEIPTS'],
    ['<!DOCTYPE a><CEB604Message/>', 400, 'DTD_NOT_ALLOWED'],
    ['no XML', 400, 'NOT_WELL_FORMED'],
  ])('that are %j are answered %i', async (body, status, code) => {
    const answer = await centre.post(PATH, body, { authorization: customs, 'content-type': 'application/xml' });
    expect([answer.statusCode, answer.json()]).toEqual([status, expect.objectContaining({ code })]);
  });
  it('are bounded in number and size', async () => {
    expect(await send(Array.from({ length: 1_001 }, () => example!))).toMatchObject({ statusCode: 422 });
    const large = `<CEB604Message>${' '.repeat(1_100_000)}</CEB604Message>`;
    const answer = await centre.post(PATH, large, { authorization: customs, 'content-type': 'application/xml' });
    expect(answer.statusCode).toBe(413);
  });
  it('are taken from customs alone', async () => {
    for (const role of ['STAFF', 'OPERATOR'] as const)
      expect(await send([example!], await centre.key(role))).toMatchObject({ statusCode: 403 });
    expect(await send([example!], await centre.key('PLATFORM', 'DEMO'))).toMatchObject({ statusCode: 403 });
  });
  it('are all that customs may send', async () => {
    expect((await centre.get('/v1/counts', { authorization: customs })).statusCode).toBe(403);
    expect((await centre.post(`/v1/parcels/${PARCEL}/hold`, {}, { authorization: customs })).statusCode).toBe(403);
  });
  it('give no reason to staff to speak in its name', async () => {
    const staff = await centre.key('STAFF');
    const hold = await centre.post(`/v1/parcels/${PARCEL}/hold`, { reason: 'CUSTOMS_HOLD' }, { authorization: staff });
    expect(hold.statusCode).toBe(422);
  });
});
