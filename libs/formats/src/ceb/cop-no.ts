/** Where an event stands in its topic. */
export interface EventPlace {
  readonly partition: number;
  readonly offset: number;
}

/** Characters of customs' field. */
const MAX_COP_NO = 30;
const PLACE = /^#(\d{1,5})-(\d{1,16})$/;

/**
 * The number under which customs knows a parcel's list, at most 30 characters: the parcel's id, or, where that is longer, the place of the first
 * event that the customs stage wrote about it. Receipts repeat nothing else that would name the parcel.
 * @param first where that event stands in `customs.events`
 */
export function copNoOf(parcelId: string, first: EventPlace): string {
  return parcelId.length <= MAX_COP_NO ? parcelId : `#${first.partition}-${first.offset}`;
}

/** The place that a number names; null for one that is a parcel's id, or anything else. */
export function placeOfCopNo(copNo: string): EventPlace | null {
  const [, partition, offset] = PLACE.exec(copNo) ?? [];
  return partition === undefined ? null : { partition: Number(partition), offset: Number(offset) };
}
