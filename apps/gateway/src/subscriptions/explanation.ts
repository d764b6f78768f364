import { isOf, MilestoneReached, topicsOf, type Codec, type Recorded } from '@alataw/contracts';
import { EventFilter, type FilterPart } from '@alataw/filter';
import type { LogReader } from '../backends/log-ports';
import type { EventPlaces } from '../parcels/timeline';
import type { KnownSubscription } from './subscription-view';

/** Why a milestone belongs into a feed, or does not. */
export interface ExplainedMilestone {
  readonly number: number;
  readonly milestone: string;
  readonly happenedAt: number;
  readonly recordedAt: number;
  readonly taken: boolean;
  readonly why: 'TAKEN' | 'BEFORE_START' | 'FILTERED_OUT';
  /** What each condition of the filter said. */
  readonly parts: readonly FilterPart[];
}

/** What the filter of a subscription makes of each milestone of a parcel, oldest first. */
export async function explain(
  codec: Codec,
  log: LogReader,
  parcel: { readonly parcelId: string; readonly partition: number; readonly places: EventPlaces },
  { state }: KnownSubscription,
): Promise<readonly ExplainedMilestone[]> {
  const filter = EventFilter.compile(state.filter);
  const { events } = topicsOf('carriers');
  const records = await Promise.all(
    (parcel.places.carriers?.eventOffsets ?? []).map((offset) => log.readAt(events, parcel.partition, offset)),
  );
  return records.flatMap((record) => {
    if (!record?.value) return [];
    const decoded = codec.decode(record.value);
    if (!isOf(MilestoneReached, decoded)) return [];
    const told = decoded.value as Recorded<MilestoneReached>;
    // Another carrier's parcel, or an earlier life of the number.
    if (told.parcelId !== parcel.parcelId || told.carrier !== state.carrier) return [];
    const { recordedAt } = told.meta;
    const takes = filter.takes(told);
    const why = recordedAt < state.startAt ? 'BEFORE_START' : takes ? 'TAKEN' : 'FILTERED_OUT';
    const { number, milestone, happenedAt } = told;
    return [{ number, milestone, happenedAt, recordedAt, taken: why === 'TAKEN', why, parts: filter.explain(told) }];
  });
}
