import { Findings } from '../findings';
import { UnreachableError } from '../wire/connection';
import { readFeeds } from './read-feeds';

const TOPIC = 'carriers.feed.KAZPOST.a';

describe(readFeeds.name, () => {
  /** A cluster that does not know the feed's topic any more when it is read. @param found what it lists, one after the other */
  const without = (...found: (readonly string[])[]) => ({
    find: () => Promise.resolve(found.shift() ?? []),
    offsets: () => Promise.reject(new UnreachableError('no leader')),
    fetch: () => Promise.resolve([]),
  });

  it('passes over a feed that is removed meanwhile', async () => {
    expect(await readFeeds(without([TOPIC], []), 2, new Findings())).toEqual([]);
  });
  it('does not pass over one that cannot be read', async () => {
    await expect(readFeeds(without([TOPIC], [TOPIC]), 2, new Findings())).rejects.toThrow('no leader');
  });
});
