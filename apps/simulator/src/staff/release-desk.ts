import type { Centre, Row } from '../api/centre';
import { fateOf, type Shares } from './fate';

export const HELD_QUEUE = 'release.held';
/** Whether a hold can be lifted is known only once it is decided. */
const WAIT_S = 10;
/** Someone reads the file first. */
const READING_MS = 500;

/** What the release desk does about a held parcel: lifts the hold or returns it; what was revoked can only be returned. */
export function settleHold(centre: Pick<Centre, 'order'>, shares: Shares): (row: Row) => Promise<number | void> {
  return async ({ id, ageMs }) => {
    if (ageMs < READING_MS) return READING_MS - ageMs;
    if (fateOf(id, shares).afterHold === 'lift') {
      const { status } = await centre.order(id, 'lift', { remark: 'Documents supplied.' }, WAIT_S);
      if (status < 400) return undefined;
      // Too late, or revoked: what cannot be lifted is returned.
    }
    await centre.order(id, 'return', { reason: 'CONSIGNOR_REQUEST' });
    return undefined;
  };
}
