import type {
  AssignParcel,
  EscalateOverdue,
  HoldNoted,
  InspectionCommandRefused,
  InspectionState,
  ParcelAssigned,
  ParcelEscalated,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { closedBy, refuse } from '../refusals';

/** An officer takes a parcel, passes it on, or gives it back. Of two who take it at once, the second is refused. */
export function assign(
  { parcelId, officer, from }: AssignParcel,
  state: InspectionState,
): readonly (ParcelAssigned | InspectionCommandRefused)[] {
  const closed = closedBy(state);
  if (closed) return refuse(parcelId, 'ASSIGN', closed);
  if (state.officer !== from || officer === from) return refuse(parcelId, 'ASSIGN', 'ASSIGNED_OTHERWISE');
  return [{ type: 'ParcelAssigned', parcelId, officer }];
}

/** Says once that a parcel has waited too long in its queue; a command that came late, or twice, is refused. */
export function escalate(
  { parcelId, due }: EscalateOverdue,
  state: InspectionState,
  { at }: DecisionContext,
): readonly (ParcelEscalated | InspectionCommandRefused)[] {
  if (due === 0 || due !== state.due || at < due) return refuse(parcelId, 'ESCALATE', 'NOT_DUE');
  return [{ type: 'ParcelEscalated', parcelId, queue: state.queue, due }];
}

/** Remembers what the release stage says of holds, for the X-ray line. */
export function noteHold(parcelId: string, held: boolean, state: InspectionState): readonly HoldNoted[] {
  return state.held === held ? [] : [{ type: 'HoldNoted', parcelId, held }];
}
