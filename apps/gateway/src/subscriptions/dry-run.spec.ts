import { MilestoneReached, partitionOf } from '@alataw/contracts';
import { metaOf } from '../memory/memory-centre';
import { FeedBench, MILESTONE } from './feed.fixture';

const feed = new FeedBench();
const { centre, post } = feed;

beforeEach(() => feed.start());
afterEach(() => centre.stop());

describe('a dry run', () => {
  const DAY = 86_400_000;
  const happened = async (parcelId: string, timestamp: number, of: Partial<MilestoneReached> = {}): Promise<void> => {
    const topic = 'carriers.events';
    const partition = partitionOf(parcelId, centre.log.partitions(topic));
    const value = centre.codec.encode(MilestoneReached, { ...MILESTONE, parcelId, ...of, meta: metaOf(parcelId) });
    await centre.log.publish([{ topic, partition, key: Buffer.from(parcelId), value, timestamp }]);
  };
  const run = async (body: object) => (await post(':dry-run', body)).json();

  it('counts what the filter would have taken between two moments, by milestone and day, and shows the first', async () => {
    await happened('A.1', DAY - 1);
    await happened('A.2', DAY);
    await happened('A.3', DAY + 5, { milestone: 'HELD' });
    await happened('A.4', DAY + 6, { carrier: 'OTHER' });
    await happened('A.5', 2 * DAY, { milestone: 'LOADED' });
    await happened('A.6', 3 * DAY);
    const answer = await run({ filter: 'event.type != "HELD"', from: DAY, to: 3 * DAY });
    expect(answer).toMatchObject({
      ...{ taken: 2, byMilestone: { RELEASED: 1, LOADED: 1 }, byDay: { '1970-01-02': 1, '1970-01-03': 1 }, next: null },
      events: [
        { subject: 'A.2', sequence: '000000000001' },
        { subject: 'A.5', sequence: '000000000002' },
      ],
    });
  });
  it('says nothing of other carriers’ parcels', async () => {
    await happened('A.1', DAY, { carrier: 'OTHER' });
    expect(await run({ from: 0, to: 2 * DAY })).toMatchObject({ taken: 0, events: [], byDay: {} });
  });
  it('stops after 50,000 records, and goes on from there with the same sum', async () => {
    const value = centre.codec.encode(MilestoneReached, { ...MILESTONE, meta: metaOf('m') });
    const records = Array.from({ length: 50_050 }, (_, n) => ({
      ...{ topic: 'carriers.events', partition: n % 3, key: null, value, timestamp: n },
    }));
    await centre.log.publish(records);
    const first = await run({ from: 0, to: DAY });
    expect(first).toMatchObject({ looked: 50_000, taken: 50_000 });
    expect(first['events']).toHaveLength(100);
    const second = await run({ from: 0, to: DAY, cursor: first['next'] });
    expect(second).toMatchObject({ looked: 50, taken: 50, next: null });
    expect(second['events']).toMatchObject({ 0: { sequence: '000000050001' } });
    expect(await run({ from: 1, to: DAY, cursor: first['next'] })).toMatchObject({ code: 'CURSOR_INVALID' });
  });
  it.each([
    [{ from: 5, to: 5 }, 'TIME_INVALID'],
    [{ from: 0, to: 32 * DAY }, 'TIME_INVALID'],
    [{ from: 0, to: 1, filter: 'event.type' }, 'FILTER_INVALID'],
  ])('refuses %j', async (body, code) => {
    expect(await run(body)).toMatchObject({ status: 422, code });
  });
});
