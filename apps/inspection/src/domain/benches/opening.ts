import type {
  InspectionAbandoned,
  InspectionCommandRefused,
  InspectionOpened,
  InspectionReassessed,
  InspectionState,
  ParcelDeclared,
  ParcelInspected,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { hsChapter } from '@alataw/values';
import { sampledChapters } from '../bench.rules';
import { checklistFor } from '../checklists';
import { isOpen } from '../file';
import { refuse } from '../refusals';
import { assess, isStricter, type Ruleset } from '../ruleset';

type Opening =
  InspectionAbandoned | InspectionOpened | InspectionReassessed | ParcelInspected | InspectionCommandRefused;

/**
 * Takes in a declaration: the first one opens the inspection or passes, a later one amends it. What an open inspection asks for
 * it goes on to ask; one that passed begins again with what the changed declaration asks for, since release waits for its outcome.
 */
export function open(
  ruleset: Ruleset,
  parcel: ParcelDeclared,
  state: InspectionState,
  { at }: DecisionContext,
): readonly Opening[] {
  const { parcelId } = parcel;
  // The release stage may have read the declaration, and given the parcel up, before this one came to read it.
  if (state.abandoned) return [{ type: 'InspectionAbandoned', parcelId, reason: state.abandoned }];
  const isKnown = state.status !== 'absent';
  if (isKnown && parcel.version <= state.declarationVersion) return []; // a declaration is accepted once
  if (isKnown && !isOpen(state) && state.status !== 'passed') return refuse(parcelId, 'AMENDMENT', 'ALREADY_INSPECTED');
  // Whether a parcel has to arrive is the rule of the day on which it was opened.
  const today = openingOf(ruleset, parcel, at);
  const opening = isKnown ? { ...today, arrivalRequired: state.arrivalRequired } : today;
  if (isKnown && isOpen(state)) return [{ type: 'InspectionReassessed', ...opening }];
  const isWaiting = opening.channel !== 'GREEN' || (opening.arrivalRequired && state.arrivedAt === 0);
  if (isWaiting) return [{ type: 'InspectionOpened', ...opening }];
  const { declarationVersion, channel, rule, reason, rulesetVersion } = opening;
  const passed = { declarationVersion, channel, rule, reason, rulesetVersion, remark: null, detention: null };
  return [{ type: 'ParcelInspected', parcelId, outcome: 'PASSED', ...passed }];
}

/** What the rules and lists of the day ask of a parcel. */
function openingOf(ruleset: Ruleset, parcel: ParcelDeclared, at: number): Omit<InspectionOpened, 'type'> {
  const { channel, rule, reason, twoOfficers, documents } = assess(ruleset, parcel);
  const hsCodes = parcel.items.map(({ hsCode }) => hsCode);
  const sampled = sampledChapters.at(at).at(-1);
  return {
    parcelId: parcel.parcelId,
    declarationVersion: parcel.version,
    channel,
    rule,
    reason,
    rulesetVersion: ruleset.version,
    documents,
    arrivalRequired: ruleset.arrivalRequired.at(at).at(-1) ?? false,
    twoOfficers,
    sampleRequired: hsCodes.some((code) => sampled?.has(hsChapter(code)) ?? false),
    checklist: [...checklistFor(hsCodes, reason, at)],
    platform: parcel.platform,
  };
}

/** An inspection that was opened asks for what its channel asks for. */
export function opened(state: InspectionState, event: InspectionOpened): InspectionState {
  return {
    ...state,
    ...asked(event),
    abandoned: null,
    status: event.channel === 'RED' || event.channel === 'XRAY' ? 'examination' : 'documents',
    documentsDue: event.channel === 'YELLOW' || event.documents,
    imageDue: event.channel === 'XRAY',
    examinationDue: event.channel === 'RED',
    checklist: event.checklist.map((item) => ({ item, finding: 'OPEN' })),
  };
}

/** An amended declaration asks for what it asks for and for what was asked before; what was found stands. */
export function reassessed(state: InspectionState, event: InspectionReassessed): InspectionState {
  const isStricterNow = isStricter(event.channel, state.channel);
  const asksAnew = isStricterNow ? opened(state, { ...event, type: 'InspectionOpened' }) : state;
  const answered = new Map(state.checklist.map(({ item, finding }) => [item, finding]));
  const items = new Set([...event.checklist, ...answered.keys()]);
  return {
    ...asksAnew,
    declarationVersion: event.declarationVersion,
    rulesetVersion: event.rulesetVersion,
    arrivalRequired: event.arrivalRequired,
    twoOfficers: state.twoOfficers || event.twoOfficers,
    sampleRequired: state.sampleRequired || event.sampleRequired,
    documentsDue: state.documentsDue || asksAnew.documentsDue || event.documents || event.channel === 'YELLOW',
    imageDue: state.imageDue || asksAnew.imageDue,
    examinationDue: state.examinationDue || asksAnew.examinationDue,
    checklist: [...items].map((item) => ({ item, finding: answered.get(item) ?? 'OPEN' })),
    amending: false,
    proposal: null,
  };
}

function asked(event: InspectionOpened): Partial<InspectionState> {
  const { declarationVersion, channel, rule, reason, rulesetVersion } = event;
  const { arrivalRequired, twoOfficers, sampleRequired, platform } = event;
  return {
    declarationVersion,
    channel,
    rule,
    reason,
    rulesetVersion,
    arrivalRequired,
    twoOfficers,
    sampleRequired,
    platform,
  };
}
