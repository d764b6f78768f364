import { join } from 'node:path';
import { Findings } from '../findings';
import { Schemas } from '../log/schemas';
import { UnreachableError } from '../wire/connection';
import { readFeeds } from './read-feeds';

const schemas = Schemas.load(join(__dirname, '../../../schemas'));
const TOPIC = 'carriers.feed.KAZPOST.a';

describe(readFeeds.name, () => {
  /** A cluster that does not know the feed's topic any more when it is read. @param found what it lists, one after the other */
  const without = (...found: (readonly string[])[]) => ({
    find: () => Promise.resolve(found.shift() ?? []),
    offsets: () => Promise.reject(new UnreachableError('no leader')),
    fetch: () => Promise.resolve([]),
  });

  it('passes over a feed that is removed meanwhile', async () => {
    expect(await readFeeds(without([TOPIC], []), 2, new Findings(), schemas)).toEqual([]);
  });
  it('does not pass over one that cannot be read', async () => {
    await expect(readFeeds(without([TOPIC], [TOPIC]), 2, new Findings(), schemas)).rejects.toThrow('no leader');
  });
});
