/** What the stage's routes make of a truck that the gate has admitted under an entry application. */
export interface AdmitTruck {
  readonly type: 'AdmitTruck';
  /** `truck:<plate>` */
  readonly unitId: string;
  readonly applicationId: string;
  readonly carrier: string;
  /** Permitted mass of the load, grams. */
  readonly maxMassGrams: number;
  /** Permitted pieces. */
  readonly maxPieces: number;
  /** Permitted volume of the load, cm³; null: no limit. */
  readonly maxVolumeCm3: number | null;
}
