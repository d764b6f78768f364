import { DeclarationConflicted, HoldRequested, ParcelHeld, stages, topicsOf } from '@alataw/contracts';
import { decodeOffsets, encodeOffsets } from '@alataw/http';
import { request, type IncomingMessage } from 'node:http';
import { parsed, textOf } from '../memory/json-body';
import { ACCEPTED, MemoryCentre } from '../memory/memory-centre';
import { DECLARATION_EXAMPLE as DECLARATION } from '../openapi/examples';

const PARCEL = 'CNPOST.LX473124829CN';
const OTHERS = 'CNPOST.OTHERS';
const centre = new MemoryCentre();
let platform: string;
let staff: string;
const open: Stream[] = [];

beforeEach(async () => {
  await centre.start();
  platform = await centre.key('PLATFORM', 'DEMO');
  staff = await centre.key('STAFF');
  centre.projections.declared(PARCEL, ACCEPTED);
  centre.projections.declared(OTHERS, { ...ACCEPTED, platform: 'OTHER' });
});
afterEach(async () => {
  for (const stream of open.splice(0)) stream.close();
  await centre.stop();
});

/** A client that follows the events. */
class Stream {
  text = '';
  private constructor(private readonly response: IncomingMessage) {
    response.setEncoding('utf8').on('data', (chunk: string) => (this.text += chunk));
  }

  static async follow(query: string, authorization: string, headers: Record<string, string> = {}): Promise<Stream> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request(`${centre.url}/v1/events${query}`, { headers: { authorization, ...headers } }, resolve)
        .on('error', reject)
        .end();
    });
    const stream = new Stream(response);
    open.push(stream);
    await stream.until((own) => own.text.includes('\nid: ') || own.text.includes('event: '));
    return stream;
  }

  async until(isSo: (stream: Stream) => boolean): Promise<void> {
    while (!isSo(this)) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Type and parcel of each event so far. */
  get events(): string[] {
    return [...this.text.matchAll(/event: (\S+)\ndata: (.*)\n/g)].map(([, type, text = '']) =>
      `${type} ${textOf(parsed(text)['entityId'])}`.trim(),
    );
  }

  get lastId(): string {
    return [...this.text.matchAll(/^id: (\S+)$/gm)].at(-1)?.[1] ?? '';
  }

  async atLeast(count: number): Promise<string[]> {
    await this.until((own) => own.events.length >= count);
    return this.events;
  }

  pause(): void {
    this.response.pause();
  }

  resume(): void {
    this.response.resume();
  }

  close(): void {
    this.response.destroy();
  }
}

const held = (parcelId: string): ParcelHeld => ({
  type: 'ParcelHeld',
  parcelId,
  reason: 'DAMAGED',
  released: true,
  remark: 'secret',
});
const hold = (parcelId: string) => centre.append('release', ParcelHeld, held(parcelId), 'c');

