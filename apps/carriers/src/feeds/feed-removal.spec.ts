import { EnvReader } from '@alataw/operations';
import type { SubscriptionState } from '@alataw/contracts';
import { FeedRemoval, feedKeptMsOf } from './feed-removal';

const KEPT_MS = 14 * 86_400_000;
const HOUR_MS = 3_600_000;
const DELETED_AT = 1_790_000_000_000;

function removal(states: Readonly<Record<string, Partial<SubscriptionState>>>, keptMs = KEPT_MS) {
  const there = new Set(['KAZPOST.a', 'KAZPOST.b'].map((id) => `carriers.feed.${id}`));
  const asked: string[] = [];
  const ports = {
    topics: (prefix: string) => {
      asked.push(prefix);
      return Promise.resolve([...there].filter((topic) => topic.startsWith(prefix)));
    },
    states: (ids: readonly string[]) =>
      Promise.resolve(ids.map((id) => (states[id] ?? null) as SubscriptionState | null)),
    delete: (topics: readonly string[]) => Promise.resolve(topics.forEach((topic) => there.delete(topic))),
  };
  return { removal: new FeedRemoval(ports, keptMs), there, asked };
}

describe(FeedRemoval.name, () => {
  const deleted = { status: 'deleted', since: DELETED_AT } as const;

  it('removes the feed of a deleted subscription once it was kept long enough, and no other', async () => {
    const { removal: at, there } = removal({ 'KAZPOST.a': deleted, 'KAZPOST.b': { status: 'paused', since: 0 } });
    expect(await at.look(DELETED_AT + KEPT_MS - 1)).toEqual([]);
    expect(await at.look(DELETED_AT + KEPT_MS + HOUR_MS)).toEqual(['carriers.feed.KAZPOST.a']);
    expect([...there]).toEqual(['carriers.feed.KAZPOST.b']);
  });
  it('removes nothing that the projection does not know', async () => {
    const { removal: at, there } = removal({});
    expect(await at.look(DELETED_AT + 2 * KEPT_MS)).toEqual([]);
    expect(there.size).toBe(2);
  });
  it('looks once an hour, or as often as feeds are kept', async () => {
    const { removal: at, asked } = removal({});
    for (const ms of [0, 1, HOUR_MS - 1, HOUR_MS]) await at.look(DELETED_AT + ms);
    expect(asked).toHaveLength(2);
    const short = removal({}, 1_000);
    for (const ms of [0, 999, 1_000]) await short.removal.look(DELETED_AT + ms);
    expect(short.asked).toHaveLength(2);
  });
});

describe(feedKeptMsOf.name, () => {
  it('is fourteen days unless said', () => {
    expect(feedKeptMsOf(new EnvReader({}))).toBe(KEPT_MS);
    expect(feedKeptMsOf(new EnvReader({ FEED_KEPT_SECONDS: '3' }))).toBe(3_000);
    const wrong = new EnvReader({ FEED_KEPT_SECONDS: '0' });
    feedKeptMsOf(wrong);
    expect(() => wrong.done()).toThrow('FEED_KEPT_SECONDS must be an integer from 1');
  });
});
