import type { Findings } from '../findings';
import type { Schemas } from '../log/schemas';
import type { Cluster } from '../wire/cluster';
import { UnreachableError } from '../wire/connection';
import { partitionOfKey } from '../wire/murmur2';
import { recordBatches } from '../wire/record-batch';
import { Feed, FEED_PREFIX } from './feed';
import { feedRecord } from './feed-record';

type FeedSource = Pick<Cluster, 'find' | 'offsets' | 'fetch'>;

/**
 * Reads every feed that there is, up to where it ends now.
 * @param partitions of `carriers.events`
 */
export async function readFeeds(
  cluster: FeedSource,
  partitions: number,
  findings: Findings,
  schemas: Schemas,
): Promise<Feed[]> {
  const feeds: Feed[] = [];
  for (const topic of await cluster.find(FEED_PREFIX)) {
    try {
      feeds.push(await readFeed(cluster, topic, partitions, findings, schemas));
    } catch (error) {
      // That of a deleted subscription may be removed at this very moment.
      const isGone = error instanceof UnreachableError && !(await cluster.find(FEED_PREFIX)).includes(topic);
      if (!isGone) throw error;
    }
  }
  return feeds;
}

async function readFeed(
  cluster: FeedSource,
  topic: string,
  partitions: number,
  findings: Findings,
  schemas: Schemas,
): Promise<Feed> {
  const place = { topic, partition: 0, offset: 0 };
  const [begins = 0] = await cluster.offsets([place], 'earliest');
  const [end = 0] = await cluster.offsets([place], 'latest');
  const feed = new Feed(topic, begins, (key) => partitionOfKey(Buffer.from(key), partitions), findings);
  for (let offset = begins; offset < end;) offset = await readFrom(cluster, feed, offset, end, schemas);
  return feed;
}

/** @returns the offset after what was read */
async function readFrom(cluster: FeedSource, feed: Feed, from: number, end: number, schemas: Schemas): Promise<number> {
  const { topic } = feed;
  const [fetched] = await cluster.fetch([{ topic, partition: 0, offset: from }]);
  let next = from;
  for (const batch of recordBatches(fetched?.bytes ?? Buffer.alloc(0))) {
    if ('fault' in batch) feed.fault(`from here on it cannot be read: ${batch.fault}`, batch.baseOffset);
    else {
      const { producerId, producerEpoch } = batch;
      for (const raw of batch.records) {
        const where = { topic, partition: 0, offset: raw.offset, producerId, producerEpoch };
        if (raw.offset >= next && raw.offset < end) feed.take(feedRecord(raw, where, schemas));
      }
    }
    next = Math.max(next, batch.lastOffset + 1);
  }
  return next;
}
