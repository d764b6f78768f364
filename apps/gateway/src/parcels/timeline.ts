import { stages, topicsOf, type Codec, type StageName } from '@alataw/contracts';
import type { Principal } from '@alataw/http';
import { eventView, platformIn } from '../live/event-view';
import { readEvent, type LiveEvent } from '../live/live-event';
import type { LogReader } from '../backends/log-ports';

/** Where the last events about an entity stand, per stage. */
export type EventPlaces = Partial<
  Record<StageName, { readonly sequence: number; readonly eventOffsets: readonly number[] }>
>;

/** What happened to an entity, oldest first. */
export interface Timeline {
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** Earlier events that are no longer listed here; they stand in the log. */
  readonly omitted: number;
}

/** Reads an entity's events out of the log, where its projection says that they stand. */
export async function readTimeline(
  codec: Codec,
  log: LogReader,
  entity: { readonly id: string; readonly partition: number; readonly places: EventPlaces },
  reader: Principal,
): Promise<Timeline> {
  const events = await Promise.all(
    stages.flatMap((stage) =>
      (entity.places[stage]?.eventOffsets ?? []).map((offset) => readOne(codec, log, stage, entity.partition, offset)),
    ),
  );
  const own = events.filter((event) => event !== undefined && event.entityId === entity.id && mayRead(event, reader));
  let omitted = 0;
  for (const stage of stages) {
    const place = entity.places[stage];
    if (place !== undefined) omitted += place.sequence - place.eventOffsets.length;
  }
  return {
    events: own
      .filter((event) => event !== undefined)
      .sort(inOrder)
      .map((event) => eventView(event, reader)),
    omitted,
  };
}

async function readOne(
  codec: Codec,
  log: LogReader,
  stage: StageName,
  partition: number,
  offset: number,
): Promise<LiveEvent | undefined> {
  const record = await log.readAt(topicsOf(stage).events, partition, offset);
  return record === null ? undefined : readEvent(codec, { ...record, stage, partition });
}

/** What another platform tried with this waybill number is not its owner's business. */
function mayRead(event: LiveEvent, reader: Principal): boolean {
  return reader.role !== 'platform' || (platformIn(event) ?? reader.tenant) === reader.tenant;
}

/** By the time of the decision; what was decided in the same millisecond, in the order of the flow. */
function inOrder(a: LiveEvent, b: LiveEvent): number {
  return (
    a.meta.recordedAt - b.meta.recordedAt ||
    stages.indexOf(a.stage) - stages.indexOf(b.stage) ||
    a.meta.sequence - b.meta.sequence
  );
}
