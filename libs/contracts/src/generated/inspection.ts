// GENERATED from schemas/inspection/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';

/** Why an inspection is not needed any more. */
export const AbandonReason = ['CANCELLED', 'RETURNED', 'OTHER'] as const;
export type AbandonReason = (typeof AbandonReason)[number];

/** Nobody needs this inspection any more: the parcel was cancelled or returned meanwhile. */
export interface InspectionAbandoned {
  readonly type: 'InspectionAbandoned';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: AbandonReason;
}

export const InspectionAbandoned: Contract<InspectionAbandoned> = {
  name: 'InspectionAbandoned',
  fullName: 'alataw.inspection.InspectionAbandoned',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** GREEN passes by itself, YELLOW waits for a check of documents, RED for a physical examination. */
export const InspectionChannel = ['GREEN', 'YELLOW', 'RED'] as const;
export type InspectionChannel = (typeof InspectionChannel)[number];

/** The parcel waits for an inspector: in the queue documents (YELLOW) or examination (RED). */
export interface InspectionOpened {
  readonly type: 'InspectionOpened';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The version of the declaration that this decision rests on. */
  readonly declarationVersion: number;
  readonly channel: InspectionChannel;
  /** Id of the rule that chose the channel; empty if none did. */
  readonly rule: string;
  readonly reason: InspectionReason;
  /** Version of the rules file, e.g. 2026-11. */
  readonly rulesetVersion: string;
}

export const InspectionOpened: Contract<InspectionOpened> = {
  name: 'InspectionOpened',
  fullName: 'alataw.inspection.InspectionOpened',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What the inspection came to. */
export const InspectionOutcome = ['PASSED', 'RETURNED', 'DETAINED'] as const;
export type InspectionOutcome = (typeof InspectionOutcome)[number];

/** Why a parcel got its channel. NONE: no rule spoke against it. */
export const InspectionReason = [
  'NONE',
  'RANDOM',
  'VALUE',
  'WEIGHT',
  'GOODS',
  'ORIGIN',
  'DESTINATION',
  'MERCHANT',
  'DATA_QUALITY',
  'RULE_FAILED',
  'OTHER',
] as const;
export type InspectionReason = (typeof InspectionReason)[number];

/** What the inspection stage remembers of a parcel; rule and version stay for good. */
export interface InspectionState {
  readonly status: InspectionStatus;
  /** 0 until declared. */
  readonly declarationVersion: number;
  readonly channel: InspectionChannel;
  /** Id of the rule that chose the channel; empty if none did. */
  readonly rule: string;
  readonly reason: InspectionReason;
  /** Version of the rules file, e.g. 2026-11. */
  readonly rulesetVersion: string;
  /** Why the inspection was abandoned. */
  readonly abandoned: AbandonReason | null;
  /** Time of entry into the status, epoch ms UTC. */
  readonly since: number;
}

export const InspectionState: Contract<InspectionState> = {
  name: 'InspectionState',
  fullName: 'alataw.inspection.InspectionState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** Where a parcel stands for the inspection stage. */
export const InspectionStatus = [
  'absent',
  'documents',
  'examination',
  'passed',
  'returned',
  'detained',
  'abandoned',
] as const;
export type InspectionStatus = (typeof InspectionStatus)[number];

/** The inspection has an outcome: by rule in the green channel, by an inspector in the others. */
export interface ParcelInspected {
  readonly type: 'ParcelInspected';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The version of the declaration that this decision rests on. */
  readonly declarationVersion: number;
  readonly outcome: InspectionOutcome;
  readonly channel: InspectionChannel;
  /** Id of the rule that chose the channel; empty if none did. */
  readonly rule: string;
  readonly reason: InspectionReason;
  /** Version of the rules file, e.g. 2026-11. */
  readonly rulesetVersion: string;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const ParcelInspected: Contract<ParcelInspected> = {
  name: 'ParcelInspected',
  fullName: 'alataw.inspection.ParcelInspected',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** An inspector decides about a parcel that waits in a queue. */
export interface RecordVerdict {
  readonly type: 'RecordVerdict';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly verdict: Verdict;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const RecordVerdict: Contract<RecordVerdict> = {
  name: 'RecordVerdict',
  fullName: 'alataw.inspection.RecordVerdict',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** What an inspector decides. */
export const Verdict = ['PASS', 'RETURN', 'DETAIN'] as const;
export type Verdict = (typeof Verdict)[number];

/** Why a verdict is refused. */
export const VerdictRefusal = ['UNKNOWN_PARCEL', 'ALREADY_INSPECTED', 'ABANDONED', 'OTHER'] as const;
export type VerdictRefusal = (typeof VerdictRefusal)[number];

/** A verdict that changes nothing. */
export interface VerdictRefused {
  readonly type: 'VerdictRefused';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly verdict: Verdict;
  readonly reason: VerdictRefusal;
}

export const VerdictRefused: Contract<VerdictRefused> = {
  name: 'VerdictRefused',
  fullName: 'alataw.inspection.VerdictRefused',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};
