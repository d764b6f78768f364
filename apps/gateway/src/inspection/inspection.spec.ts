import {
  InspectionCommandRefused,
  isOf,
  ParcelArrived,
  ParcelScanned,
  PaperUploaded,
  UploadPaper,
  VerdictProposed,
  type ScanReason,
} from '@alataw/contracts';
import type { Principal } from '@alataw/http';
import { sentenceOf } from '@alataw/values';
import { eventView } from '../live/event-view';
import type { LiveEvent } from '../live/live-event';
import { MemoryCentre, metaOf } from '../memory/memory-centre';

const PARCEL = 'CNPOST.LX473124829CN';
const OTHER = 'CNPOST.B';
const centre = new MemoryCentre();
let staff: string;

beforeEach(async () => {
  await centre.start({ XRAY_ANSWER_MS: '3000' });
  staff = await centre.key('STAFF');
});
afterEach(() => centre.stop());

const order = (path: string, body: object, authorization = staff, prefer = 'wait=5') =>
  centre.post(`/v1/parcels/${PARCEL}/inspection${path}`, body, { authorization, prefer });

describe('an order at a bench', () => {
  it('is answered with what came of it', async () => {
    const waiting = order('/arrival', { place: 'INTAKE-2' });
    const arrived: ParcelArrived = { type: 'ParcelArrived', parcelId: PARCEL, place: 'INTAKE-2' };
    await centre.answer('inspection', 'inspection', ParcelArrived, arrived);
    expect((await waiting).json()).toMatchObject({ status: 'done', event: { type: 'ParcelArrived' } });
  });
  it('that is refused is told so in the language that its sender reads', async () => {
    const waiting = centre.post(
      `/v1/parcels/${PARCEL}/inspection/confirmation`,
      { confirm: true },
      { authorization: staff, prefer: 'wait=5', 'accept-language': 'kk, ru;q=0.5' },
    );
    const refused: InspectionCommandRefused = {
      type: 'InspectionCommandRefused',
      parcelId: PARCEL,
      command: 'CONFIRM',
      reason: 'SAME_OFFICER',
    };
    await centre.answer('inspection', 'inspection', InspectionCommandRefused, refused);
    const { en, kk } = sentenceOf('InspectionRefusal', 'SAME_OFFICER');
    const answer = await waiting;
    expect(answer.headers).toMatchObject({ 'content-language': 'kk', vary: 'Accept-Language' });
    expect(answer.json()).toMatchObject({
      status: 409,
      code: 'SAME_OFFICER',
      title: kk,
      detail: kk,
      errors: [{ detail: kk, text: { en, kk } }],
    });
  });
  it('that a second officer has to confirm is done for the first one', async () => {
    const waiting = order('', { verdict: 'detain', detention: 'LEGAL' });
    const proposed: VerdictProposed = {
      ...{ type: 'VerdictProposed', parcelId: PARCEL, verdict: 'DETAIN', detention: 'LEGAL' },
      ...{ officer: 'staff:spec', awaitsArrival: false, remark: null },
    };
    await centre.answer('inspection', 'inspection', VerdictProposed, proposed);
    expect((await waiting).json()).toMatchObject({ status: 'done', event: { type: 'VerdictProposed' } });
  });
  it.each([
    ['/papers', { kinds: [], due: 1 }, '/kinds'],
    ['/papers', { kinds: ['LICENCE'], due: 0 }, '/due'],
    ['/findings', { answers: [], photos: [] }, '/answers'],
    ['/findings', { answers: [{ item: 'A', finding: 'SOUND' }], photos: ['x'] }, '/photos/0'],
    ['/sample', { seal: 'S 1', quantityGrams: 1, due: 1 }, '/seal'],
    ['', { verdict: 'detain', detention: 'DESTRUCTION' }, '/detention'],
  ])('is checked before it is written: %s %j', async (path, body, pointer) => {
    const response = await order(path, body);
    expect(response.json()).toMatchObject({ status: 422, errors: [{ pointer }] });
    expect(centre.log.all('inspection.commands')).toEqual([]);
  });
});

describe('a paper', () => {
  const file = { name: 'a.pdf', mediaType: 'application/pdf', sizeBytes: 9, sha256: 'a'.repeat(64) };
  it('is brought in the name of the platform that holds the key', async () => {
    const waiting = order('/papers/2', file, await centre.key('PLATFORM', 'TEMU'));
    await centre.answer('inspection', 'inspection', PaperUploaded, {
      ...{ type: 'PaperUploaded', parcelId: PARCEL, no: 2 },
      ...file,
    });
    expect((await waiting).statusCode).toBe(200);
    const [record] = centre.log.all('inspection.commands');
    const decoded = centre.codec.decode(record?.value ?? Buffer.alloc(0));
    expect(isOf(UploadPaper, decoded) && [decoded.value.platform, decoded.value.no]).toEqual(['TEMU', 2]);
  });
  it('cannot be brought in the name of another one, by staff, or too large', async () => {
    const platform = await centre.key('PLATFORM', 'TEMU');
    expect((await order('/papers/2', { ...file, platform: 'SHEIN' }, platform)).statusCode).toBe(422);
    expect((await order('/papers/2', file)).statusCode).toBe(403);
    expect((await order('/papers/2', { ...file, sizeBytes: 262_145 }, platform)).statusCode).toBe(422);
    expect((await order('/papers/two', file, platform)).statusCode).toBe(404);
    expect((await order('/papers', { kinds: ['LICENCE'], due: 9e12 }, platform)).statusCode).toBe(403);
  });
});

