import type { FindingsRecorded, InspectionCommandRefused, InspectionState, RecordFindings } from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { awayBy, barredBy, closedBy, refuse } from '../refusals';

/** An officer who has the parcel open answers items of its checklist. */
export function recordFindings(
  { parcelId, answers, photos, remark }: RecordFindings,
  state: InspectionState,
  { actor }: DecisionContext,
): readonly (FindingsRecorded | InspectionCommandRefused)[] {
  const barred = closedBy(state) ?? barredBy(state, actor) ?? awayBy(state);
  if (barred) return refuse(parcelId, 'FINDINGS', barred);
  if (state.queue !== 'examination') return refuse(parcelId, 'FINDINGS', 'NOT_IN_EXAMINATION');
  const items = new Set(state.checklist.map(({ item }) => item));
  if (answers.some(({ item }) => !items.has(item))) return refuse(parcelId, 'FINDINGS', 'UNKNOWN_ITEM');
  return [{ type: 'FindingsRecorded', parcelId, answers, photos, remark }];
}

export function findingsRecorded(state: InspectionState, { answers }: FindingsRecorded): InspectionState {
  const found = new Map(answers.map(({ item, finding }) => [item, finding]));
  const checklist = state.checklist.map((entry) => ({ ...entry, finding: found.get(entry.item) ?? entry.finding }));
  return { ...state, checklist };
}
