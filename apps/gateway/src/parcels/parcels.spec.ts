import { DeclarationConflicted } from '@alataw/contracts';
import { textOf, textsIn } from '../memory/json-body';
import { ACCEPTED, MemoryCentre } from '../memory/memory-centre';
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

  it('is not sent again when nothing was decided', async () => {
    centre.projections.declared(PARCEL, ACCEPTED);
    const { headers } = await read(platform);
    const again = await read(platform, { 'if-none-match': String(headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('has a timeline from the log, without what other platforms tried', async () => {
    await centre.post('/v1/declarations', DECLARATION, { authorization: platform });
    await centre.acceptAll();
    const conflict: DeclarationConflicted = {
      type: 'DeclarationConflicted',
      parcelId: PARCEL,
      platform: 'OTHER',
      reason: 'OTHER_PLATFORM',
    };
    await centre.append('declaration', DeclarationConflicted, conflict, 'x');
    centre.projections.declared(PARCEL, ACCEPTED, [0, 1]);
    const typesFor = async (authorization: string): Promise<string[]> =>
      textsIn((await centre.get(`/v1/parcels/${PARCEL}/timeline`, { authorization })).json().events, 'type');
    expect(await typesFor(platform)).toEqual(['ParcelDeclared']);
    expect(await typesFor(staff)).toEqual(['ParcelDeclared', 'DeclarationConflicted']);
  });

  it('is not said to be missing while the views are being rebuilt', async () => {
    for (let n = 0; n < 3300; n++) {
      const parcelId = `CNPOST.N${n}`;
      const conflict: DeclarationConflicted = {
        type: 'DeclarationConflicted',
        parcelId,
        platform: 'OTHER',
        reason: 'OTHER_PLATFORM',
      };
      void centre.append('declaration', DeclarationConflicted, conflict, 'x');
    }
    await centre.log.settled();
    const codes = await Promise.all(
      ['A', 'B', 'C', 'D', 'E', 'F'].map(
        async (id) => (await centre.get(`/v1/parcels/CNPOST.${id}`, { authorization: platform })).json()['code'],
      ),
    );
    expect(codes).toContain('VIEWS_UNAVAILABLE');
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
