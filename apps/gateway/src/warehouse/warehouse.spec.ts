import { LoadContent, LoadUnitState, LayOutBlock, MoveContent, ArriveWagon, isOf } from '@alataw/contracts';
import { MemoryCentre } from '../memory/memory-centre';

const centre = new MemoryCentre();
let staff: string;

beforeEach(async () => {
  await centre.start();
  staff = await centre.key('STAFF');
});
afterEach(() => centre.stop());

const CONTAINER = 'container:CSQU3054383';
const OTHER = 'container:TCNU1000090';
const UNIT: LoadUnitState = {
  ...{
    kind: 'block',
    status: 'open',
    visit: 1,
    carrier: 'KTZ',
    place: 'T1',
    seals: [],
    alarms: [],
    maxMassGrams: 1,
    maxPieces: 1,
    maxVolumeCm3: null,
    ...{ volumeCm3: 0, unmeasured: 1 },
  },
  ...{ massGrams: 5, pieces: 3, parcels: 3, reserved: [], manifest: [], blocked: [], asked: [], carriedBy: null },
  ...{ carrierVisit: 0, transportId: null, named: 0, namedEarly: [], namedAt: 0, sizeType: null, tareGrams: 0 },
  ...{ loadingLengthMm: 0, bays: 1, rows: 2, tiers: 3, positions: [], since: 17 },
  ...{ applicationId: null, grossGrams: 0, massStanding: 'NONE', passNo: null, passes: 0 },
};
const entry = (contentId: string) => ({
  contentId,
  grossWeightGrams: 1,
  pieces: 1,
  parcels: 1,
  volumeCm3: 0,
  unmeasured: 1,
  lengthMm: 0,
  part: null,
});
const knows = (unitId: string, of: Partial<LoadUnitState>): void => {
  const state = centre.codec.decode(Buffer.from(centre.codec.encode(LoadUnitState, { ...UNIT, ...of })));
  centre.projections.known.set(unitId, { loading: { sequence: 1, eventOffsets: [], state } });
};
const get = (path: string) => centre.get(path, { authorization: staff });
const post = (path: string, body: object) => centre.post(path, body, { authorization: staff });
const commands = () =>
  centre.log.all('loading.commands').map(({ value }) => centre.codec.decode(value ?? Buffer.alloc(0)).value);

describe('the places of a block', () => {
  beforeEach(() => {
    knows('block:A', {
      manifest: [entry(CONTAINER)],
      reserved: [OTHER],
      positions: [
        { contentId: CONTAINER, position: '01-01-1' },
        { contentId: OTHER, position: '01-01-2' },
      ],
    });
  });
  it('tell what stands there and what is expected', async () => {
    const { places } = (await get('/v1/warehouse/places?block=a')).json();
    expect(places).toEqual([
      { position: '01-01-1', contentId: CONTAINER, isThere: true, isFree: false },
      { position: '01-01-2', contentId: OTHER, isThere: false, isFree: false },
      { position: '01-01-3', contentId: null, isThere: false, isFree: false },
      { position: '01-02-1', contentId: null, isThere: false, isFree: true },
      { position: '01-02-2', contentId: null, isThere: false, isFree: false },
      { position: '01-02-3', contentId: null, isThere: false, isFree: false },
    ]);
  });
  it('can be asked for those alone that a container can be put on', async () => {
    const { places } = (await get('/v1/warehouse/places?block=A&free=true')).json();
    expect(places).toMatchObject([{ position: '01-02-1' }]);
  });
  it('are those of a block that there is, and asked for by staff', async () => {
    expect((await get('/v1/warehouse/places?block=B')).json()).toMatchObject({ status: 404, code: 'BLOCK_NOT_FOUND' });
    expect((await get('/v1/warehouse/places')).statusCode).toBe(404);
    expect((await get('/v1/warehouse/places?block=A&free=maybe')).statusCode).toBe(400);
    const platform = await centre.key('PLATFORM', 'DEMO');
    expect((await centre.get('/v1/warehouse/places?block=A', { authorization: platform })).statusCode).toBe(403);
  });
});

