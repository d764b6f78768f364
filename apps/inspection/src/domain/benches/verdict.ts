import type {
  AmendmentRequested,
  ConfirmVerdict,
  Detention,
  InspectionCommandRefused,
  InspectionOutcome,
  InspectionState,
  ParcelInspected,
  QuarantineEnded,
  RecordVerdict,
  Verdict,
  VerdictProposed,
  VerdictRefusal,
  VerdictRefused,
  VerdictRejected,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { detentionByTwo } from '../bench.rules';
import { lacksArrival, lacksPapers } from '../file';
import { barredBy, closedBy, refuse } from '../refusals';

/** A verdict that ends an inspection. */
export interface Conclusion {
  readonly verdict: Exclude<Verdict, 'AMEND'>;
  readonly detention: Detention | null;
  readonly remark: string | null;
}
type Concluded = ParcelInspected | VerdictProposed;

const outcomeOf: Readonly<Record<Conclusion['verdict'], InspectionOutcome>> = {
  PASS: 'PASSED',
  RETURN: 'RETURNED',
  DETAIN: 'DETAINED',
};

/** An officer decides about a parcel. */
export function judge(
  command: RecordVerdict,
  state: InspectionState,
  context: DecisionContext,
): readonly (Concluded | VerdictRefused | AmendmentRequested)[] {
  const { parcelId, verdict, remark } = command;
  const reason = closedBy(state) ?? barredBy(state, context.actor) ?? obstacleTo(verdict, state);
  if (reason !== null) return [{ type: 'VerdictRefused', parcelId, verdict, reason }];
  if (verdict === 'AMEND') return [{ type: 'AmendmentRequested', parcelId, remark }];
  const detention = verdict === 'DETAIN' ? (command.detention ?? 'OTHER') : null;
  return [conclude(parcelId, { verdict, detention, remark }, state, context)];
}

/** A second officer confirms or rejects what another one proposed. */
export function confirm(
  { parcelId, confirm: isConfirmed, remark }: ConfirmVerdict,
  state: InspectionState,
  { actor }: DecisionContext,
): readonly (Concluded | VerdictRejected | QuarantineEnded | InspectionCommandRefused)[] {
  const closed = closedBy(state);
  if (closed) return refuse(parcelId, 'CONFIRM', closed);
  const { proposal } = state;
  if (state.queue !== 'confirmation' || !proposal || proposal.verdict === 'AMEND')
    return refuse(parcelId, 'CONFIRM', 'NOTHING_PROPOSED');
  if (actor === proposal.officer) return refuse(parcelId, 'CONFIRM', 'SAME_OFFICER');
  if (state.officer !== null && state.officer !== actor) return refuse(parcelId, 'CONFIRM', 'ASSIGNED_TO_OTHER');
  const { verdict, detention } = proposal;
  if (!isConfirmed) return [{ type: 'VerdictRejected', parcelId, verdict, remark }];
  const ended: QuarantineEnded = { type: 'QuarantineEnded', parcelId, end: 'DESTROYED', remark };
  const effect = takeEffect(
    parcelId,
    { verdict, detention, remark: remark ?? proposal.remark },
    state,
    proposal.officer,
  );
  return state.quarantined ? [ended, effect] : [effect];
}

/** What a verdict comes to: a proposal where a second officer has to confirm it, otherwise its effect. */
export function conclude(
  parcelId: string,
  conclusion: Conclusion,
  state: InspectionState,
  { at, actor: officer }: DecisionContext,
): Concluded {
  const { verdict, detention, remark } = conclusion;
  const byTwo =
    verdict === 'DETAIN' ? (detentionByTwo.at(at).at(-1) ?? false) : verdict === 'PASS' && state.twoOfficers;
  if (!byTwo) return takeEffect(parcelId, conclusion, state, officer);
  return { type: 'VerdictProposed', parcelId, verdict, detention, officer, awaitsArrival: false, remark };
}

/** The outcome; of a parcel that has yet to arrive, that it passes as soon as it does. */
export function takeEffect(
  parcelId: string,
  { verdict, detention, remark }: Conclusion,
  state: InspectionState,
  officer: string,
): Concluded {
  if (verdict === 'PASS' && lacksArrival(state))
    return { type: 'VerdictProposed', parcelId, verdict, detention, officer, awaitsArrival: true, remark };
  const { declarationVersion, channel, rule, reason, rulesetVersion } = state;
  return {
    type: 'ParcelInspected',
    parcelId,
    declarationVersion,
    outcome: outcomeOf[verdict],
    channel,
    rule,
    reason,
    rulesetVersion,
    remark,
    detention,
  };
}

/** What has to be done before this verdict. A parcel may be sent back or kept from every bench but the laboratory. */
function obstacleTo(verdict: Verdict, state: InspectionState): VerdictRefusal | null {
  if (state.queue === 'laboratory') return 'SAMPLE_OPEN';
  if (verdict === 'RETURN' || verdict === 'DETAIN') return null;
  if (state.queue === 'amendment') return 'AWAITING_AMENDMENT';
  if (verdict === 'AMEND') return null;
  if (state.queue === 'arrival') return 'NOT_ARRIVED';
  if (lacksPapers(state)) return 'PAPERS_OPEN';
  if (state.sample && state.sample.result !== 'PASS') return 'SAMPLE_NOT_PASSED';
  return state.examinationDue ? leftToExamine(state) : state.imageDue ? 'IMAGE_MISSING' : null;
}

function leftToExamine({ checklist, sampleRequired, sample }: InspectionState): VerdictRefusal | null {
  if (checklist.some(({ finding }) => finding === 'OPEN')) return 'CHECKLIST_INCOMPLETE';
  return sampleRequired && !sample ? 'SAMPLE_MISSING' : null;
}
