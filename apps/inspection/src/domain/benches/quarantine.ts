import type {
  EndQuarantine,
  InspectionCommandRefused,
  InspectionState,
  ParcelInspected,
  ParcelQuarantined,
  QuarantineEnded,
  QuarantineParcel,
  VerdictProposed,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { lacksArrival } from '../file';
import { closedBy, refuse } from '../refusals';
import { conclude, takeEffect } from './verdict';

/** Keeps a parcel apart, at once, whoever has it. */
export function quarantine(
  { parcelId, place, remark }: QuarantineParcel,
  state: InspectionState,
): readonly (ParcelQuarantined | InspectionCommandRefused)[] {
  const closed = closedBy(state);
  if (closed) return refuse(parcelId, 'QUARANTINE', closed);
  if (state.quarantined) return refuse(parcelId, 'QUARANTINE', 'IN_QUARANTINE');
  if (lacksArrival(state)) return refuse(parcelId, 'QUARANTINE', 'NOT_ARRIVED');
  return [{ type: 'ParcelQuarantined', parcelId, place, remark }];
}

/** Lets a parcel go back to where it waited, or ends its inspection. Destruction is a detention: a second officer confirms it. */
export function endQuarantine(
  { parcelId, end, remark }: EndQuarantine,
  state: InspectionState,
  context: DecisionContext,
): readonly (QuarantineEnded | ParcelInspected | VerdictProposed | InspectionCommandRefused)[] {
  const closed = closedBy(state);
  if (closed) return refuse(parcelId, 'END_QUARANTINE', closed);
  if (!state.quarantined) return refuse(parcelId, 'END_QUARANTINE', 'NOT_IN_QUARANTINE');
  if (state.queue === 'confirmation') return refuse(parcelId, 'END_QUARANTINE', 'AWAITING_CONFIRMATION');
  if (state.officer !== null && state.officer !== context.actor)
    return refuse(parcelId, 'END_QUARANTINE', 'ASSIGNED_TO_OTHER');
  const ended: QuarantineEnded = { type: 'QuarantineEnded', parcelId, end, remark };
  if (end === 'RELEASED') return [ended];
  if (end === 'RETURNED') {
    const returned = { verdict: 'RETURN', detention: null, remark } as const;
    return [ended, takeEffect(parcelId, returned, state, context.actor)];
  }
  const destroyed = { verdict: 'DETAIN', detention: 'DESTRUCTION', remark } as const;
  const effect = conclude(parcelId, destroyed, state, context);
  return effect.type === 'VerdictProposed' ? [effect] : [ended, effect];
}