describe('what is ordered in the warehouse and on the tracks', () => {
  it('becomes commands with a place', async () => {
    await post('/v1/blocks', { number: 'A', bays: 20, rows: 6, tiers: 3 });
    await post('/v1/blocks/A/place', { contentId: CONTAINER, position: '04-02-1' });
    await post('/v1/blocks/A/move', { contentId: CONTAINER, position: '04-02-2' });
    await post('/v1/trains/X8024/place', { contentId: 'wagon:94123452', position: '12' });
    await post('/v1/trains/X8024/load', { contentIds: ['wagon:94123452'] });
    expect(commands()).toEqual([
      expect.objectContaining({ unitId: 'block:A', bays: 20, rows: 6, tiers: 3 }),
      expect.objectContaining({ unitId: 'block:A', contentId: CONTAINER, position: '04-02-1' }),
      expect.objectContaining({ unitId: 'block:A', contentId: CONTAINER, position: '04-02-2' }),
      expect.objectContaining({ unitId: 'train:X8024', contentId: 'wagon:94123452', position: '12' }),
      expect.objectContaining({ unitId: 'train:X8024', contentId: 'wagon:94123452', position: null }),
    ]);
    const decoded = centre.log
      .all('loading.commands')
      .map(({ value }) => centre.codec.decode(value ?? Buffer.alloc(0)));
    expect(
      decoded.map((each) => [LayOutBlock, LoadContent, MoveContent].findIndex((c) => isOf(c as never, each))),
    ).toEqual([...[0, 1, 2, 1, 1]]);
  });
  it('takes a wagon by its eight digits', async () => {
    const wagon = {
      carrier: 'KTZ',
      track: 'T4',
      tareGrams: 22_000_000,
      axles: 4,
      loadingLengthMm: 13_300,
      maxMassGrams: 7,
    };
    expect((await post('/v1/wagons', { number: '9412 3452', ...wagon })).statusCode).toBe(202);
    expect((await post('/v1/wagons', { number: '94123453', ...wagon })).json()).toMatchObject({
      ...{ status: 422, code: 'NUMBER_INVALID' },
    });
    const [command] = centre.log
      .all('loading.commands')
      .map(({ value }) => centre.codec.decode(value ?? Buffer.alloc(0)));
    expect(command && isOf(ArriveWagon, command) ? command.value : null).toMatchObject({
      unitId: 'wagon:94123452',
      axles: 4,
    });
  });
  it.each([
    ['/v1/blocks/A/place', { contentId: CONTAINER, position: '4-2-1' }, '/position'],
    ['/v1/blocks/A/place', { contentId: CONTAINER }, '/position'],
    ['/v1/blocks', { number: 'A', bays: 100, rows: 6, tiers: 3 }, '/bays'],
  ])('is refused at %s when %j is not what it asks for', async (path, body, pointer) => {
    expect((await post(path, body)).json()).toMatchObject({ status: 422, errors: [{ pointer }] });
  });
});

describe('waiting trains', () => {
  it('are listed with their wagons from the head on', async () => {
    centre.projections.rowsBySet = { 'index:loading.waiting-trains': [{ id: 'train:X8024', since: 17 }] };
    knows('train:X8024', {
      kind: 'train',
      status: 'closed',
      manifest: [entry('wagon:94123452'), entry('wagon:94000015')],
      positions: [
        { contentId: 'wagon:94123452', position: '12' },
        { contentId: 'wagon:94000015', position: '3' },
      ],
    });
    expect((await get('/v1/warehouse/waiting-trains')).json()).toMatchObject({
      trains: [
        {
          ...{ trainId: 'train:X8024', since: 17, carrier: 'KTZ', place: 'T1', parcels: 3, heldParcels: 0 },
          contentIds: ['wagon:94000015', 'wagon:94123452'],
        },
      ],
      next: null,
    });
  });
});
