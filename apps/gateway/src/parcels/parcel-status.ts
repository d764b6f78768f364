import type {
  CustomsState,
  DeclarationState,
  InspectionState,
  LoadingParcelState,
  ReleaseState,
} from '@alataw/contracts';
import { codesOf, inEachLanguage, sentenceOf, type CodeOf, type Words } from '@alataw/values';
import { unitInWords } from './unit-words';

/** What each stage remembers of a parcel; a stage that has not met it is absent. */
export interface ParcelStates {
  readonly declaration?: DeclarationState;
  readonly inspection?: InspectionState;
  readonly release?: ReleaseState;
  readonly loading?: LoadingParcelState;
  readonly customs?: CustomsState;
}

/** Where a parcel stands, for programs and in words. */
export interface ParcelStatus {
  readonly status: ParcelStatusCode;
  readonly text: Words;
  /** Nothing more will happen to it here. */
  readonly final: boolean;
}

export type ParcelStatusCode = CodeOf<'ParcelStatus'>;
/** Every status that a parcel can have. In their sentences, `{unit}` stands for the vehicle it is on, or what it is in. */
export const PARCEL_STATUSES = codesOf('ParcelStatus');

const FINAL: ReadonlySet<ParcelStatusCode> = new Set(['departed', 'returned', 'detained', 'cancelled']);

/**
 * Merges what the stages know. Stages are read a moment apart, so the one that has come furthest decides.
 * @param transportId the vehicle that it is on or left with
 */
export function parcelStatus(states: ParcelStates, transportId: string | null): ParcelStatus | undefined {
  const status = codeOf(states);
  if (status === undefined) return undefined;
  const sentence = sentenceOf('ParcelStatus', status);
  const unit = unitInWords(transportId ?? states.loading?.unitId ?? '');
  return {
    status,
    text: inEachLanguage((language) => sentence[language].replace('{unit}', unit[language])),
    final: FINAL.has(status),
  };
}

function codeOf({ declaration, inspection, release, loading }: ParcelStates): ParcelStatusCode | undefined {
  if (loading?.status === 'departed') return 'departed';
  const settled = release === undefined ? undefined : SETTLED[release.status];
  if (settled !== undefined) return settled;
  if (loading?.status === 'loaded' || loading?.status === 'blocked') return loading.status;
  if (release?.status === 'released' || loading?.status === 'staged') return 'released';
  const inspected = inspection && (WAITING[inspection.queue] ?? INSPECTED[inspection.status]);
  if (inspected !== undefined) return inspected;
  const declared = declaration?.status;
  return declared === 'absent' || declared === 'retired' ? undefined : declared;
}

/** Statuses of the release stage that say all. */
const SETTLED: Partial<Record<ReleaseState['status'], ParcelStatusCode>> = {
  awaitingCustoms: 'awaitingCustoms',
  cancelPending: 'cancelPending',
  held: 'held',
  holdRequested: 'holdRequested',
  revoked: 'revoked',
  returned: 'returned',
  detained: 'detained',
  cancelled: 'cancelled',
};

/** By the queue of an open inspection. */
const WAITING: Partial<Record<InspectionState['queue'], ParcelStatusCode>> = {
  arrival: 'awaitingArrival',
  xray: 'awaitingImage',
  documents: 'awaitingDocuments',
  examination: 'awaitingExamination',
  laboratory: 'awaitingLaboratory',
  quarantine: 'quarantined',
  amendment: 'awaitingAmendment',
  confirmation: 'awaitingConfirmation',
};

/** By the status; of an open inspection, for states of before there were queues. */
const INSPECTED: Partial<Record<InspectionState['status'], ParcelStatusCode>> = {
  documents: 'awaitingDocuments',
  examination: 'awaitingExamination',
  passed: 'inspected',
  returned: 'returned',
  detained: 'detained',
};
