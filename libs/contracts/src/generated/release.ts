// GENERATED from schemas/release/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';
import type { Clearance, CustomsStanding } from './customs';
import type { AmendmentRefusal } from './declaration';
import type { Detention, InspectionOutcome } from './inspection';

/** It is too late for the change, or the parcel stands where nothing is changed. */
export interface AmendmentDenied {
  readonly type: 'AmendmentDenied';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Of the changed content. */
  readonly version: number;
  readonly reason: AmendmentRefusal;
}

export const AmendmentDenied: Contract<AmendmentDenied> = {
  name: 'AmendmentDenied',
  fullName: 'alataw.release.AmendmentDenied',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/**
 * The parcel is not released: until the changed declaration is here it will not be, and what was inspected before
 * counts for nothing.
 */
export interface AmendmentGranted {
  readonly type: 'AmendmentGranted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Of the changed content. */
  readonly version: number;
}

export const AmendmentGranted: Contract<AmendmentGranted> = {
  name: 'AmendmentGranted',
  fullName: 'alataw.release.AmendmentGranted',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The platform withdraws its declaration; possible until the release. */
export interface CancelParcel {
  readonly type: 'CancelParcel';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The platform that asks; it must own the parcel. */
  readonly platform: string;
}

export const CancelParcel: Contract<CancelParcel> = {
  name: 'CancelParcel',
  fullName: 'alataw.release.CancelParcel',
  kind: 'command',
  topic: 'release.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** Customs does not let the declaration be withdrawn: the parcel goes on as before. */
export interface CancellationRefused {
  readonly type: 'CancellationRefused';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly platform: string;
}

export const CancellationRefused: Contract<CancellationRefused> = {
  name: 'CancellationRefused',
  fullName: 'alataw.release.CancellationRefused',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/**
 * The platform wants to withdraw its declaration, and customs has to approve: until it answers, the parcel goes
 * nowhere.
 */
export interface CancellationRequested {
  readonly type: 'CancellationRequested';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The version of the declaration that stands. */
  readonly declarationVersion: number;
  readonly platform: string;
}

export const CancellationRequested: Contract<CancellationRequested> = {
  name: 'CancellationRequested',
  fullName: 'alataw.release.CancellationRequested',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What customs says of the parcel means something else from here on; what follows from that stands behind it. */
export interface CustomsNoted {
  readonly type: 'CustomsNoted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The version of the declaration that customs speaks of. */
  readonly declarationVersion: number;
  /** Customs' status code. */
  readonly code: number;
  readonly standing: CustomsStanding;
  /** Where a detained parcel goes. */
  readonly detention: Detention | null;
}

export const CustomsNoted: Contract<CustomsNoted> = {
  name: 'CustomsNoted',
  fullName: 'alataw.release.CustomsNoted',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** HOLD may be lifted; REVOCATION takes the release back for good. */
export const HoldKind = ['HOLD', 'REVOCATION'] as const;
export type HoldKind = (typeof HoldKind)[number];

/** The hold is over. */
export interface HoldLifted {
  readonly type: 'HoldLifted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /**
   * True: the earlier release holds again. False: it never was released; ParcelReleased follows when the inspection
   * passed.
   */
  readonly released: boolean;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const HoldLifted: Contract<HoldLifted> = {
  name: 'HoldLifted',
  fullName: 'alataw.release.HoldLifted',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Customs stops a parcel that has not left. */
export interface HoldParcel {
  readonly type: 'HoldParcel';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: HoldReason;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const HoldParcel: Contract<HoldParcel> = {
  name: 'HoldParcel',
  fullName: 'alataw.release.HoldParcel',
  kind: 'command',
  topic: 'release.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** Why a parcel is stopped or its release revoked. */
export const HoldReason = [
  'LATE_INSTRUCTION',
  'INTELLIGENCE',
  'DOCUMENTS_MISSING',
  'DATA_MISMATCH',
  'SUSPECTED_GOODS',
  'DAMAGED',
  'CARRIER_REQUEST',
  'CUSTOMS_HOLD',
  'CUSTOMS_INSPECTION',
  'OTHER',
] as const;
export type HoldReason = (typeof HoldReason)[number];

/** A released parcel shall be stopped: loading must confirm or say that it has left. */
export interface HoldRequested {
  readonly type: 'HoldRequested';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly kind: HoldKind;
  readonly reason: HoldReason;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const HoldRequested: Contract<HoldRequested> = {
  name: 'HoldRequested',
  fullName: 'alataw.release.HoldRequested',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel had left before the hold or revocation reached it. */
export interface HoldTooLate {
  readonly type: 'HoldTooLate';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly kind: HoldKind;
  readonly reason: HoldReason;
}

export const HoldTooLate: Contract<HoldTooLate> = {
  name: 'HoldTooLate',
  fullName: 'alataw.release.HoldTooLate',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Why an inspection's outcome does not move the parcel by itself. */
export const InspectionNote = [
  'NOT_OPENED',
  'HELD',
  'SETTLED',
  'AWAITING_CUSTOMS',
  'SUPERSEDED',
  'CANCEL_PENDING',
] as const;
export type InspectionNote = (typeof InspectionNote)[number];

/** An inspection's outcome was taken down and moves nothing yet. */
export interface InspectionNoted {
  readonly type: 'InspectionNoted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The version of the declaration that this decision rests on. */
  readonly declarationVersion: number;
  readonly outcome: InspectionOutcome;
  readonly note: InspectionNote;
  /** Where a detained parcel goes, as the inspection said. */
  readonly detention: Detention | null;
}

export const InspectionNoted: Contract<InspectionNoted> = {
  name: 'InspectionNoted',
  fullName: 'alataw.release.InspectionNoted',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What the release stage knows of the inspection. */
export const InspectionResult = ['PENDING', 'PASSED', 'RETURNED', 'DETAINED'] as const;
export type InspectionResult = (typeof InspectionResult)[number];

/** Customs lets a held parcel go on. */
export interface LiftHold {
  readonly type: 'LiftHold';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const LiftHold: Contract<LiftHold> = {
  name: 'LiftHold',
  fullName: 'alataw.release.LiftHold',
  kind: 'command',
  topic: 'release.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** The platform withdrew its declaration before the release; where customs has a say, with its approval. */
export interface ParcelCancelled {
  readonly type: 'ParcelCancelled';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly platform: string;
}

export const ParcelCancelled: Contract<ParcelCancelled> = {
  name: 'ParcelCancelled',
  fullName: 'alataw.release.ParcelCancelled',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Customs keeps the parcel. */
export interface ParcelDetained {
  readonly type: 'ParcelDetained';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The version of the declaration that this decision rests on. */
  readonly declarationVersion: number;
  /** Where a detained parcel goes, as the inspection said. */
  readonly detention: Detention | null;
}

export const ParcelDetained: Contract<ParcelDetained> = {
  name: 'ParcelDetained',
  fullName: 'alataw.release.ParcelDetained',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel's way through the centre is over: it departed, was returned, detained or cancelled. */
export interface ParcelEnded {
  readonly type: 'ParcelEnded';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** From then on it leaves the views, epoch ms UTC. */
  readonly leavesAt: number;
  /** It left through the gate; else it was returned, detained or cancelled. */
  readonly departed: boolean;
}

export const ParcelEnded: Contract<ParcelEnded> = {
  name: 'ParcelEnded',
  fullName: 'alataw.release.ParcelEnded',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel is stopped. If it was released, loading has confirmed that it did not leave. */
export interface ParcelHeld {
  readonly type: 'ParcelHeld';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: HoldReason;
  /** Whether it had been released before. */
  readonly released: boolean;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const ParcelHeld: Contract<ParcelHeld> = {
  name: 'ParcelHeld',
  fullName: 'alataw.release.ParcelHeld',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Customs let the parcel go; it may be loaded until held or revoked. Happens once in a parcel's life. */
export interface ParcelReleased {
  readonly type: 'ParcelReleased';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The version of the declaration that this decision rests on. */
  readonly declarationVersion: number;
  readonly platform: string;
  /** Code of the carrier that takes the parcel abroad. */
  readonly carrier: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** Customs district through which the parcel leaves, 4 digits, e.g. 9404. */
  readonly portCode: string;
  /** Customs supervision mode: 9610 retail, 9710 business to business, 9810 overseas warehouse, 1210 bonded. */
  readonly tradeMode: string;
  /** Grams. */
  readonly grossWeightGrams: number;
  /** Pieces. */
  readonly packages: number;
  /** Room that all packages take, cubic centimetres; null: not declared. */
  readonly volumeCm3: number | null;
}

export const ParcelReleased: Contract<ParcelReleased> = {
  name: 'ParcelReleased',
  fullName: 'alataw.release.ParcelReleased',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel ended long ago: every stage forgets it. */
export interface ParcelRetired {
  readonly type: 'ParcelRetired';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const ParcelRetired: Contract<ParcelRetired> = {
  name: 'ParcelRetired',
  fullName: 'alataw.release.ParcelRetired',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel goes back to its sender. */
export interface ParcelReturned {
  readonly type: 'ParcelReturned';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: ReturnReason;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const ParcelReturned: Contract<ParcelReturned> = {
  name: 'ParcelReturned',
  fullName: 'alataw.release.ParcelReturned',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A changed declaration takes the place of the earlier one. */
export interface ReleaseAmended {
  readonly type: 'ReleaseAmended';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The version of the declaration that this decision rests on. */
  readonly declarationVersion: number;
  readonly platform: string;
  /** Code of the carrier that takes the parcel abroad. */
  readonly carrier: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** Customs district through which the parcel leaves, 4 digits, e.g. 9404. */
  readonly portCode: string;
  /** Customs supervision mode: 9610 retail, 9710 business to business, 9810 overseas warehouse, 1210 bonded. */
  readonly tradeMode: string;
  /** Grams. */
  readonly grossWeightGrams: number;
  /** Pieces. */
  readonly packages: number;
  /** Room that all packages take, cubic centimetres; null: not declared. */
  readonly volumeCm3: number | null;
}

export const ReleaseAmended: Contract<ReleaseAmended> = {
  name: 'ReleaseAmended',
  fullName: 'alataw.release.ReleaseAmended',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Commands of the release stage, as named in refusals. */
export const ReleaseCommandName = ['HOLD', 'LIFT', 'REVOKE', 'RETURN', 'CANCEL', 'OTHER'] as const;
export type ReleaseCommandName = (typeof ReleaseCommandName)[number];

/** A command of the release stage that changes nothing. */
export interface ReleaseCommandRefused {
  readonly type: 'ReleaseCommandRefused';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly command: ReleaseCommandName;
  readonly reason: ReleaseRefusal;
}

export const ReleaseCommandRefused: Contract<ReleaseCommandRefused> = {
  name: 'ReleaseCommandRefused',
  fullName: 'alataw.release.ReleaseCommandRefused',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** An accepted declaration reached the release stage: from here on the parcel may be held. */
export interface ReleaseOpened {
  readonly type: 'ReleaseOpened';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The version of the declaration that this decision rests on. */
  readonly declarationVersion: number;
  readonly platform: string;
  /** Code of the carrier that takes the parcel abroad. */
  readonly carrier: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** Customs district through which the parcel leaves, 4 digits, e.g. 9404. */
  readonly portCode: string;
  /** Customs supervision mode: 9610 retail, 9710 business to business, 9810 overseas warehouse, 1210 bonded. */
  readonly tradeMode: string;
  /** Grams. */
  readonly grossWeightGrams: number;
  /** Pieces. */
  readonly packages: number;
  /** Room that all packages take, cubic centimetres; null: not declared. */
  readonly volumeCm3: number | null;
  /** Whose word releases it, as the rules of the day on which it was declared say. */
  readonly clearance: Clearance;
}

export const ReleaseOpened: Contract<ReleaseOpened> = {
  name: 'ReleaseOpened',
  fullName: 'alataw.release.ReleaseOpened',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Published reasons for which a command of the release stage is refused. */
export const ReleaseRefusal = [
  'UNKNOWN_PARCEL',
  'ALREADY_HELD',
  'HOLD_PENDING',
  'ALREADY_REVOKED',
  'ALREADY_RETURNED',
  'ALREADY_CANCELLED',
  'DETAINED',
  'DEPARTED',
  'NOT_HELD',
  'NOT_RELEASED',
  'ALREADY_RELEASED',
  'HELD',
  'HELD_BY_CUSTOMS',
  'CANCEL_PENDING',
  'AMENDMENT_PENDING',
  'OTHER',
] as const;
export type ReleaseRefusal = (typeof ReleaseRefusal)[number];

/** The release is taken back; the parcel did not leave and can only be returned. */
export interface ReleaseRevoked {
  readonly type: 'ReleaseRevoked';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: HoldReason;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const ReleaseRevoked: Contract<ReleaseRevoked> = {
  name: 'ReleaseRevoked',
  fullName: 'alataw.release.ReleaseRevoked',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What the release stage remembers of a parcel. */
export interface ReleaseState {
  readonly status: ReleaseStatus;
  readonly inspection: InspectionResult;
  /** 0 until opened. */
  readonly declarationVersion: number;
  /** The owner; empty until opened. */
  readonly platform: string;
  /** Code of the carrier that takes the parcel abroad. */
  readonly carrier: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** Customs district through which the parcel leaves, 4 digits, e.g. 9404. */
  readonly portCode: string;
  /** Customs supervision mode: 9610 retail, 9710 business to business, 9810 overseas warehouse, 1210 bonded. */
  readonly tradeMode: string;
  /** Grams. */
  readonly grossWeightGrams: number;
  /** Pieces. */
  readonly packages: number;
  /** Room that all packages take, cubic centimetres; null: not declared. */
  readonly volumeCm3: number | null;
  /** Whether ParcelReleased ever happened. */
  readonly released: boolean;
  /** Whether loading said that the parcel has left; known only after a hold that came too late. */
  readonly departed: boolean;
  /** Of the hold that is asked for or in force. */
  readonly holdKind: HoldKind;
  /** Of the hold that is asked for or in force. */
  readonly holdReason: HoldReason;
  /** Of the hold that is asked for. */
  readonly holdRemark: string | null;
  /** Time of entry into the status, or of the passed inspection while held, epoch ms UTC. */
  readonly since: number;
  /** Where the inspection wants it to go, if it is to be detained. */
  readonly detention: Detention | null;
  /** Whose word releases it. */
  readonly clearance: Clearance;
  /** What customs has said, of the version below. */
  readonly customs: CustomsStanding;
  /** The version of the declaration that customs spoke of; 0: it has not. */
  readonly customsVersion: number;
  /** Where customs wants a detained parcel to go. */
  readonly customsDetention: Detention | null;
  /** The version of a change that was granted and is not here yet; 0: none. */
  readonly amendment: number;
  /** From when on a parcel that ended leaves the views, epoch ms UTC; 0: it has not ended. */
  readonly leavesAt: number;
}

export const ReleaseState: Contract<ReleaseState> = {
  name: 'ReleaseState',
  fullName: 'alataw.release.ReleaseState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** Where a parcel stands for the release stage. */
export const ReleaseStatus = [
  'absent',
  'awaitingInspection',
  'held',
  'released',
  'holdRequested',
  'revoked',
  'returned',
  'detained',
  'cancelled',
  'awaitingCustoms',
  'cancelPending',
] as const;
export type ReleaseStatus = (typeof ReleaseStatus)[number];

/** The ticker says that a parcel that ended has been kept for long enough. */
export interface RetireParcel {
  readonly type: 'RetireParcel';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The time that has passed, as the parcel's state names it, epoch ms UTC. */
  readonly due: number;
}

export const RetireParcel: Contract<RetireParcel> = {
  name: 'RetireParcel',
  fullName: 'alataw.release.RetireParcel',
  kind: 'command',
  topic: 'release.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** Why a parcel is not forgotten now. */
export const RetirementRefusal = ['NOT_DUE', 'OTHER'] as const;
export type RetirementRefusal = (typeof RetirementRefusal)[number];

/** A parcel is not forgotten now. No event of the parcel: it carries the number 0. */
export interface RetirementRefused {
  readonly type: 'RetirementRefused';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: RetirementRefusal;
}

export const RetirementRefused: Contract<RetirementRefused> = {
  name: 'RetirementRefused',
  fullName: 'alataw.release.RetirementRefused',
  kind: 'event',
  topic: 'release.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A held or revoked parcel goes back to its sender. */
export interface ReturnParcel {
  readonly type: 'ReturnParcel';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: ReturnReason;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const ReturnParcel: Contract<ReturnParcel> = {
  name: 'ReturnParcel',
  fullName: 'alataw.release.ReturnParcel',
  kind: 'command',
  topic: 'release.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** Why a parcel goes back to its sender. */
export const ReturnReason = [
  'INSPECTION',
  'PROHIBITED_GOODS',
  'DOCUMENTS_NOT_SUPPLIED',
  'CONSIGNOR_REQUEST',
  'DAMAGED',
  'CUSTOMS',
  'OTHER',
] as const;
export type ReturnReason = (typeof ReturnReason)[number];

/** Customs takes back a release. */
export interface RevokeRelease {
  readonly type: 'RevokeRelease';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: HoldReason;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const RevokeRelease: Contract<RevokeRelease> = {
  name: 'RevokeRelease',
  fullName: 'alataw.release.RevokeRelease',
  kind: 'command',
  topic: 'release.commands',
  keyOf: ({ parcelId }) => parcelId,
};
