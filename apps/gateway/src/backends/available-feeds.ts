import type { Codec } from '@alataw/contracts';
import { controlIn, type FeedReader, type Stretch } from '@alataw/feed';
import type { LogRecord } from '@alataw/log';
import { feedEventText } from '@alataw/milestones';
import { inTime, starting } from './available-log';

/** The feeds as a request sees them: Kafka is there, or the request is told so. */
export class AvailableFeeds {
  private connected: FeedReader | undefined;

  constructor(private readonly codec: Codec) {}

  connect(reader: FeedReader): void {
    this.connected = reader;
  }

  /** @throws {Problem} 503 before the first connection */
  private get reader(): FeedReader {
    if (this.connected === undefined) throw starting();
    return this.connected;
  }

  /** What stands from an offset on; at the end news are waited for, until the signal. @param waitMs when the signal comes at the latest */
  async read(topic: string, offset: number, until: AbortSignal, waitMs = 0): Promise<Stretch> {
    return inTime(this.reader.read(topic, offset, until), waitMs);
  }

  /** As {@link read}, for whoever waits as long as it takes, through outages of Kafka as well. */
  async follow(topic: string, offset: number, until: AbortSignal): Promise<Stretch> {
    return this.reader.read(topic, offset, until);
  }

  async placeBefore(topic: string, offset: number): ReturnType<FeedReader['placeBefore']> {
    return inTime(this.reader.placeBefore(topic, offset));
  }

  async readAt(topic: string, offset: number): ReturnType<FeedReader['readAt']> {
    return inTime(this.reader.readAt(topic, offset));
  }

  /** The text of an event, whichever format it stands in; null for what is none, as a claim. */
  textOf({ headers, value }: LogRecord): string | null {
    return controlIn(headers) === null && value !== null ? feedEventText({ value, headers }, this.codec) : null;
  }

  async bounds(topic: string): ReturnType<FeedReader['bounds']> {
    return inTime(this.reader.bounds(topic));
  }
}
