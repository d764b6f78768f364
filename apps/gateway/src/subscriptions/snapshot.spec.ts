import { MilestoneReached, partitionOf, SubscriptionState } from '@alataw/contracts';
import { textOf } from '../memory/json-body';
import { at, FeedBench, MILESTONE } from './feed.fixture';
import { SUBSCRIPTION } from './subscription.fixture';

const feed = new FeedBench();
const { centre, get } = feed;

beforeEach(() => feed.start());
afterEach(() => centre.stop());

describe('the snapshot', () => {
  /** Lets a parcel reach milestones, as the stage would. */
  const reach = async (parcelId: string, of: Partial<MilestoneReached> = {}): Promise<void> => {
    const events = 'carriers.events';
    const partition = partitionOf(parcelId, centre.log.partitions(events));
    const offset = (await centre.log.endOffsets(events))[partition] ?? 0;
    await centre.append('carriers', MilestoneReached, { ...MILESTONE, parcelId, ...of }, `${parcelId}-${offset}`);
    const bytes = Buffer.from(centre.codec.encode(SubscriptionState, SUBSCRIPTION)); // what it remembers of the parcel is not asked
    const state = centre.codec.decode(bytes);
    centre.projections.known.set(parcelId, { carriers: { sequence: 1, eventOffsets: [offset], state } });
  };
  const listed = (...ids: string[]): void => {
    centre.projections.rowsBySet = { 'index:carriers.parcels:KAZPOST': ids.map((id) => ({ id, since: 0 })) };
  };

  it('shows the last milestone of each parcel, page by page, with the cursor that it began with', async () => {
    for (const id of ['A.1', 'A.2', 'A.3']) await reach(id, { number: 4, milestone: 'HELD', reason: 'DAMAGED' });
    await reach('A.2', { carrier: 'OTHER' });
    listed('A.1', 'A.2', 'A.3');
    await feed.tell(2);
    const first = (await get('/snapshot?limit=2')).json();
    await feed.tell(2);
    const second = (await get(`/snapshot?limit=2&cursor=${textOf(first['next'])}`)).json();
    const held = { milestone: 'HELD', number: 4, reason: 'DAMAGED' };
    expect(first).toMatchObject({ cursor: at(2), parcels: [{ subject: 'A.1', data: held }] });
    expect(second).toMatchObject({ cursor: at(2), parcels: [{ subject: 'A.3', data: held }], next: null });
  });
  it('waits until the views have come as far as what stands before its cursor', async () => {
    await reach('A.1');
    listed('A.1');
    feed.place = { ...feed.place, position: await centre.log.endOffsets('carriers.events') };
    await feed.tell(1);
    centre.projections.stuckAt = 0;
    expect((await get('/snapshot')).json()).toMatchObject({ status: 503, code: 'VIEWS_UNAVAILABLE' });
    centre.projections.stuckAt = undefined;
    expect((await get('/snapshot')).json()).toMatchObject({ cursor: at(1), parcels: [{ subject: 'A.1' }] });
  });
});
