import type { Centre, Row } from '../api/centre';
import { stringIn } from '../api/json';
import { fateOf, type Shares } from './fate';

export const HELD_QUEUE = 'release.held';
/** Whether a hold can be lifted is known only once it is decided. */
const WAIT_S = 10;
/** Nobody here lifts what customs keeps. */
const HELD_BY_CUSTOMS = 'HELD_BY_CUSTOMS';
const LEFT_TO_CUSTOMS_MS = 2_000;
const codeOf = (body: unknown): string => stringIn(body, 'code');
/** Someone reads the file first. */
const READING_MS = 500;

/** What the release desk does about a held parcel: lifts the hold or returns it; what was revoked can only be returned. */
export function settleHold(centre: Pick<Centre, 'order'>, shares: Shares): (row: Row) => Promise<number | void> {
  return async ({ id, ageMs }) => {
    if (ageMs < READING_MS) return READING_MS - ageMs;
    if (fateOf(id, shares).afterHold === 'lift') {
      const { status, body } = await centre.order(id, 'lift', { remark: 'Documents supplied.' }, WAIT_S);
      if (status < 400) return undefined;
      if (codeOf(body) === HELD_BY_CUSTOMS) return LEFT_TO_CUSTOMS_MS;
      // Too late, or revoked: what cannot be lifted is returned.
    }
    await centre.order(id, 'return', { reason: 'CONSIGNOR_REQUEST' });
    return undefined;
  };
}