describe('the live tail', () => {
  it('sends events as they happen, in order', async () => {
    const stream = await Stream.follow('', staff);
    const requested: HoldRequested = {
      type: 'HoldRequested',
      parcelId: PARCEL,
      kind: 'HOLD',
      reason: 'DAMAGED',
      remark: null,
    };
    await centre.append('release', HoldRequested, requested, 'c');
    await hold(PARCEL);
    expect(await stream.atLeast(2)).toEqual([`HoldRequested ${PARCEL}`, `ParcelHeld ${PARCEL}`]);
  });

  it("sends a platform its own parcels' events only, without what is for staff", async () => {
    const stream = await Stream.follow('', platform);
    await hold(OTHERS);
    const conflict: DeclarationConflicted = {
      type: 'DeclarationConflicted',
      parcelId: PARCEL,
      platform: 'OTHER',
      reason: 'OTHER_PLATFORM',
    };
    await centre.append('declaration', DeclarationConflicted, conflict, 'x');
    await hold(PARCEL);
    expect(await stream.atLeast(1)).toEqual([`ParcelHeld ${PARCEL}`]);
    expect(stream.text).not.toMatch(/secret|staff:spec/);
  });

  it('knows the owner of a parcel that was declared a moment ago, before any projection does', async () => {
    const stream = await Stream.follow('?type=ParcelHeld', platform);
    centre.projections.known.clear();
    await centre.post('/v1/declarations', DECLARATION, { authorization: platform });
    await centre.acceptAll();
    await hold(PARCEL);
    expect(await stream.atLeast(1)).toEqual([`ParcelHeld ${PARCEL}`]);
  });

  it.each([
    ['?type=ParcelHeld,ParcelReleased', 1],
    ['?stage=release', 1],
    [`?parcelId=${PARCEL}`, 1],
    ['?type=ParcelReleased', 0],
    ['?stage=loading', 0],
    ['?parcelId=CNPOST.NONE', 0],
  ])('filters by %s', async (query, count) => {
    const stream = await Stream.follow(query, staff);
    const all = await Stream.follow('', staff);
    await hold(PARCEL);
    await all.atLeast(1);
    expect(stream.events).toHaveLength(count);
  });

  it.each(['?stage=none', '?typ=ParcelHeld'])('refuses %s', async (query) => {
    expect((await centre.get(`/v1/events${query}`, { authorization: staff })).statusCode).toBe(400);
  });

  it('goes on behind the last event that a client has, with no gap and nothing twice', async () => {
    const first = await Stream.follow('', staff);
    await hold('CNPOST.A');
    await first.atLeast(1);
    first.close();
    for (const id of ['CNPOST.B', 'CNPOST.C', 'CNPOST.D']) await hold(id);
    const second = await Stream.follow('', staff, { 'last-event-id': first.lastId });
    await hold('CNPOST.E');
    const events = await second.atLeast(4);
    expect(events.toSorted()).toEqual(['B', 'C', 'D', 'E'].map((id) => `ParcelHeld CNPOST.${id}`));
    const third = await Stream.follow(`?cursor=${second.lastId}`, staff);
    expect(third.events).toEqual([]);
  });

  it('goes on also from the first id, before any event', async () => {
    const first = await Stream.follow('', staff);
    first.close();
    await hold(PARCEL);
    const second = await Stream.follow('', staff, { 'last-event-id': first.lastId });
    expect(await second.atLeast(1)).toEqual([`ParcelHeld ${PARCEL}`]);
  });

  it('brings a client up to date that has missed thousands of events, while others happen', async () => {
    const first = await Stream.follow('', staff);
    first.close();
    const values = Array.from({ length: 3000 }, (_, n) => held(`CNPOST.N${n}`));
    for (const value of values) void centre.append('release', ParcelHeld, value, 'c');
    const second = await Stream.follow('', staff, { 'last-event-id': first.lastId });
    for (let n = 0; n < 20; n++) await hold(`CNPOST.LATE${n}`);
    const events = await second.atLeast(3020);
    expect(new Set(events).size).toBe(3020);
  });

  it.each(['nonsense', 'AQQG', ''])('says so when the id %j is none, and goes on from now', async (id) => {
    const stream = await Stream.follow(`?cursor=${id}`, staff);
    await stream.until((own) => own.lastId !== '');
    await hold(PARCEL);
    const events = await stream.atLeast(2);
    expect(events).toEqual(['reset', `ParcelHeld ${PARCEL}`]);
  });

  it('lets a client that reads slowly miss nothing, and others not wait for it', async () => {
    const slow = await Stream.follow('', staff);
    const quick = await Stream.follow('', staff);
    slow.pause();
    const remark = 'x'.repeat(400);
    for (let n = 0; n < 8000; n++) void centre.append('release', ParcelHeld, { ...held(`CNPOST.N${n}`), remark }, 'c');
    expect(new Set(await quick.atLeast(8000)).size).toBe(8000);
    slow.resume();
    expect(new Set(await slow.atLeast(8000)).size).toBe(8000);
    expect([slow.events.length, slow.text.includes('too-slow')]).toEqual([8000, false]);
  }, 20_000);

  it('takes an id that is a moment ahead of what this instance has read', async () => {
    const first = await Stream.follow('', staff);
    const ahead =
      decodeOffsets(
        first.lastId,
        stages.map(() => 3),
      )?.map((offsets) => offsets.map((offset) => offset + 1)) ?? [];
    const following = Stream.follow(`?cursor=${encodeOffsets(ahead)}`, staff);
    for (let n = 0; n < 30; n++) {
      for (const stage of stages) await centre.append(stage, ParcelHeld, held(`CNPOST.A${n}`), 'c');
    }
    const stream = await following;
    expect(stream.events).not.toContain('reset');
  });

  it('does not take an id that lies ahead for good', async () => {
    const stream = await Stream.follow(`?cursor=${encodeOffsets(stages.map(() => [9, 9, 9]))}`, staff);
    expect(await stream.atLeast(1)).toEqual(['reset']);
  });

  it('lets platforms come again while it cannot be known whose events these are, and keeps staff', async () => {
    const own = await Stream.follow('', platform);
    const all = await Stream.follow('', staff);
    centre.projections.failure = new Error('Redis is away');
    await hold(OTHERS);
    expect(await own.atLeast(1)).toEqual(['unavailable']);
    expect(await all.atLeast(1)).toEqual([`ParcelHeld ${OTHERS}`]);
  });

  it('says good-bye when the process stops', async () => {
    const stream = await Stream.follow('', staff);
    await centre.stop();
    expect(await stream.atLeast(1)).toEqual(['unavailable']);
  });

  it('passes over records that it cannot read', async () => {
    const stream = await Stream.follow('', staff);
    await centre.log.publish([
      { topic: topicsOf('release').events, partition: 0, key: null, value: Buffer.from('noise') },
    ]);
    await hold(PARCEL);
    expect(await stream.atLeast(1)).toEqual([`ParcelHeld ${PARCEL}`]);
  });
});
