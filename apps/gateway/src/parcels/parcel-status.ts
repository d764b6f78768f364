import { unitInWords } from './unit-words';
import type { DeclarationState, InspectionState, LoadingParcelState, ReleaseState } from '@alataw/contracts';

/** What each stage remembers of a parcel; a stage that has not met it is absent. */
export interface ParcelStates {
  readonly declaration?: DeclarationState;
  readonly inspection?: InspectionState;
  readonly release?: ReleaseState;
  readonly loading?: LoadingParcelState;
}

/** Where a parcel stands, for programs and in words. */
export interface ParcelStatus {
  readonly status: ParcelStatusCode;
  readonly text: { readonly en: string; readonly zh: string };
  /** Nothing more will happen to it here. */
  readonly final: boolean;
}

/** Every status that a parcel can have, with its words. `{unit}` stands for the vehicle it is on, or what it is in. */
const TEXTS = {
  rejected: ['The declaration breaks rules: correct it and declare again.', '申报未通过校验：请更正后重新申报。'],
  accepted: ['Declared and accepted; inspection is next.', '申报已接受，等待查验分流。'],
  awaitingDocuments: ['Waits for an inspector to check its documents.', '等待单证审核。'],
  awaitingArrival: ['Declared, and not at the site yet.', '已申报，尚未运抵监管场所。'],
  awaitingImage: ['Waits for its X-ray image.', '等待机检查验。'],
  awaitingLaboratory: ['Waits for the laboratory.', '等待化验结果。'],
  awaitingAmendment: ['Waits for its platform to amend the declaration.', '等待平台修改申报。'],
  awaitingConfirmation: ['Waits for a second officer.', '等待第二名关员确认。'],
  quarantined: ['In quarantine.', '隔离中。'],
  awaitingExamination: ['Waits for an inspector to examine it.', '等待实货查验。'],
  inspected: ['Passed inspection; release is next.', '查验通过，等待放行。'],
  held: ['Held by customs.', '海关已布控扣留。'],
  holdRequested: ['Released, and asked to be held: loading is being stopped.', '已放行，正在执行布控。'],
  released: ['Released: may be loaded.', '已放行，可以装车。'],
  loaded: ['Loaded: {unit} has not left.', '已装载于{unit}，尚未离境。'],
  blocked: ['Stopped at the dock: it may not leave.', '已在装车环节拦停，不得离境。'],
  departed: ['Left the port on {unit}.', '已随{unit} 离境。'],
  revoked: ['The release was taken back: it can only be returned.', '放行已撤销，只能退运。'],
  returned: ['Goes back to its sender.', '退运。'],
  detained: ['Kept by customs.', '海关扣留。'],
  cancelled: ['Cancelled by the platform.', '平台已撤销申报。'],
} as const satisfies Record<string, readonly [en: string, zh: string]>;

export type ParcelStatusCode = keyof typeof TEXTS;
export const PARCEL_STATUSES = Object.keys(TEXTS);

const FINAL: ReadonlySet<ParcelStatusCode> = new Set(['departed', 'returned', 'detained', 'cancelled']);

/**
 * Merges what the stages know. Stages are read a moment apart, so the one that has come furthest decides.
 * @param transportId the vehicle that it is on or left with
 */
export function parcelStatus(states: ParcelStates, transportId: string | null): ParcelStatus | undefined {
  const status = codeOf(states);
  if (status === undefined) return undefined;
  const [en, zh] = TEXTS[status];
  const unit = unitInWords(transportId ?? states.loading?.unitId ?? '');
  return {
    status,
    text: { en: en.replace('{unit}', unit.en), zh: zh.replace('{unit}', unit.zh) },
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
  if (declaration?.status === 'accepted' || declaration?.status === 'rejected') return declaration.status;
  return undefined;
}

/** Statuses of the release stage that say all. */
const SETTLED: Partial<Record<ReleaseState['status'], ParcelStatusCode>> = {
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
