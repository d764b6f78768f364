import type { Centre, Row } from '../api/centre';
import { fateOf } from './fate';

export const INSPECTION_QUEUES = ['inspection.documents', 'inspection.examination'] as const;
/** A platform that cancels does so by then. */
const CANCEL_MS = 4000;

/** What an inspector does about a parcel that waits: a verdict, sometimes after a hold; or nothing while its platform may cancel. */
export function inspect(centre: Pick<Centre, 'order'>): (row: Row) => Promise<number | void> {
  return async ({ id, ageMs }) => {
    const fate = fateOf(id);
    if (fate.isCancelled && ageMs < CANCEL_MS) return CANCEL_MS - ageMs;
    if (fate.intervention === 'heldAtInspection') await centre.order(id, 'hold', { reason: 'DATA_MISMATCH' });
    await centre.order(id, 'inspection', { verdict: fate.verdict });
    return undefined;
  };
}
