import { ApplySeal, CloseUnit, isOf, LoadingParcelState, LoadUnitState, OpenUnit, UnitOpened } from '@alataw/contracts';
import { ACCEPTED, MemoryCentre } from '../memory/memory-centre';

const centre = new MemoryCentre();
let staff: string;

beforeEach(async () => {
  await centre.start();
  staff = await centre.key('STAFF');
});
afterEach(() => centre.stop());

const UNIT: LoadUnitState = {
  kind: 'bag',
  status: 'closed',
  visit: 1,
  carrier: 'KAZPOST',
  place: 'S2',
  seals: [],
  alarms: [],
  maxMassGrams: 1,
  maxPieces: 1,
  maxVolumeCm3: null,
  volumeCm3: 0,
  unmeasured: 1,
  massGrams: 1,
  pieces: 1,
  parcels: 1,
  reserved: [],
  manifest: [],
  blocked: [],
  asked: [],
  carriedBy: null,
  carrierVisit: 0,
  applicationId: null,
  tareGrams: 0,
  grossGrams: 0,
  massStanding: 'NONE',
  passNo: null,
  passes: 0,
  transportId: null,
  named: 0,
  namedEarly: [],
  namedAt: 0,
  sizeType: null,
  loadingLengthMm: 0,
  ...{ bays: 0, rows: 0, tiers: 0, positions: [] },
  since: 1,
};

const knows = (unitId: string, of: Partial<LoadUnitState> = {}): void => {
  const state = centre.codec.decode(Buffer.from(centre.codec.encode(LoadUnitState, { ...UNIT, ...of })));
  centre.projections.known.set(unitId, { loading: { sequence: 1, eventOffsets: [], state } });
};
const get = (path: string) => centre.get(path, { authorization: staff });
const post = (path: string, body: object, prefer = '') => centre.post(path, body, { authorization: staff, prefer });
const commands = () =>
  centre.log.all('loading.commands').map(({ value }) => centre.codec.decode(value ?? Buffer.alloc(0)));

describe('a load unit', () => {
  it.each([
    ['bags', ' house-7 ', 'bag:HOUSE-7'],
    ['pallets', '006141411234567890', 'pallet:006141411234567890'],
    ['containers', 'csqu 305438 3', 'container:CSQU3054383'],
    ['trains', 'x8024', 'train:X8024'],
  ])('is opened at /v1/%s by its number %j', async (path, number, unitId) => {
    const permitted = { carrier: 'KAZPOST', place: 'S2', maxMassGrams: 1_000, maxPieces: 3, maxVolumeCm3: 9_000 };
    const waiting = post(`/v1/${path}`, { number, ...permitted }, 'wait=5');
    const opened: UnitOpened = { type: 'UnitOpened', unitId, visit: 1, sizeType: null, tareGrams: 0, ...permitted };
    await centre.answer('loading', 'loading', UnitOpened, opened);
    expect((await waiting).json()).toMatchObject({ unitId, status: 'done', event: { type: 'UnitOpened' } });
    const [command] = commands();
    expect(command && isOf(OpenUnit, command) ? command.value : {}).toMatchObject({ unitId, ...permitted });
  });

  it('is not opened under a number whose check digit is wrong', async () => {
    const body = { number: 'CSQU3054384', carrier: 'KAZPOST', place: 'S2', maxMassGrams: 1_000, maxPieces: 3 };
    const response = await post('/v1/containers', body);
    expect(response.json()).toMatchObject({
      status: 422,
      code: 'NUMBER_INVALID',
      errors: [{ pointer: '/number', code: 'NUMBER_INVALID' }],
    });
    expect(commands()).toEqual([]);
  });

  it('is closed with its seals, or without where they follow one by one', async () => {
    expect((await post('/v1/containers/CSQU3054383/close', { seals: [] })).statusCode).toBe(202);
    expect((await post('/v1/trucks/KZ-123ABC02/seal', { seals: [] })).statusCode).toBe(422);
    expect((await post('/v1/bags/B-17/close', { seals: [] })).statusCode).toBe(202);
    expect((await post('/v1/trucks/kz-123abc02/seal', { seals: ['AL1', 'AL2'] })).statusCode).toBe(202);
    expect(commands().map((each) => (isOf(CloseUnit, each) ? each.value : null))).toEqual([
      expect.objectContaining({ unitId: 'bag:B-17', seals: [] }),
      expect.objectContaining({ unitId: 'container:CSQU3054383', seals: [] }),
      expect.objectContaining({ unitId: 'truck:KZ-123ABC02', seals: ['AL1', 'AL2'] }),
    ]);
  });

  it('gets its seals one by one, by issuer, number and class', async () => {
    const seal = { issuer: 'cncustoms', number: 'al-1', sealClass: 'H' };
    const on = (kind: string, path: string, body: object): Promise<number> =>
      post(`/v1/${kind}/${path}`, body).then(({ statusCode }) => statusCode);
    expect(await on('trucks/KZ-123ABC02', 'seals', seal)).toBe(202);
    expect(await on('wagons/94123452', 'seals', seal)).toBe(202);
    expect(await on('bags/B-17', 'seals', seal)).toBe(404);
    expect(await on('containers/CSQU3054383', 'seals', { ...seal, sealClass: 'X' })).toBe(422);
    expect(await on('containers/CSQU3054383', 'seals', { ...seal, number: 'a:1' })).toBe(422);
    const sealId = 'seal:CNCUSTOMS:AL-1';
    expect(await on('containers/CSQU3054383', 'verify-seal', { sealId, finding: 'DAMAGED' })).toBe(202);
    expect(await on('trucks/KZ-123ABC02', 'replace-seal', { sealId, ...seal, reason: 'EXAMINED' })).toBe(202);
    expect(await on('trucks/KZ-123ABC02', 'remove-seal', { sealId, reason: 'CUSTOMS_ORDER' })).toBe(202);
    expect(
      commands()
        .filter((each) => isOf(ApplySeal, each))
        .map(({ value }) => value),
    ).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ unitId: 'truck:KZ-123ABC02', issuer: 'CNCUSTOMS', number: 'AL-1', sealClass: 'H' }),
        expect.objectContaining({ unitId: 'wagon:94123452', issuer: 'CNCUSTOMS', number: 'AL-1', sealClass: 'H' }),
      ]),
    );
  });

  it('takes parcels and units, not vehicles or what is neither', async () => {
    const load = async (contentId: string): Promise<number> =>
      (await post('/v1/trucks/KZ-123ABC02/load', { contentIds: [contentId] })).statusCode;
    expect(await load('CNPOST.LX473124829CN')).toBe(202);
    expect(await load('container:CSQU3054383')).toBe(202);
    expect(await load('CNPOST.LX473124829CN#2')).toBe(202);
    expect(await load('CNPOST.LX473124829CN#0')).toBe(422);
    expect(await load('bag:B-17#1')).toBe(422);
    expect(await load('train:X8024')).toBe(422);
    expect(await load('LX473124829CN')).toBe(422);
  });

  it('leaves only if it is a vehicle', async () => {
    expect((await post('/v1/trains/X8024/depart', {})).statusCode).toBe(202);
    expect((await post('/v1/trucks/KZ-123ABC02/gate-out', {})).statusCode).toBe(202);
    expect((await post('/v1/bags/B-17/depart', {})).statusCode).toBe(404);
  });

  it('is shown with the address of what carries it', async () => {
    knows('bag:B-17', { carriedBy: 'container:CSQU3054383', carrierVisit: 4 });
    expect((await get('/v1/bags/b-17')).json()).toMatchObject({
      unitId: 'bag:B-17',
      carriedBy: 'container:CSQU3054383',
      links: { self: '/v1/bags/B-17', carriedBy: '/v1/containers/CSQU3054383' },
    });
  });

  it.each([
    ['/v1/bags/B-18', 'BAG_NOT_FOUND'],
    ['/v1/containers/CSQU3054384', 'CONTAINER_NOT_FOUND'],
    ['/v1/trucks/KZ-1', 'TRUCK_NOT_FOUND'],
  ])('that is not known at %s is not found', async (path, code) => {
    expect((await get(path)).json()).toMatchObject({ status: 404, code });
  });
});

