import { AmendmentAsked, AmendmentRefused, AmendParcel, CancellationRequested, isOf } from '@alataw/contracts';
import { MemoryCentre } from '../memory/memory-centre';
import { DECLARATION_EXAMPLE as DECLARATION } from '../openapi/examples';

const PARCEL = 'CNPOST.LX473124829CN';
const ROUTE = `/v1/parcels/${PARCEL}/amend`;
const centre = new MemoryCentre();
let platform: string;

beforeEach(async () => {
  await centre.start();
  platform = await centre.key('PLATFORM', 'DEMO');
});
afterEach(() => centre.stop());

describe('a change of a declaration', () => {
  const refused = (changes: Partial<AmendmentRefused>): AmendmentRefused => ({
    ...{ type: 'AmendmentRefused', parcelId: PARCEL, platform: 'DEMO', version: 0, reason: 'OTHER', faults: [] },
    ...changes,
  });
  const answeredWith = async (changes: Partial<AmendmentRefused>) => {
    const waiting = centre.post(ROUTE, DECLARATION, { authorization: platform, prefer: 'wait=5' });
    await centre.answer('declaration', 'declaration', AmendmentRefused, refused(changes));
    return (await waiting).json();
  };

  it('is written whole, under the platform of the key, and answered 202', async () => {
    const response = await centre.post(ROUTE, DECLARATION, { authorization: platform });
    expect([response.statusCode, response.json().status]).toEqual([202, 'pending']);
    const [record] = centre.log.all('declaration.commands');
    const decoded = centre.codec.decode(record?.value ?? Buffer.alloc(0));
    expect(isOf(AmendParcel, decoded) ? decoded.value : undefined).toMatchObject({
      ...{ parcelId: PARCEL, platform: 'DEMO', orderNo: DECLARATION.orderNo, predecessorId: null },
    });
  });
  it('is refused of another waybill than the parcel’s', async () => {
    const other = { ...DECLARATION, logisticsNo: 'YT-1' };
    const { status, errors } = (await centre.post(ROUTE, other, { authorization: platform })).json();
    expect(status).toBe(422);
    expect(errors).toMatchObject([{ pointer: '/logisticsNo', code: 'PARCEL_ID_MISMATCH' }]);
    expect(centre.log.all('declaration.commands')).toHaveLength(0);
  });
  it('names what is wrong with it', async () => {
    expect(
      await answeredWith({
        reason: 'AMENDMENT_FAULTS',
        faults: [{ code: 'HS_CODE_FORM', pointer: '/items/0/hsCode' }],
      }),
    ).toMatchObject({
      ...{ status: 422, code: 'AMENDMENT_FAULTS', errors: [{ pointer: '/items/0/hsCode', code: 'HS_CODE_FORM' }] },
    });
  });
  it.each([
    ['ALREADY_RELEASED', 409],
    ['CANCEL_PENDING', 409],
    ['UNKNOWN_PARCEL', 404],
  ] as const)('is refused with %s', async (reason, status) => {
    expect(await answeredWith({ reason })).toMatchObject({ status, code: reason });
  });
  it('about which release is being asked is under way', async () => {
    const waiting = centre.post(ROUTE, DECLARATION, { authorization: platform, prefer: 'wait=1' });
    const list = {
      ...DECLARATION,
      accountBookNo: null,
      statisticsFlag: null,
      insuranceMinor: null,
      predecessorId: null,
      returnOf: null,
      volumeCm3: null,
    };
    await centre.answer('declaration', 'declaration', AmendmentAsked, {
      ...{ type: 'AmendmentAsked', parcelId: PARCEL, platform: 'DEMO', version: 2, contentHash: '0', documentIds: [] },
      list: { freightMinor: null, ...list },
    });
    const response = await waiting;
    expect([response.statusCode, response.json().status]).toEqual([202, 'pending']);
  });
  it('is for platforms', async () => {
    const staff = await centre.key('STAFF');
    expect((await centre.post(ROUTE, DECLARATION, { authorization: staff })).statusCode).toBe(403);
  });
});

describe('a cancellation', () => {
  it('that customs has to approve is under way', async () => {
    const waiting = centre.post(`/v1/parcels/${PARCEL}/cancel`, {}, { authorization: platform, prefer: 'wait=1' });
    await centre.answer('release', 'release', CancellationRequested, {
      ...{ type: 'CancellationRequested', parcelId: PARCEL, declarationVersion: 1, platform: 'DEMO' },
    });
    const response = await waiting;
    expect([response.statusCode, response.json().status]).toEqual([202, 'underway']);
  });
});
