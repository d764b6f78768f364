import type { Centre, Row } from '../api/centre';

/** Where parcels wait that passed and that customs has not released. */
export const AWAITING_CUSTOMS = 'release.awaiting-customs';
/** Customs answers a moment after it has the arrival report; then it is asked what is missing. */
const LOOK_AGAIN_MS = 60_000;
/** Someone carries it in. */
const CARRYING_MS = 300;

/** What the intake does about a parcel for which customs is waited: brings it in, so that its arrival is reported. */
export function bringIn(centre: Pick<Centre, 'order'>): (row: Row) => Promise<number | void> {
  return async ({ id, ageMs }) => {
    if (ageMs < CARRYING_MS) return CARRYING_MS - ageMs;
    // One that has arrived is refused: it waits for customs alone.
    await centre.order(id, 'inspection/arrival', { place: 'INTAKE-1' });
    return LOOK_AGAIN_MS;
  };
}
