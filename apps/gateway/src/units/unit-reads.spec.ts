import { LoadUnitState, partitionOf, PlaceReserved, type Contract, type Recorded } from '@alataw/contracts';
import { ACCEPTED, MemoryCentre, metaOf } from '../memory/memory-centre';
import { textOf, textsIn } from '../memory/json-body';
import { knownUnit } from '../parcels/projections';
import { EMPTY_TRUCK } from './load-unit.fixture';
import { readUnitTimeline } from './unit-timeline';

const centre = new MemoryCentre();
let staff: string;
let platform: string;

beforeEach(async () => {
  await centre.start();
  staff = await centre.key('STAFF');
  platform = await centre.key('PLATFORM', 'DEMO');
});
afterEach(() => centre.stop());

const TRUCK = 'truck:KZ-123ABC02';
const ADDRESS = '/v1/trucks/KZ-123ABC02';
const entry = (contentId: string) => ({
  contentId,
  grossWeightGrams: 500,
  pieces: 2,
  parcels: 1,
  volumeCm3: 0,
  unmeasured: 1,
  lengthMm: 0,
  part: null,
});

function knows(unitId: string, of: Partial<LoadUnitState>, sequence = 1, eventOffsets: readonly number[] = []): void {
  const state = centre.codec.decode(Buffer.from(centre.codec.encode(LoadUnitState, { ...EMPTY_TRUCK, ...of })));
  centre.projections.known.set(unitId, { loading: { sequence, eventOffsets, state } });
}
const get = (path: string) => centre.get(path, { authorization: staff });
/** All pages of a list, by the `Link` of each. */
async function pages(path: string): Promise<readonly unknown[]> {
  const bodies: unknown[] = [];
  for (let at: string | undefined = path; at !== undefined;) {
    const response = await get(at);
    bodies.push(response.json());
    at = /^<(.*)>; rel="next"$/.exec(String(response.headers['link'] ?? ''))?.[1];
  }
  return bodies;
}

describe('what is in a load unit', () => {
  it('is told with where each parcel and unit stands, and which of them are held', async () => {
    centre.projections.declared('CNPOST.P1', ACCEPTED);
    knows('bag:B-17', { kind: 'bag', status: 'closed' });
    knows(TRUCK, {
      manifest: [entry('CNPOST.P1'), { ...entry('bag:B-17'), parcels: 3 }],
      reserved: ['CNPOST.P2'],
      blocked: [{ parcelId: 'CNPOST.P9', contentId: 'bag:B-17' }],
    });
    const response = await get(`${ADDRESS}/contents`);
    expect(response.json()).toMatchObject({
      ...{ unitId: TRUCK, visit: 1, status: 'open', next: null, behind: 0 },
      contents: [
        { contentId: 'CNPOST.P1', kind: 'parcel', standing: 'loaded', pieces: 2, held: [], status: 'accepted' },
        { contentId: 'CNPOST.P2', standing: 'reserved', pieces: null, status: null, text: null },
        {
          ...{ contentId: 'bag:B-17', kind: 'bag', status: 'closed', parcels: 3, held: ['CNPOST.P9'] },
          links: { self: '/v1/bags/B-17' },
        },
      ],
    });
  });

  it('names the pieces that keep it from leaving, and the parcel of a piece that is awaited', async () => {
    const part = { numbers: [1], ofPieces: 3, ofGrams: 900, ofVolumeCm3: 0, isSplit: false };
    const apart = { ...entry('CNPOST.B'), part: { ...part, isSplit: true } };
    knows(TRUCK, { manifest: [{ ...entry('CNPOST.A'), part }, apart], reserved: ['CNPOST.A#2'] });
    const { contents } = (await get(`${ADDRESS}/contents`)).json();
    expect(contents).toMatchObject([
      { contentId: 'CNPOST.A', standing: 'loaded', missing: ['CNPOST.A#2', 'CNPOST.A#3'] },
      { contentId: 'CNPOST.A#2', kind: 'parcel', standing: 'reserved', links: { self: '/v1/parcels/CNPOST.A' } },
      { contentId: 'CNPOST.B', missing: [] },
    ]);
  });

  it('is told page by page, each content once, whatever is loaded or taken off meanwhile', async () => {
    const ids = ['CNPOST.E', 'CNPOST.A', 'CNPOST.D', 'CNPOST.C', 'CNPOST.B'];
    knows(TRUCK, { manifest: ids.map(entry) });
    const first = (await get(`${ADDRESS}/contents?limit=2`)).json();
    expect(textsIn(first.contents, 'contentId')).toEqual(['CNPOST.A', 'CNPOST.B']);
    // The last one told is taken off, and another is loaded before all.
    knows(TRUCK, { manifest: ['CNPOST.0', ...ids.filter((id) => id !== 'CNPOST.B')].map(entry) });
    const second = (await get(`${ADDRESS}/contents?limit=3&cursor=${textOf(first.next)}`)).json();
    expect([textsIn(second.contents, 'contentId'), second.next]).toEqual([['CNPOST.C', 'CNPOST.D', 'CNPOST.E'], null]);
  });

  it('is not gone on with after the unit is used again', async () => {
    knows(TRUCK, { manifest: ['CNPOST.A', 'CNPOST.B'].map(entry) });
    const { next } = (await get(`${ADDRESS}/contents?limit=1`)).json();
    knows(TRUCK, { visit: 2, manifest: ['CNPOST.A', 'CNPOST.B'].map(entry) });
    expect((await get(`${ADDRESS}/contents?limit=1&cursor=${textOf(next)}`)).json()).toMatchObject({
      ...{ status: 400, code: 'CURSOR_INVALID' },
    });
  });

  it.each(['contents', 'timeline'])(
    'and its %s are no business of platforms, and 404 where it is unknown',
    async (of) => {
      expect((await get(`${ADDRESS}/${of}`)).json()).toMatchObject({ status: 404, code: 'TRUCK_NOT_FOUND' });
      expect((await centre.get(`${ADDRESS}/${of}`, { authorization: platform })).statusCode).toBe(403);
      knows(TRUCK, {});
      expect((await get(`${ADDRESS}/${of}?limit=0`)).statusCode).toBe(400);
    },
  );
});

