import { partitionOf, topicsOf, type Codec } from '@alataw/contracts';
import { decodeCursor, encodeCursor } from '@alataw/http';
import type { LogReader } from '../backends/log-ports';
import { readEvent, type LiveEvent } from '../live/live-event';
import type { KnownUnit } from '../parcels/projections';

const STAGE = 'loading';
/** Records that one page looks at, at most: what lies between two events of a unit is of other units and of parcels. */
const MOST_RECORDS = 50_000;

/** Events of a load unit, oldest first. */
export interface TimelinePage {
  readonly events: readonly LiveEvent[];
  /** The cursor of the next page; null once all is told that the view knows of. */
  readonly next: string | null;
}

/** Where the next page begins: the offset to read from, and the number of the last event that was told. */
type Position = readonly [offset: number, sequence: number];

/**
 * A page of all events of a load unit, out of the log. The view knows where the first and the last of them stand (all, of a
 * unit with few); those are read directly. What lies between is found by reading its partition, as much as one request may
 * take: a page can have fewer events than its limit, none even, and still have a next.
 * @throws {Problem} 400 for a cursor of something else
 */
export async function readUnitTimeline(
  codec: Codec,
  log: LogReader,
  unitId: string,
  { sequence: total, eventOffsets: known }: KnownUnit,
  page: { readonly limit: number; readonly cursor: string | undefined; readonly mostRecords?: number },
): Promise<TimelinePage> {
  const { limit, cursor, mostRecords = MOST_RECORDS } = page;
  const list = `timeline:${unitId}`;
  let [offset, sequence] = cursor === undefined ? ([0, 0] as Position) : decodeCursor(list, cursor, isPosition);
  const topic = topicsOf(STAGE).events;
  const partition = partitionOf(unitId, log.partitions(topic));
  const offsets = placesOf(total, known);
  const events: LiveEvent[] = [];
  const take = (record: Parameters<typeof readEvent>[1]): void => {
    const event = readEvent(codec, record);
    if (event?.entityId === unitId) events.push(event);
  };
  let looked = 0;
  while (sequence < total && events.length < limit && looked < mostRecords) {
    const place = offsets.get(sequence + 1);
    if (place !== undefined) {
      const record = await log.readAt(topic, partition, place);
      if (record !== null) take({ ...record, stage: STAGE, partition });
      [offset, sequence] = [place + 1, sequence + 1];
      looked++;
      continue;
    }
    const [last, end] = [...offsets].find(([number]) => number > sequence) ?? [total + 1, offset];
    for await (const records of log.scan({ topic, partition, from: Math.min(offset, end), to: end })) {
      for (const record of records) {
        if (events.length >= limit || looked >= mostRecords) break;
        looked++;
        offset = record.offset + 1;
        if (record.key?.toString('utf8') === unitId) take({ ...record, stage: STAGE, partition });
      }
      if (events.length >= limit || looked >= mostRecords) break;
    }
    sequence = Math.max(sequence, events.at(-1)?.meta.sequence ?? 0);
    // Read to the end of the gap: what is still missing there is of a newer release, or the log no longer has it.
    if (events.length < limit && looked < mostRecords) [offset, sequence] = [end, last - 1];
  }
  return { events, next: sequence < total ? encodeCursor(list, [offset, sequence]) : null };
}

/** Number of an event of the unit → its offset, as far as the view knows them: the first and the last of many. */
function placesOf(total: number, known: readonly number[]): ReadonlyMap<number, number> {
  const head = total === known.length ? known.length : Math.floor(known.length / 2);
  return new Map(known.map((offset, n) => [n < head ? n + 1 : total - known.length + n + 1, offset]));
}

function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && value.length === 2 && value.every((part) => Number.isSafeInteger(part) && part >= 0);
}