describe('a parcel in a unit', () => {
  const PARCEL = 'CNPOST.LX473124829CN';
  const stands = (of: Partial<LoadingParcelState>): void => {
    centre.projections.declared(PARCEL, ACCEPTED);
    const loading: LoadingParcelState = {
      ...{ status: 'loaded', unitId: 'bag:B-17', visit: 1, transportId: null, hold: 'NONE', holdKind: 'HOLD' },
      ...{ carrier: 'KAZPOST', destinationCountry: 'KZ', grossWeightGrams: 1, pieces: 1, volumeCm3: null, since: 1 },
      ...{ parts: [], isSplit: false, awaited: 0 },
      ...of,
    };
    const state = centre.codec.decode(Buffer.from(centre.codec.encode(LoadingParcelState, loading)));
    const known = centre.projections.known.get(PARCEL);
    centre.projections.known.set(PARCEL, { ...known, loading: { sequence: 1, eventOffsets: [], state } });
  };
  const read = async () => (await get(`/v1/parcels/${PARCEL}`)).json();

  it('is on the vehicle that carries it all, four levels up', async () => {
    stands({});
    knows('bag:B-17', { carriedBy: 'pallet:P-2' });
    knows('pallet:P-2', { kind: 'pallet', carriedBy: 'container:CSQU3054383' });
    knows('container:CSQU3054383', { kind: 'container', carriedBy: 'train:X8024' });
    expect(await read()).toMatchObject({
      status: 'loaded',
      unitId: 'bag:B-17',
      transportId: 'train:X8024',
      text: { en: 'Loaded: train X8024 has not left.' },
    });
  });

  it('is on no vehicle while its unit is on none, and its ETag changes when that is loaded', async () => {
    stands({});
    knows('bag:B-17');
    const before = await get(`/v1/parcels/${PARCEL}`);
    expect(before.json()).toMatchObject({ unitId: 'bag:B-17', transportId: null });
    knows('bag:B-17', { carriedBy: 'truck:KZ-1' });
    const after = await get(`/v1/parcels/${PARCEL}`);
    expect(after.json()).toMatchObject({ transportId: 'truck:KZ-1' });
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });

  it('that left is on the vehicle that it left with, whatever its bag is used for now', async () => {
    stands({ status: 'departed', transportId: 'train:X8024' });
    knows('bag:B-17', { visit: 2, carriedBy: 'truck:KZ-1' });
    expect(await read()).toMatchObject({ status: 'departed', transportId: 'train:X8024' });
  });
});
