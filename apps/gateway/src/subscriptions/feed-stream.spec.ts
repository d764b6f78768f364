import { request, type IncomingMessage } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parsed } from '../memory/json-body';
import { at, FeedBench, ID, TOPIC } from './feed.fixture';

const feed = new FeedBench();
const { centre, get } = feed;

beforeEach(() => feed.start());
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await centre.stop();
});

const streams: Stream[] = [];
/** A client of a stream. */
class Stream {
  text = '';
  ended = false;
  private constructor(private readonly response: IncomingMessage) {
    response.setEncoding('utf8').on('data', (chunk: string) => (this.text += chunk));
    response.on('end', () => (this.ended = true)).on('error', () => undefined);
  }

  static async open(query = '', headers: Record<string, string> = {}): Promise<Stream> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const url = `${centre.url}/v1/subscriptions/${ID}/stream${query}`;
      request(url, { headers: { authorization: feed.carrier, ...headers } }, resolve)
        .on('error', reject)
        .end();
    });
    const stream = new Stream(response);
    streams.push(stream);
    return stream;
  }

  async until(isSo: (stream: Stream) => boolean): Promise<void> {
    while (!isSo(this)) await nextTurn();
  }

  /** What came: type, id and text of each event. */
  get events(): { id: string; type: string; data: string }[] {
    const found = this.text.matchAll(/(?:id: (\S+)\n)?event: (\S+)\ndata: (.*)\n/g);
    return [...found].map(([, id = '', type = '', data = '']) => ({ id, type, data }));
  }

  async atLeast(count: number): Promise<string[]> {
    await this.until(({ events }) => events.length >= count);
    return this.events.map(({ data }) => data);
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

describe('the stream of a feed', () => {
  it('sends what there is and what comes, each with the cursor behind it', async () => {
    const before = await feed.tell(2);
    const stream = await Stream.open();
    await stream.atLeast(2);
    await feed.claim();
    const after = await feed.tell(2);
    expect(await stream.atLeast(4)).toEqual([...before, ...after]);
    expect(stream.events.map(({ id }) => id)).toEqual([at(1), at(2), at(4), at(5)]);
    expect(stream.events[0]?.type).toBe('org.alataw.parcel.released.v1');
  });
  it('goes on behind the last id, and a page behind it as well', async () => {
    await feed.tell(2);
    const stream = await Stream.open();
    await stream.atLeast(2);
    stream.close();
    const texts = await feed.tell(2);
    const id = stream.events.at(-1)?.id ?? '';
    expect(await (await Stream.open('', { 'last-event-id': id })).atLeast(2)).toEqual(texts);
    expect(await (await Stream.open(`?cursor=${id}`)).atLeast(2)).toEqual(texts);
    expect((await get(`/events?cursor=${id}`)).body).toContain(`{"events":[${texts.join(',')}],"next":"${at(4)}"`);
  });
  it('of a place that is not there says where to begin, and ends', async () => {
    await feed.tell(5);
    centre.log.expire(TOPIC, 3);
    for (const cursor of [at(1), at(4, 'KAZPOST.other')]) {
      const stream = await Stream.open(`?cursor=${cursor}`);
      await stream.until(({ ended }) => ended);
      const [{ type, data } = { type: '', data: '{}' }] = stream.events;
      expect(type).toBe('reset');
      expect(parsed(data)).toMatchObject({ code: 'CURSOR_EXPIRED', oldest: at(3) });
    }
  });
  it('reads no further for a client that takes nothing, and goes on exactly', async () => {
    const stream = await Stream.open();
    await feed.waits();
    stream.pause();
    // One fetch brings more of these than may wait for a client.
    const texts = await feed.tell(1_000, { platform: 'x'.repeat(20_000) });
    // It cannot hold all of it; so it is not among those that wait for more, and stays away.
    while (centre.feedReader.waiting > 0) await nextTurn();
    for (let turn = 0; turn < 500; turn += 1) {
      await nextTurn();
      expect(centre.feedReader.waiting).toBe(0);
    }
    stream.resume();
    await stream.until(({ ended, text }) => ended || text.endsWith(`${texts.at(-1)}\n\n`));
    expect(stream.events.map(({ data }) => data)).toEqual(texts);
  });
  it('ends when the gateway does', async () => {
    const stream = await Stream.open();
    await feed.waits();
    await centre.stop();
    await stream.until(({ ended }) => ended);
    expect(stream.events.map(({ type }) => type)).toEqual(['unavailable']);
  });
  it('has room for 200 readers of a carrier', async () => {
    for (let n = 0; n < 200; n += 1) await Stream.open();
    expect((await get('/events?wait=1')).json()).toMatchObject({ status: 429, code: 'TOO_MANY_STREAMS' });
    expect((await get('/events')).statusCode).toBe(200);
    streams.shift()?.close();
    while ((await get('/events?wait=1')).statusCode !== 200);
  });
});
