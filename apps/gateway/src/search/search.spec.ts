import { LoadUnitState, type DocumentState } from '@alataw/contracts';
import { textsIn } from '../memory/json-body';
import { ACCEPTED, MemoryCentre } from '../memory/memory-centre';
import { EMPTY_TRUCK } from '../units/load-unit.fixture';
import { MAX_HITS } from './search';

const PARCEL = 'CNPOST.LX473124829CN';
const WAYBILL: DocumentState = {
  ...{ kind: 'waybill', status: 'submitted', platform: '', version: 1, contentHash: '', since: 5 },
  ...{ facts: null, lists: [] },
};
const centre = new MemoryCentre();
let platform: string;
let logistics: string;
let staff: string;

beforeEach(async () => {
  await centre.start();
  platform = await centre.key('PLATFORM', 'DEMO');
  logistics = await centre.key('LOGISTICS', 'CNPOST');
  staff = await centre.key('STAFF');
});
afterEach(() => centre.stop());

const search = (q: string, authorization: string, more = '') =>
  centre.get(`/v1/search?q=${encodeURIComponent(q)}${more}`, { authorization });
const found = async (q: string, authorization: string): Promise<string[]> =>
  textsIn((await search(q, authorization)).json().hits, 'id');
const numbered = (kind: string, number: string, owner: string, id: string) =>
  centre.projections.numbered.push({ kind, number, owner, id });

/** A parcel of a platform with an order. */
const declare = (id: string, owner: string, orderNo: string): void => {
  centre.projections.declared(id, { ...ACCEPTED, platform: owner, orderNo });
  for (const number of [id.split('.')[1]!, orderNo]) numbered('parcel', number, owner, id);
};

describe('the search', () => {
  it('finds a parcel by its waybill however that is written, with where it stands', async () => {
    declare(PARCEL, 'DEMO', 'PO1');
    for (const q of ['LX473124829CN', 'lx 473-124-829 cn']) {
      expect((await search(q, staff)).json()).toMatchObject({
        hits: [
          { kind: 'parcel', id: PARCEL, status: 'accepted', orderNo: 'PO1', links: { self: `/v1/parcels/${PARCEL}` } },
        ],
        more: false,
        behind: 0,
      });
    }
  });

  it('finds every parcel of an order', async () => {
    declare(PARCEL, 'DEMO', 'PO1');
    declare('CNPOST.LX2', 'DEMO', 'PO1');
    declare('CNPOST.LX3', 'DEMO', 'PO2');
    expect(await found('po-1', staff)).toEqual([PARCEL, 'CNPOST.LX2']);
  });

  it('shows a platform its own parcels alone, however many of others there are', async () => {
    for (let n = 0; n <= MAX_HITS; n++) declare(`CNPOST.A${n}`, 'OTHER', 'PO1');
    declare(PARCEL, 'DEMO', 'PO1');
    expect(await found('PO1', platform)).toEqual([PARCEL]);
    expect((await search('PO1', staff)).json()).toMatchObject({ more: true });
    expect(await found('PO1', staff)).toHaveLength(MAX_HITS);
  });

  it('does not show a parcel of another platform to who knows its id', async () => {
    declare(PARCEL, 'OTHER', 'PO1');
    expect(await found(PARCEL, platform)).toEqual([]);
    expect(await found(PARCEL, staff)).toEqual([PARCEL]);
  });

  it('finds units by plate, seal and id, for staff alone', async () => {
    const id = 'truck:KZ-123ABC02';
    const seal = (sealId: string, status: 'applied' | 'asked') =>
      ({ sealId, sealClass: 'H', status, replaces: null }) as const;
    const sealed = {
      ...EMPTY_TRUCK,
      seals: [seal('seal:CNCUSTOMS:SL17', 'applied'), seal('seal:CNCUSTOMS:SL18', 'asked')],
    };
    const state = centre.codec.decode(Buffer.from(centre.codec.encode(LoadUnitState, sealed)));
    centre.projections.known.set(id, { loading: { sequence: 1, eventOffsets: [0], state } });
    for (const number of ['KZ123ABC02', '123ABC02', 'SL17']) numbered('unit', number, '', id);
    for (const q of ['123 авс 02', 'kz-123abc02', 'SL-17', id]) expect(await found(q, staff)).toEqual([id]);
    expect((await search('SL17', staff)).json().hits).toMatchObject([
      { place: 'D1', seals: ['SL17'], links: { self: '/v1/trucks/KZ-123ABC02' } },
    ]);
    expect(await found('SL17', platform)).toEqual([]);
    expect(await found(id, platform)).toEqual([]);
  });

  it('finds a logistics company its own waybills, and no parcels', async () => {
    declare(PARCEL, 'DEMO', 'PO1');
    for (const owner of ['CNPOST', 'OTHER']) {
      const id = `waybill:${owner}:LX473124829CN`;
      centre.projections.document(id, WAYBILL);
      numbered('document', 'LX473124829CN', owner, id);
    }
    expect(await found('LX473124829CN', logistics)).toEqual(['waybill:CNPOST:LX473124829CN']);
    expect(await found('waybill:OTHER:LX473124829CN', logistics)).toEqual([]);
  });

  it('answers no more than it is asked for, and says that there is more', async () => {
    for (let n = 0; n < 3; n++) declare(`CNPOST.A${n}`, 'DEMO', 'PO1');
    const { hits, more } = (await search('PO1', staff, '&limit=2')).json();
    expect([textsIn(hits, 'id').length, more]).toEqual([2, true]);
  });

  it.each(['', '%20-%20', 'A'.repeat(121)])('refuses %j, which is no number', async (q) => {
    const response = await centre.get(`/v1/search?q=${q}`, { authorization: staff });
    expect(response.json()).toMatchObject({ status: 400, code: 'NUMBER_REQUIRED' });
  });

  it('is not for customs', async () => {
    expect((await search('PO1', await centre.key('CUSTOMS'))).statusCode).toBe(403);
  });
});
