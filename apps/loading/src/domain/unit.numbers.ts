import type { LoadUnitState } from '@alataw/contracts';
import { findable, unfindable, type Findable } from '@alataw/stage';
import { parseUnitId, plateOf, sealNumberOf } from '@alataw/values';

/** What can be read on a load unit by who stands before it: its number, a plate without its country, the numbers of the seals on its doors. */
export function unitNumbers({ status, seals }: LoadUnitState, unitId: string): Findable {
  if (status === 'absent') return unfindable;
  const { kind, number } = parseUnitId(unitId);
  const stamped = seals.map(({ sealId }) => sealNumberOf(sealId));
  return findable('', number, kind === 'truck' ? plateOf(number) : null, ...stamped);
}
