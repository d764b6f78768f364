import {
  HoldParcel,
  HoldRequested,
  HoldTooLate,
  isOf,
  ManifestEntered,
  ParcelHeld,
  PlaceFreed,
  SplitRefused,
} from '@alataw/contracts';
import { MemoryCentre } from '../memory/memory-centre';

const PARCEL = 'CNPOST.LX473124829CN';
const TRUCK = 'truck:KZ-123ABC02';
const BAG = 'bag:106141411928374657';
const centre = new MemoryCentre();
let staff: string;

beforeEach(async () => {
  await centre.start();
  staff = await centre.key('STAFF');
});
afterEach(() => centre.stop());

describe('an order of the staff', () => {
  const hold = (prefer: string) =>
    centre.post(`/v1/parcels/${PARCEL}/hold`, { reason: 'DAMAGED' }, { authorization: staff, prefer });
  const held: ParcelHeld = { type: 'ParcelHeld', parcelId: PARCEL, reason: 'DAMAGED', released: true, remark: null };
  const requested: HoldRequested = {
    type: 'HoldRequested',
    parcelId: PARCEL,
    kind: 'HOLD',
    reason: 'DAMAGED',
    remark: null,
  };

  it('is written as the command of its stage', async () => {
    expect((await hold('')).statusCode).toBe(202);
    const [record] = centre.log.all('release.commands');
    const decoded = centre.codec.decode(record?.value ?? Buffer.alloc(0));
    expect(isOf(HoldParcel, decoded) ? decoded.value.reason : '').toBe('DAMAGED');
  });

  it('is not answered by what is only under way', async () => {
    const waiting = hold('wait=5');
    await centre.answer('release', 'release', HoldRequested, requested);
    await centre.answer('release', 'release', ParcelHeld, held);
    expect((await waiting).json()).toMatchObject({ status: 'done', event: { type: 'ParcelHeld' } });
  });

  it('that is under way when the wait is over is told so', async () => {
    const waiting = hold('wait=1');
    await centre.answer('release', 'release', HoldRequested, requested);
    const response = await waiting;
    expect([response.statusCode, response.json().status]).toEqual([202, 'underway']);
  });

  it('that came too late is a conflict with its own code', async () => {
    const waiting = hold('wait=5');
    const late: HoldTooLate = { type: 'HoldTooLate', parcelId: PARCEL, kind: 'HOLD', reason: 'DAMAGED' };
    await centre.answer('release', 'release', HoldTooLate, late);
    expect((await waiting).json()).toMatchObject({ status: 409, code: 'HOLD_TOO_LATE' });
  });

  it('with a reason that is not published is refused', async () => {
    const response = await centre.post(`/v1/parcels/${PARCEL}/hold`, { reason: 'BOREDOM' }, { authorization: staff });
    expect(response.json()).toMatchObject({ status: 422, errors: [{ pointer: '/reason', code: 'NOT_LISTED' }] });
  });
});

describe('a split', () => {
  const split = (authorization: string, body: object, prefer = '') =>
    centre.post(`/v1/parcels/${PARCEL}/split`, body, { authorization, prefer });

  it('is decided by staff alone, with a reason', async () => {
    expect((await split(await centre.key('PLATFORM', 'DEMO'), { reason: 'NO_ROOM' })).statusCode).toBe(403);
    expect((await split(staff, { reason: 'BOREDOM' })).json()).toMatchObject({ status: 422 });
    expect((await split(staff, { reason: 'NO_ROOM' })).statusCode).toBe(202);
    const commands = centre.log.all('loading.commands').map(({ value }) => centre.codec.decode(value!));
    expect(commands.map(({ value }) => value)).toMatchObject([{ parcelId: PARCEL, reason: 'NO_ROOM', remark: null }]);
  });

  it('of a parcel of one piece is a conflict', async () => {
    const waiting = split(staff, { reason: 'NO_ROOM' }, 'wait=5');
    const refused: SplitRefused = { type: 'SplitRefused', parcelId: PARCEL, reason: 'ONE_PIECE' };
    await centre.answer('loading', 'loading', SplitRefused, refused);
    expect((await waiting).json()).toMatchObject({ status: 409, code: 'ONE_PIECE' });
  });
});

describe('a scan', () => {
  it('tells of each parcel and unit', async () => {
    const waiting = centre.post(
      `/v1/trucks/kz-123abc02/load`,
      { contentIds: [PARCEL, BAG] },
      { authorization: staff, prefer: 'wait=5' },
    );
    const [first = '', second = ''] = await centre.commandsArrive('loading', 2);
    const entered: ManifestEntered = {
      type: 'ManifestEntered',
      unitId: TRUCK,
      contentId: PARCEL,
      grossWeightGrams: 1,
      pieces: 1,
      parcels: 1,
      volumeCm3: 0,
      unmeasured: 1,
      lengthMm: 0,
      ...{ piece: null, part: null },
    };
    await centre.append('loading', ManifestEntered, entered, first);
    const refused: PlaceFreed = {
      ...{ type: 'PlaceFreed', unitId: TRUCK, contentId: BAG, reason: 'HELD', parcelIds: ['CNPOST.B'] },
    };
    await centre.append('loading', PlaceFreed, refused, second);
    const response = await waiting;
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      unitId: TRUCK,
      results: [
        { contentId: PARCEL, status: 'done' },
        {
          contentId: BAG,
          status: 'refused',
          parcelIds: ['CNPOST.B'],
          error: { code: 'HELD', pointer: '/contentIds/1' },
        },
      ],
    });
  });
});
