import { linked, NO_CHAIN, placeIn } from './place';
import { OpenFeed, UNCERTIFIED } from './open-feed';
import type { Selected } from './feed';

const feedOf = (selected: Selected): OpenFeed<string> =>
  new OpenFeed(
    { topic: 't', start: 'beginning', version: 1, note: '', select: () => selected },
    null,
    [0],
    1,
    UNCERTIFIED,
    false,
  );
const chainOf = (selected: Selected): Buffer | undefined => {
  const feed = feedOf(selected);
  feed.look(0, 1, [{ partition: 0, offset: 0, event: 'e' }]);
  return placeIn(feed.take(1_000).at(-1)?.headers ?? null)?.chain;
};

describe(OpenFeed.name, () => {
  const key = Buffer.from('k');
  const value = Buffer.from('{"a":1}');

  it('takes its chain over the values', () => {
    expect(chainOf({ key, value })).toEqual(linked(NO_CHAIN, value));
  });
  it('takes its chain over the canonical form, where the value is another one', () => {
    expect(chainOf({ key, value: Buffer.from([0, 1]), canonical: value })).toEqual(linked(NO_CHAIN, value));
  });
});
