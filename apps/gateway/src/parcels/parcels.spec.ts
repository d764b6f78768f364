import { DeclarationConflicted } from '@alataw/contracts';
import { filedList } from '../documents/filed.fixture';
import { textOf, textsIn } from '../memory/json-body';
import { ACCEPTED, MemoryCentre } from '../memory/memory-centre';
import { DECLARATION_EXAMPLE as DECLARATION } from '../openapi/examples';

const PARCEL = 'CNPOST.LX473124829CN';
/** Any event of the parcel's partition. */
const CONFLICT: DeclarationConflicted = {
  type: 'DeclarationConflicted',
  parcelId: PARCEL,
  platform: 'OTHER',
  reason: 'OTHER_PLATFORM',
};
const centre = new MemoryCentre();
let platform: string;
let staff: string;

beforeEach(async () => {
  await centre.start();
  platform = await centre.key('PLATFORM', 'DEMO');
  staff = await centre.key('STAFF');
});
afterEach(() => centre.stop());

describe('a parcel', () => {
  const read = (authorization: string, more: Record<string, string> = {}) =>
    centre.get(`/v1/parcels/${PARCEL}`, { authorization, ...more });

  it('is shown to its platform and to staff, with a status in words and how fresh that is', async () => {
    centre.projections.declared(PARCEL, ACCEPTED);
    for (const key of [platform, staff]) {
      expect((await read(key)).json()).toMatchObject({
        parcelId: PARCEL,
        status: 'accepted',
        final: false,
        freshness: { behind: 0 },
      });
    }
  });

  it('of another platform is answered like one that does not exist', async () => {
    centre.projections.declared(PARCEL, { ...ACCEPTED, platform: 'OTHER' });
    const foreign = (await read(platform)).json();
    const missing = (await centre.get('/v1/parcels/CNPOST.NONE', { authorization: platform })).json();
    expect({ ...foreign, instance: '' }).toEqual({ ...missing, instance: '' });
    expect(foreign.status).toBe(404);
    expect((await centre.get(`/v1/parcels/${PARCEL}/timeline`, { authorization: platform })).json()).toMatchObject({
      status: 404,
    });
  });

  it('that ended long ago is said to be archived, to its platform and to staff alone', async () => {
    centre.projections.retired.set(PARCEL, { owner: 'DEMO', untilDay: 20_912 });
    for (const key of [platform, staff]) {
      expect((await read(key)).json()).toMatchObject({ status: 404, code: 'PARCEL_ARCHIVED' });
    }
    expect((await read(await centre.key('PLATFORM', 'OTHER'))).json()).toMatchObject({ code: 'PARCEL_NOT_FOUND' });
  });

  it('names the parcels that declared its goods before and after', async () => {
    const [predecessorId, successorId] = ['CNPOST.A1', 'CNPOST.A3'];
    centre.projections.declared(PARCEL, { ...ACCEPTED, closed: 'CANCELLED', predecessorId, successorId });
    expect((await read(platform)).json()).toMatchObject({
      ...{ predecessorId, successorId },
      links: { predecessor: '/v1/parcels/CNPOST.A1', successor: '/v1/parcels/CNPOST.A3' },
    });
  });

  it('names the parcels with which its goods left and come back', async () => {
    const [returnOf, returnId] = ['CNPOST.A1', 'CNPOST.A3'];
    centre.projections.declared(PARCEL, { ...ACCEPTED, closed: 'DEPARTED', returnOf, returnId });
    expect((await read(platform)).json()).toMatchObject({
      ...{ returnOf, returnId },
      links: { original: '/v1/parcels/CNPOST.A1', return: '/v1/parcels/CNPOST.A3' },
    });
  });

  it('shows what a change of it waits for, and not its content', async () => {
    const { list } = filedList(PARCEL, 'order:DEMO:PO-2');
    const documents = [{ documentId: 'order:DEMO:PO-2', matched: false }];
    const amendment = { version: 2, contentHash: 'x', list, documents, due: 99, asked: false };
    centre.projections.declared(PARCEL, { ...ACCEPTED, amendment });
    const { awaits, stages } = (await read(platform)).json();
    expect(awaits).toMatchObject([{ documentId: 'order:DEMO:PO-2', due: 99 }]);
    expect(stages).toMatchObject({ declaration: { amendment: { version: 2, documents, due: 99, asked: false } } });
    expect(JSON.stringify(stages)).not.toContain(list.merchantName);
  });

  it('is not sent again when nothing was decided', async () => {
    centre.projections.declared(PARCEL, ACCEPTED);
    const { headers } = await read(platform);
    const again = await read(platform, { 'if-none-match': String(headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('has a timeline from the log, without what other platforms tried', async () => {
    await centre.post('/v1/declarations', DECLARATION, { authorization: platform });
    await centre.acceptAll();
    await centre.append('declaration', DeclarationConflicted, CONFLICT, 'x');
    centre.projections.declared(PARCEL, ACCEPTED, [0, 1]);
    const typesFor = async (authorization: string): Promise<string[]> =>
      textsIn((await centre.get(`/v1/parcels/${PARCEL}/timeline`, { authorization })).json().events, 'type');
    expect(await typesFor(platform)).toEqual(['ParcelDeclared']);
    expect(await typesFor(staff)).toEqual(['ParcelDeclared', 'DeclarationConflicted']);
  });

  it('is not said to be missing while the views have not come as far as the log', async () => {
    centre.projections.stuckAt = 0;
    await centre.append('declaration', DeclarationConflicted, CONFLICT, 'x');
    const early = await read(platform);
    expect([early.statusCode, early.json().code]).toEqual([503, 'VIEWS_UNAVAILABLE']);
    centre.projections.stuckAt = undefined;
    expect((await read(platform)).statusCode).toBe(404);
  });

  it('is found by whoever asks for it a moment before it is shown', async () => {
    centre.projections.stuckAt = 0;
    await centre.append('declaration', DeclarationConflicted, CONFLICT, 'x');
    const asked = read(platform);
    await centre.projections.asked(3);
    centre.projections.declared(PARCEL, ACCEPTED);
    centre.projections.stuckAt = undefined;
    expect(await asked).toMatchObject({ statusCode: 200 });
  });

  it('says that it is behind when the views were emptied and have not come so far again', async () => {
    centre.projections.declared(PARCEL, ACCEPTED);
    await centre.append('declaration', DeclarationConflicted, CONFLICT, 'x');
    expect((await read(platform)).json()).toMatchObject({ freshness: { behind: 0 } });
    centre.projections.stuckAt = 0;
    expect((await read(platform)).json()).toMatchObject({ freshness: { behind: 1 } });
  });

  it('is asked for later while the views are away', async () => {
    centre.projections.failure = new Error('Redis is away');
    const response = await read(platform);
    expect([response.statusCode, response.json().code]).toEqual([503, 'VIEWS_UNAVAILABLE']);
  });
});

describe('lists', () => {
  beforeEach(() => {
    const ids = ['CNPOST.A', 'CNPOST.B', 'CNPOST.C'];
    for (const id of ids) centre.projections.declared(id, ACCEPTED);
    centre.projections.rowsBySet = { 'index:declaration.platform:DEMO': ids.map((id, n) => ({ id, since: n })) };
  });

  it('go on where the page before ended', async () => {
    const first = await centre.get('/v1/parcels?limit=2', { authorization: platform });
    const { parcels, next } = first.json();
    expect(textsIn(parcels, 'parcelId')).toEqual(['CNPOST.A', 'CNPOST.B']);
    expect(first.headers.link).toBe(`</v1/parcels?limit=2&cursor=${textOf(next)}>; rel="next"`);
    const second = (await centre.get(`/v1/parcels?limit=2&cursor=${textOf(next)}`, { authorization: platform })).json();
    expect(textsIn(second.parcels, 'parcelId')).toEqual(['CNPOST.C']);
    expect(second.next).toBeNull();
  });

  it.each(['cursor=x', 'limit=0', 'limit=501', 'limti=1'])('refuse %s', async (query) => {
    expect((await centre.get(`/v1/parcels?${query}`, { authorization: platform })).statusCode).toBe(400);
  });

  it("are a platform's own, whichever it asks for", async () => {
    const { parcels } = (await centre.get('/v1/parcels?platform=OTHER', { authorization: platform })).json();
    expect(parcels).toHaveLength(3);
  });

  it('of the staff say whose', async () => {
    expect((await centre.get('/v1/parcels', { authorization: staff })).json()).toMatchObject({
      status: 400,
      code: 'PLATFORM_REQUIRED',
    });
    expect((await centre.get('/v1/parcels?platform=DEMO', { authorization: staff })).json().parcels).toHaveLength(3);
  });
});