describe('an X-ray line', () => {
  const scan = (barcodes: readonly string[]) =>
    centre.post('/v1/xray-lines/xray-1/scans', { barcodes }, { authorization: staff });
  const answer = (parcelId: string, reason: ScanReason, correlationId: string) =>
    centre.append(
      'inspection',
      ParcelScanned,
      { type: 'ParcelScanned', parcelId, line: 'XRAY-1', answer: reason === 'NONE' ? 'PASS' : 'DIVERT', reason },
      correlationId,
    );

  it('is answered for each barcode, as it was read', async () => {
    const waiting = scan([` ${PARCEL.toLowerCase()}`, OTHER, 'no id', PARCEL]);
    const [first = '', second = ''] = await centre.commandsArrive('inspection', 2);
    await answer(PARCEL, 'NONE', first);
    await answer(OTHER, 'EXAMINATION', second);
    const response = await waiting;
    expect(response.json()).toMatchObject({
      line: 'XRAY-1',
      results: [
        { barcode: ` ${PARCEL.toLowerCase()}`, answer: 'pass', reason: 'NONE' },
        { answer: 'divert', reason: 'EXAMINATION' },
        { barcode: 'no id', answer: 'divert', reason: 'NO_PARCEL_ID', text: { en: expect.any(String) } },
        { answer: 'pass', reason: 'NONE' },
      ],
    });
    expect(centre.log.all('inspection.commands')).toHaveLength(2);
  });
  it('diverts what is not answered in time', async () => {
    const waiting = scan([PARCEL, OTHER]);
    const [first = ''] = await centre.commandsArrive('inspection', 2);
    await answer(PARCEL, 'NONE', first);
    expect((await waiting).json()).toMatchObject({
      results: [
        { answer: 'pass', reason: 'NONE' },
        { answer: 'divert', reason: 'NO_ANSWER' },
      ],
    });
  });
  it('asks about at most 500 parcels at once, by a name that a line can have', async () => {
    expect((await scan(Array.from({ length: 501 }, (_, n) => `CNPOST.${n}`))).statusCode).toBe(422);
    const unnamed = centre.post('/v1/xray-lines/a%20line/scans', { barcodes: [PARCEL] }, { authorization: staff });
    expect((await unnamed).statusCode).toBe(404);
  });
});

describe('what is escalated', () => {
  it('is listed for staff, and for nobody else', async () => {
    centre.projections.rowsBySet = { 'index:inspection.escalated': [{ id: PARCEL, since: 17 }] };
    const list = await centre.get('/v1/escalated', { authorization: staff });
    expect(list.json()).toMatchObject({ rows: [{ id: PARCEL, since: 17 }], next: null });
    const platform = await centre.key('PLATFORM', 'TEMU');
    expect((await centre.get('/v1/escalated', { authorization: platform })).statusCode).toBe(403);
  });
});

describe('what a platform sees of its parcel', () => {
  const reader = { role: 'platform', actor: 'platform:TEMU' } as unknown as Principal;
  const event = (type: string, fields: Record<string, unknown>): LiveEvent => ({
    ...{ type, stage: 'inspection', partition: 0, offset: 0, entityId: PARCEL, meta: metaOf('c') },
    fields: { parcelId: PARCEL, ...fields },
  });
  it('is nothing of a verdict that is only proposed', () => {
    const proposed = event('VerdictProposed', { verdict: 'DETAIN', detention: 'ANTI_SMUGGLING', officer: 'staff:a' });
    expect(eventView(proposed, reader)).toMatchObject({ type: 'VerdictProposed', actor: 'centre' });
    expect(eventView(proposed, reader)['data']).toEqual({ parcelId: PARCEL });
  });
  it('is what is asked of it, and not what officers found', () => {
    const papers = event('PapersRequested', { papers: [{ no: 1 }], due: 9, remark: 'x' });
    expect(eventView(papers, reader)['data']).toEqual({ parcelId: PARCEL, papers: [{ no: 1 }], due: 9 });
    const findings = event('FindingsRecorded', { answers: [{ item: 'MODEL' }], photos: [], remark: null });
    expect(eventView(findings, reader)['data']).toEqual({ parcelId: PARCEL });
  });
});
