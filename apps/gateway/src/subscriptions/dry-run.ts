import { topicsOf, type Codec, type Milestone } from '@alataw/contracts';
import type { EventFilter } from '@alataw/filter';
import { milestoneText, recordedMilestone } from '@alataw/milestones';
import type { LogReader, StoredRecord } from '../backends/log-ports';

/** What is tried. */
export interface Trial {
  readonly carrier: string;
  readonly filter: EventFilter;
  /** Moments, epoch ms UTC; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
}

/** How far a trial has come: the offsets of each partition, and what it has taken. */
export interface TrialPlace {
  readonly offsets: readonly number[];
  readonly taken: number;
}

/** What a filter would have sent of what was looked at. */
export interface TrialResult {
  /** Records of the log. */
  readonly looked: number;
  readonly taken: number;
  readonly byMilestone: Readonly<Partial<Record<Milestone, number>>>;
  /** By the day in UTC on which it would have been sent, `2026-11-30`. */
  readonly byDay: Readonly<Record<string, number>>;
  /** The first of them, as CloudEvents. */
  readonly events: readonly unknown[];
  /** Where it stopped; null: it has come to the end. */
  readonly place: TrialPlace | null;
}

const { events: EVENTS } = topicsOf('carriers');
const MAX_BYTES = 128 * 1024;
const MAX_SHOWN = 100;

/**
 * Looks through what happened between two moments, in its order, as far as one request may.
 * @param start null: from the beginning of the time
 * @param maxLooked records that are looked at, at most
 */
export async function tryFilter(
  codec: Codec,
  log: LogReader,
  { carrier, filter, from, to }: Trial,
  start: TrialPlace | null,
  maxLooked: number,
): Promise<TrialResult> {
  const [begins, ends] = await Promise.all([start?.offsets ?? log.offsetsAt(EVENTS, from), log.offsetsAt(EVENTS, to)]);
  const parts = begins.map((offset, partition) => new Part(log, partition, offset, ends[partition] ?? 0));
  const byMilestone: Partial<Record<Milestone, number>> = {};
  const byDay: Record<string, number> = {};
  const events: unknown[] = [];
  let looked = 0;
  let taken = 0;
  for (; looked < maxLooked; looked += 1) {
    const part = await oldestOf(parts);
    if (part === null) break;
    const record = part.take();
    const told = record.timestamp >= from && record.timestamp < to ? recordedMilestone(codec, record.value) : null;
    if (told === null || told.carrier !== carrier || !filter.takes(told)) continue;
    taken += 1;
    const day = new Date(record.timestamp).toISOString().slice(0, 10);
    byDay[day] = (byDay[day] ?? 0) + 1;
    byMilestone[told.milestone] = (byMilestone[told.milestone] ?? 0) + 1;
    if (events.length < MAX_SHOWN) events.push(JSON.parse(milestoneText(told, (start?.taken ?? 0) + taken)));
  }
  const isOver = (await oldestOf(parts)) === null;
  const place = isOver ? null : { offsets: parts.map(({ at }) => at), taken: (start?.taken ?? 0) + taken };
  return { looked, taken, byMilestone, byDay, events, place };
}

/** One partition, read as far as is needed. */
class Part {
  private records: readonly StoredRecord[] = [];
  private taken = 0;
  /** Behind what was read. */
  private next: number;

  constructor(
    private readonly log: LogReader,
    private readonly partition: number,
    /** Behind what was taken. */
    public at: number,
    private readonly end: number,
  ) {
    this.next = at;
  }

  /** @returns null at the end */
  async head(): Promise<StoredRecord | null> {
    while (this.taken === this.records.length && this.next < this.end) {
      const fetched = await this.log.fetch({ topic: EVENTS, partition: this.partition, offset: this.next }, MAX_BYTES);
      this.records = fetched.batches.flatMap(({ records }) => records.filter(({ offset }) => offset < this.end));
      this.taken = 0;
      // Behind the end of the log nothing comes.
      this.next = fetched.next > this.next ? fetched.next : this.end;
    }
    return this.records[this.taken] ?? null;
  }

  take(): StoredRecord {
    const record = this.records[this.taken]!;
    this.taken += 1;
    this.at = record.offset + 1;
    return record;
  }
}

async function oldestOf(parts: readonly Part[]): Promise<Part | null> {
  let oldest: { readonly part: Part; readonly timestamp: number } | null = null;
  for (const part of parts) {
    const record = await part.head();
    if (record && record.timestamp < (oldest?.timestamp ?? Infinity)) oldest = { part, timestamp: record.timestamp };
  }
  return oldest?.part ?? null;
}
