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
    predecessorId: states.declaration?.predecessorId ?? null,
    successorId: states.declaration?.successorId ?? null,
    returnOf: states.declaration?.returnOf ?? null,
    returnId: states.declaration?.returnId ?? null,
    awaits: awaitedBy(states),
    stages: stagesOf(states, reader.role === 'platform'),
    links: {
      ...{ self: `/v1/parcels/${parcelId}`, timeline: `/v1/parcels/${parcelId}/timeline` },
      ...relatedTo(states),
    },
  };
}

/** What a filed list, or a change of one that stands, waits for; of what it has to match, predecessor and original are no documents. */
function awaitedBy({ declaration }: ParcelStates): readonly object[] {
  if (declaration === undefined) return [];
  const { decidedAt: since } = declaration;
  const waiting = declaration.status === 'filed' ? declaration : declaration.amendment;
  return (waiting?.documents ?? [])
    .filter(({ documentId, matched }) => !matched && documentId.includes(':'))
    .map(({ documentId }) => ({ documentId, since, due: waiting?.due, links: { self: linkToDocument(documentId) } }));
}

/** The parcels that declared the same goods before and after, or on their way out and back, by their links. */
function relatedTo({ declaration }: ParcelStates): Readonly<Record<string, string>> {
  const { predecessorId = null, successorId = null, returnOf = null, returnId = null } = declaration ?? {};
  const related = { predecessor: predecessorId, successor: successorId, original: returnOf, return: returnId };
  return Object.fromEntries(
    Object.entries(related).flatMap(([name, id]) => (id === null ? [] : [[name, `/v1/parcels/${id}`]])),
  );
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
    const state = withoutContents({ ...whole });
    shown[stage] = { ...(forPlatform ? withoutStaffFields(state) : state), ...inWords(stage, states) };
  }
  return shown;
}

/** The content of what waits is part of its filing, which the timeline has. */
function withoutContents(state: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { amendment } = state;
  const shown = without(state, ['list']);
  const isWaiting = typeof amendment === 'object' && amendment !== null;
  return isWaiting ? { ...shown, amendment: without({ ...amendment }, ['list', 'contentHash']) } : shown;
}

const without = (fields: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

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
