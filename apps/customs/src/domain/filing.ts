import type {
  CancellationRequested,
  CustomsState,
  FilingOpened,
  FilingWithdrawn,
  ParcelArrived,
  ParcelCancelled,
  ParcelDeclared,
  ParcelDeparted,
  ReportCause,
  ReportDue,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import type { CustomsRules } from './customs.rules';
import { reportOf } from './file';

/** Reports of arrival and departure have no versions; of cancellations each that is asked for is another one. */
const ONLY_VERSION = 1;

/**
 * A list is due for a declaration that needs customs' word, and a new one for each amendment of it. Which parcels do is settled
 * with their first declaration; for all others the stage says nothing at all.
 */
export function declared(
  { clearance }: CustomsRules,
  { parcelId, version, platform }: ParcelDeclared,
  state: CustomsState,
  { at }: DecisionContext,
): readonly FilingOpened[] {
  if (state.status === 'withdrawn' || version <= state.declarationVersion) return [];
  if (state.declarationVersion === 0 && clearance.at(at) === 'CENTRE') return [];
  return [{ type: 'FilingOpened', parcelId, declarationVersion: version, platform, clearance: 'CUSTOMS' }];
}

/** The topics of the stages are read side by side: a parcel may be heard of before its declaration. */
export function reported(
  { clearance }: CustomsRules,
  { type, parcelId }: ParcelArrived | ParcelDeparted,
  state: CustomsState,
  { at }: DecisionContext,
): readonly ReportDue[] {
  const document = type === 'ParcelArrived' ? 'ARRIVAL' : 'DEPARTURE';
  const cause: ReportCause = type === 'ParcelArrived' ? 'ARRIVED' : 'DEPARTED';
  const isConcerned = state.status !== 'absent' || clearance.mayNeedCustoms(at);
  if (!isConcerned || state.status === 'withdrawn' || reportOf(state, document)) return [];
  return [{ type: 'ReportDue', parcelId, document, version: ONLY_VERSION, cause }];
}

/** A platform wants to cancel. Customs has to approve if it has, or may have, the list; otherwise the list is not sent any more. */
export function cancellationRequested(
  { parcelId }: CancellationRequested,
  state: CustomsState,
): readonly (FilingWithdrawn | ReportDue)[] {
  if (!state.offered) return [{ type: 'FilingWithdrawn', parcelId }];
  return [cancellationDue(parcelId, state)];
}

/** The same for what was cancelled without asking; of what customs has approved it knows. */
export function cancelled(
  { clearance }: CustomsRules,
  { parcelId }: ParcelCancelled,
  state: CustomsState,
  { at }: DecisionContext,
): readonly (FilingWithdrawn | ReportDue)[] {
  if (state.status === 'absent' && !clearance.mayNeedCustoms(at)) return [];
  if (state.status === 'withdrawn' || reportOf(state, 'CANCELLATION')) return [];
  return state.offered ? [cancellationDue(parcelId, state)] : [{ type: 'FilingWithdrawn', parcelId }];
}

/** What cancels a list at customs. One that customs refused is asked for anew as another document. */
export function cancellationDue(parcelId: string, state: CustomsState): ReportDue {
  const version = (reportOf(state, 'CANCELLATION')?.version ?? 0) + 1;
  return { type: 'ReportDue', parcelId, document: 'CANCELLATION', version, cause: 'CANCELLED' };
}