describe('what happened to a load unit', () => {
  /** Writes so many events of the truck, others' between them, as its lane would. @returns their offsets */
  async function happened(count: number, othersBetween: number): Promise<number[]> {
    const topic = 'loading.events';
    const partition = partitionOf(TRUCK, centre.log.partitions(topic));
    const write = async <E extends object>(contract: Contract<E>, key: string, sequence: number, event: E) => {
      const recorded: Recorded<E> = { ...event, meta: { ...metaOf('c'), sequence, eventId: `${key}#${sequence}` } };
      const value = centre.codec.encode<E>(contract, recorded);
      const [place] = await centre.log.publish([{ topic, partition, key: Buffer.from(key), value }]);
      return place?.offset ?? -1;
    };
    const reserved = (unitId: string): PlaceReserved => ({
      ...{ type: 'PlaceReserved', unitId, visit: 1, contentId: 'CNPOST.A', position: null },
    });
    const offsets: number[] = [];
    for (let n = 1; n <= count; n++) {
      offsets.push(await write(PlaceReserved, TRUCK, n, reserved(TRUCK)));
      for (let i = 0; i < othersBetween; i++) await write(PlaceReserved, 'truck:KZ-1', n, reserved('truck:KZ-1'));
    }
    return offsets;
  }
  const numbersIn = (body: unknown): number[] =>
    (body as { events: { sequence: number }[] }).events.map(({ sequence }) => sequence);
  const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

  it('is told whole and in order, though the view knows only of the first and the last events', async () => {
    const offsets = await happened(60, 3);
    knows(TRUCK, {}, 60, [...offsets.slice(0, 8), ...offsets.slice(-8)]);
    const told = await pages(`${ADDRESS}/timeline?limit=7`);
    expect(told.flatMap(numbersIn)).toEqual(upTo(60));
    expect(told).toHaveLength(9);
    expect(told[0]).toMatchObject({
      ...{ unitId: TRUCK, behind: 0 },
      events: Array(7).fill({ entityId: TRUCK, type: 'PlaceReserved', actor: 'staff:spec', causeId: 'c' }),
    });
  });

  it('is read where the view says, when it knows all', async () => {
    const offsets = await happened(3, 500);
    knows(TRUCK, {}, 3, offsets);
    const scans = jest.spyOn(centre.log, 'scan');
    expect((await pages(`${ADDRESS}/timeline`)).flatMap(numbersIn)).toEqual([1, 2, 3]);
    expect(scans).not.toHaveBeenCalled();
  });

  it('is looked for no longer than one request may take, and gone on with', async () => {
    const offsets = await happened(20, 30);
    knows(TRUCK, {}, 20, [...offsets.slice(0, 8), ...offsets.slice(-8)]);
    const unit = await knownUnit(centre.projections, TRUCK);
    if (unit === undefined) throw new Error('The truck is known');
    const found: number[][] = [];
    for (let cursor: string | undefined, isDone = false; !isDone;) {
      const page = { limit: 50, cursor, mostRecords: 25 };
      const { events, next } = await readUnitTimeline(centre.codec, centre.log, TRUCK, unit, page);
      found.push(events.map(({ meta }) => meta.sequence));
      [cursor, isDone] = [next ?? undefined, next === null];
    }
    expect(found.flat()).toEqual(upTo(20));
    expect(found.filter((page) => page.length === 0)).not.toEqual([]);
  });

  it('goes past what the log no longer has', async () => {
    const offsets = await happened(20, 0);
    knows(TRUCK, {}, 25, [...offsets.slice(0, 8), ...offsets.slice(-8).map((offset) => offset + 5)]);
    expect((await pages(`${ADDRESS}/timeline`)).flatMap(numbersIn)).toEqual(upTo(20));
  });

  it('does not take the cursor of another unit', async () => {
    const offsets = await happened(3, 0);
    knows(TRUCK, {}, 3, offsets);
    knows('truck:KZ-1', {}, 3, offsets);
    const { next } = (await get(`${ADDRESS}/timeline?limit=1`)).json();
    expect((await get(`/v1/trucks/KZ-1/timeline?cursor=${textOf(next)}`)).statusCode).toBe(400);
  });
});
