import type {
  GatePassIssued,
  GatePassVoided,
  GatePassVoidReason,
  IssueGatePass,
  LoadUnitState,
  TruckWeighed,
  UnitCommandRefused,
  UnitRefusal,
} from '@alataw/contracts';
import { unitKindOf } from '@alataw/values';
import { isAsked, sealFault, type LoadingRules } from './loading.rules';
import type { LoadUnitEvent } from './unit.decider';
import { refuse } from './unit.opening';
import { missingFrom } from './unit.pieces';
import { hasBrokenSeal, isSealPending, sealIdsOn } from './unit.sealed';

/**
 * A truck that may leave gets a pass, whether the site asks for one or not. A mass that differs stands in its way; one that is not
 * known does only where weighing is required.
 * @param at epoch ms UTC
 */
export function issuePass(
  { unitId }: IssueGatePass,
  state: LoadUnitState,
  rules: LoadingRules,
  at: number,
): GatePassIssued | UnitCommandRefused {
  const reason = obstacle(unitId, state, rules, at);
  if (reason !== null) return refuse(unitId, 'ISSUE_PASS', reason);
  const { visit, passes, manifest } = state;
  const passNo = `${unitId.slice('truck:'.length)}/${visit}/${passes + 1}`;
  return { type: 'GatePassIssued', unitId, visit, passNo, kind: manifest.length > 0 ? 'LOADED' : 'EMPTY' };
}

/** A pass is for the truck as it stands: a hold of what is in it, a broken seal, or a mass that differs ends it in the same decision. */
export function withPassVoided<T extends LoadUnitEvent | TruckWeighed | UnitCommandRefused>(
  state: LoadUnitState,
  events: readonly T[],
): readonly (T | GatePassVoided)[] {
  const { passNo, visit } = state;
  if (passNo === null) return events;
  const voided = events.flatMap((event): GatePassVoided[] => {
    const reason = endOf(event);
    return reason === null ? [] : [{ type: 'GatePassVoided', unitId: event.unitId, visit, passNo, reason }];
  });
  return [...events, ...voided.slice(0, 1)];
}

/** What an event means for a pass; null: it stays. */
function endOf(event: LoadUnitEvent | TruckWeighed): GatePassVoidReason | null {
  if (event.type === 'UnitBlocked') return 'BLOCKED_PARCEL';
  if (event.type === 'UnitReopened') return 'REOPENED';
  if (event.type === 'SealBroken' || event.type === 'SealAlarmRaised') return 'SEAL_BROKEN';
  return event.type === 'TruckWeighed' && event.standing === 'DIFFERS' ? 'MASS_MISMATCH' : null;
}

/** Who once had a pass for this use needs a valid one, whatever the site asks for. @param at epoch ms UTC */
export const lacksPass = ({ passNo, passes }: LoadUnitState, rules: LoadingRules, at: number): boolean =>
  passNo === null && (passes > 0 || isAsked(rules.gatePassRequired, at));

function obstacle(unitId: string, state: LoadUnitState, rules: LoadingRules, at: number): UnitRefusal | null {
  const { status, blocked, massStanding, passNo } = state;
  if (unitKindOf(unitId) !== 'truck') return 'NOT_A_TRUCK';
  if (status === 'absent') return 'UNKNOWN_UNIT';
  if (status === 'departed') return 'ALREADY_DEPARTED';
  if (status !== 'closed') return 'NOT_CLOSED';
  if (isSealPending(state)) return 'SEAL_PENDING';
  if (sealIdsOn(state).length === 0) return 'NOT_SEALED';
  if (blocked.length > 0) return 'BLOCKED_PARCEL';
  if (missingFrom(state).length > 0) return 'INCOMPLETE_PARCEL';
  if (hasBrokenSeal(state)) return 'SEAL_BROKEN';
  const seals = sealFault(state.seals, rules, at);
  if (seals !== null) return seals;
  if (massStanding === 'DIFFERS') return 'MASS_MISMATCH';
  if (massStanding === 'NONE' && isAsked(rules.weighingRequired, at)) return 'NOT_WEIGHED';
  return passNo === null ? null : 'PASS_VALID';
}
