import { controlIn, placeIn } from '@alataw/feed';
import { KafkaLog, type Fetched } from '@alataw/log';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 100;
/** What the demonstration's subscriptions select, in other words than their filters: `<carrier> <milestone>`. */
const SELECTED: Readonly<Record<string, RegExp>> = {
  'carriers.feed.KAZPOST.demonstration': /^KAZPOST /,
  'carriers.feed.RUPOST.departures': /^RUPOST (PIECES_)?DEPARTED$/,
};

/**
 * The feeds that have not come to what carriers were told.
 * @param counts events by feed
 * @param told `<carrier> <milestone>` → how often
 */
export function behind(counts: ReadonlyMap<string, number>, told: ReadonlyMap<string, number>): readonly string[] {
  const wanted = (selected: RegExp): number =>
    [...told].reduce((sum, [what, count]) => sum + (selected.test(what) ? count : 0), 0);
  return Object.keys(SELECTED).filter((topic) => (counts.get(topic) ?? 0) < wanted(SELECTED[topic]!));
}

/** Follows the demonstration's feeds as their readers do, connected with the brokers directly. */
export class FeedWatch {
  /** Who claimed a feed last; '' before the first claim. */
  writer = '';
  /** Claims so far, over all feeds. */
  claims = 0;
  /** Events by feed, as the feed's last record says. */
  readonly counts = new Map<string, number>();
  private readonly positions: { readonly topic: string; readonly partition: number; offset: number }[];
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();

  private constructor(
    private readonly log: KafkaLog,
    topics: readonly string[],
  ) {
    this.positions = topics.map((topic) => ({ topic, partition: 0, offset: 0 }));
  }

  /** Waits until there are these feeds, and begins to follow them from their beginnings. */
  static async start(brokers: readonly string[]): Promise<FeedWatch> {
    const topics = Object.keys(SELECTED);
    const log = await KafkaLog.connect({ brokers: [...brokers], clientId: 'feed-watch', topics });
    const watch = new FeedWatch(log, topics);
    const onFetched = (fetched: readonly Fetched[]): Promise<void> => Promise.resolve(watch.take(fetched));
    watch.running = log.follow({ positions: () => watch.positions, onFetched }, watch.stop.signal);
    return watch;
  }

  /** How often a feed was claimed that had been claimed before. */
  get claimsAgain(): number {
    return Math.max(0, this.claims - this.positions.length);
  }

  /** Resolves when a condition holds. @throws what the signal says */
  async until(condition: () => boolean, signal: AbortSignal): Promise<void> {
    while (!condition()) await delay(LOOK_MS, undefined, { signal });
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
    await this.log.close();
  }

  private take(fetched: readonly Fetched[]): void {
    for (const { topic, next, batches } of fetched) {
      const position = this.positions.find((each) => each.topic === topic);
      if (position) position.offset = next;
      for (const { headers, value } of batches.flatMap(({ records }) => records)) {
        const place = placeIn(headers);
        if (place) this.counts.set(topic, place.count);
        if (controlIn(headers) !== 'claimed' || value === null) continue;
        const { data } = JSON.parse(String(value)) as { readonly data: { readonly instance: string } };
        this.writer = data.instance;
        this.claims++;
      }
    }
  }
}
