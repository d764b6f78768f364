/** One entry of a `DepartureChunk`: what carried it has left, and it left with it. */
export interface DepartWith {
  readonly type: 'DepartWith';
  readonly contentId: string;
  readonly unitId: string;
  /** Which use of that unit. */
  readonly visit: number;
  /** The vehicle that left. */
  readonly transportId: string;
}
