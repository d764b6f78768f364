/** What the stage's routes make of a split parcel for each unit that has a part of it. */
export interface AcceptPart {
  readonly type: 'AcceptPart';
  readonly unitId: string;
  readonly parcelId: string;
}
