import type { Principal } from '@alataw/http';
import { customsMeaning } from '@alataw/values';
import { declarationFaults } from '../commands/declaration-answers';
import { linkToDocument } from '../documents/document-view';
import { parcelStatus, type ParcelStates } from './parcel-status';
import type { KnownParcel } from './projections';

/**
 * A parcel as the API shows it: one status in words, and what each stage knows.
 * @param transportId the vehicle that it is on, at whatever depth, or left with
 */
export function parcelView(
  parcel: KnownParcel,
  transportId: string | null,
  reader: Principal,
): Readonly<Record<string, unknown>> {
  const { parcelId, platform, states } = parcel;
  return {
    parcelId,
    platform,
    ...parcelStatus(states, transportId),
    ...factsOf(states),
    transportId,
    awaits: awaitedBy(states),
    stages: stagesOf(states, reader.role === 'platform'),
    links: { self: `/v1/parcels/${parcelId}`, timeline: `/v1/parcels/${parcelId}/timeline` },
  };
}

/** The documents that a filed list waits for. */
function awaitedBy({ declaration }: ParcelStates): readonly object[] {
  if (declaration?.status !== 'filed') return [];
  const { documents, decidedAt: since, due } = declaration;
  return documents
    .filter(({ matched }) => !matched)
    .map(({ documentId }) => ({ documentId, since, due, links: { self: linkToDocument(documentId) } }));
}

/** A parcel as a line of a list. */
export function parcelRow(
  parcel: KnownParcel,
  transportId: string | null,
  since: number,
): Readonly<Record<string, unknown>> {
  const { parcelId, platform, states } = parcel;
  return {
    parcelId,
    platform,
    since,
    ...parcelStatus(states, transportId),
    ...factsOf(states),
    transportId,
    links: { self: `/v1/parcels/${parcelId}` },
  };
}

/** What tells one parcel from another at a glance. */
export function factsOf({ declaration, loading }: ParcelStates): Readonly<Record<string, unknown>> {
  return {
    orderNo: declaration?.orderNo ?? null,
    destinationCountry: declaration?.destinationCountry ?? loading?.destinationCountry ?? null,
    carrier: declaration?.carrier ?? loading?.carrier ?? null,
    unitId: loading?.unitId ?? null,
  };
}

/** What a platform is not told: which rule chose its parcel, since that would teach how to avoid it, and what officers note. */
const FOR_STAFF = new Set([
  ...['rule', 'rulesetVersion', 'remark', 'holdRemark', 'contentHash'],
  // who decides, on what grounds, and what is about to be decided
  ...['officer', 'proposal', 'detention', 'twoOfficers', 'checklist', 'answers', 'photos', 'escalatedAt'],
  ...['sample', 'sampleRequired', 'seal', 'holder', 'from', 'to'],
]);

/** The stages that know parcels, in the order in which these pass them. */
const parcelStages = ['declaration', 'inspection', 'release', 'loading', 'customs'] as const;

function stagesOf(states: ParcelStates, forPlatform: boolean): Readonly<Record<string, unknown>> {
  const shown: Record<string, unknown> = {};
  for (const stage of parcelStages) {
    const whole = states[stage];
    if (whole === undefined) continue;
    // The content of a list that waits is part of its filing, which the timeline has.
    const state = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== 'list'));
    const fields = forPlatform ? withoutStaffFields({ ...state }) : { ...state };
    shown[stage] = { ...fields, ...inWords(stage, states) };
  }
  return shown;
}

/** What of a stage is shown in words besides its codes. */
function inWords(
  stage: (typeof parcelStages)[number],
  { declaration, customs }: ParcelStates,
): Readonly<Record<string, unknown>> {
  if (stage === 'declaration') return { faults: declarationFaults(declaration?.faults ?? []) };
  return stage === 'customs' && customs ? { meaning: customsMeaning(customs.code) } : {};
}

/** The fields of an event or a state that a platform may see. */
export function withoutStaffFields(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !FOR_STAFF.has(name)));
}
