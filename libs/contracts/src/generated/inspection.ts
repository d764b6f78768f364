// GENERATED from schemas/inspection/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';

/** Why an inspection is not needed any more. */
export const AbandonReason = ['CANCELLED', 'RETURNED', 'DETAINED', 'OTHER'] as const;
export type AbandonReason = (typeof AbandonReason)[number];

/** The platform has to amend the declaration; the parcel waits for that. */
export interface AmendmentRequested {
  readonly type: 'AmendmentRequested';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const AmendmentRequested: Contract<AmendmentRequested> = {
  name: 'AmendmentRequested',
  fullName: 'alataw.inspection.AmendmentRequested',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A parcel was scanned at the intake of the site. */
export interface ArriveParcel {
  readonly type: 'ArriveParcel';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Where, e.g. INTAKE-2. */
  readonly place: string;
}

export const ArriveParcel: Contract<ArriveParcel> = {
  name: 'ArriveParcel',
  fullName: 'alataw.inspection.ArriveParcel',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** An officer takes a parcel, gives it to another one, or gives it back. */
export interface AssignParcel {
  readonly type: 'AssignParcel';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Who is to have it, e.g. staff:inspector-7; null: nobody. */
  readonly officer: string | null;
  /** Who has it now as the sender knows; null: nobody. Refused if it is otherwise. */
  readonly from: string | null;
}

export const AssignParcel: Contract<AssignParcel> = {
  name: 'AssignParcel',
  fullName: 'alataw.inspection.AssignParcel',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** One item of a checklist, and what was found. */
export interface ChecklistAnswer {
  /** Code of the item, e.g. BATTERY_MARKS; the list stands in apps/inspection/src/domain/checklists.ts. */
  readonly item: string;
  readonly finding: Finding;
}

/** A second officer confirms or rejects a proposed verdict. */
export interface ConfirmVerdict {
  readonly type: 'ConfirmVerdict';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** False: it is rejected. */
  readonly confirm: boolean;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const ConfirmVerdict: Contract<ConfirmVerdict> = {
  name: 'ConfirmVerdict',
  fullName: 'alataw.inspection.ConfirmVerdict',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/**
 * Where a detained parcel goes: CLEARANCE is 501 of the customs receipts, ANTI_SMUGGLING 502, LEGAL 503, OTHER 599.
 * DESTRUCTION: it is destroyed.
 */
export const Detention = ['CLEARANCE', 'ANTI_SMUGGLING', 'LEGAL', 'OTHER', 'DESTRUCTION'] as const;
export type Detention = (typeof Detention)[number];

/** An officer ends a quarantine. */
export interface EndQuarantine {
  readonly type: 'EndQuarantine';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly end: QuarantineEnd;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const EndQuarantine: Contract<EndQuarantine> = {
  name: 'EndQuarantine',
  fullName: 'alataw.inspection.EndQuarantine',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** The ticker noticed that a time has passed. Refused if the parcel is not due at that time any more. */
export interface EscalateOverdue {
  readonly type: 'EscalateOverdue';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The time that passed, epoch ms UTC. */
  readonly due: number;
}

export const EscalateOverdue: Contract<EscalateOverdue> = {
  name: 'EscalateOverdue',
  fullName: 'alataw.inspection.EscalateOverdue',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** How an item of a checklist was found. OPEN: nobody has looked. */
export const Finding = ['OPEN', 'SOUND', 'FAULTY', 'NOT_APPLICABLE'] as const;
export type Finding = (typeof Finding)[number];

/** A physical examination answered items of its checklist. */
export interface FindingsRecorded {
  readonly type: 'FindingsRecorded';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** 1 to 20; later answers replace earlier ones. */
  readonly answers: readonly ChecklistAnswer[];
  /** SHA-256 of each photograph, 64 hexadecimal digits; 0 to 20. */
  readonly photos: readonly string[];
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const FindingsRecorded: Contract<FindingsRecorded> = {
  name: 'FindingsRecorded',
  fullName: 'alataw.inspection.FindingsRecorded',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A sample goes from one party to another. */
export interface HandOverSample {
  readonly type: 'HandOverSample';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly step: SampleStep;
  /** Number of the seal, as the taking party read it. */
  readonly seal: string;
  /** Who gave it. */
  readonly from: string;
  /** Who took it. */
  readonly to: string;
}

export const HandOverSample: Contract<HandOverSample> = {
  name: 'HandOverSample',
  fullName: 'alataw.inspection.HandOverSample',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** The release stage holds the parcel, or does not any more; the X-ray line has to know. */
export interface HoldNoted {
  readonly type: 'HoldNoted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Whether it is held. */
  readonly held: boolean;
}

export const HoldNoted: Contract<HoldNoted> = {
  name: 'HoldNoted',
  fullName: 'alataw.inspection.HoldNoted',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** An officer looked at the X-ray image of a parcel. */
export interface ImageJudged {
  readonly type: 'ImageJudged';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly verdict: ImageVerdict;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const ImageJudged: Contract<ImageJudged> = {
  name: 'ImageJudged',
  fullName: 'alataw.inspection.ImageJudged',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What an officer sees in an X-ray image. */
export const ImageVerdict = ['NORMAL', 'SUSPICIOUS', 'UNREADABLE'] as const;
export type ImageVerdict = (typeof ImageVerdict)[number];

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

/**
 * GREEN passes by itself, YELLOW waits for a check of documents, XRAY for an image, RED for a physical examination. In
 * severity XRAY stands between YELLOW and RED.
 */
export const InspectionChannel = ['GREEN', 'YELLOW', 'RED', 'XRAY'] as const;
export type InspectionChannel = (typeof InspectionChannel)[number];

/** Commands of the inspection but the verdict. */
export const InspectionCommandName = [
  'ARRIVE',
  'IMAGE',
  'REQUEST_PAPERS',
  'UPLOAD_PAPER',
  'JUDGE_PAPER',
  'FINDINGS',
  'TAKE_SAMPLE',
  'HAND_OVER_SAMPLE',
  'SAMPLE_RESULT',
  'QUARANTINE',
  'END_QUARANTINE',
  'CONFIRM',
  'ASSIGN',
  'AMENDMENT',
  'ESCALATE',
  'OTHER',
] as const;
export type InspectionCommandName = (typeof InspectionCommandName)[number];

/** A command that changes nothing. */
export interface InspectionCommandRefused {
  readonly type: 'InspectionCommandRefused';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly command: InspectionCommandName;
  readonly reason: InspectionRefusal;
}

export const InspectionCommandRefused: Contract<InspectionCommandRefused> = {
  name: 'InspectionCommandRefused',
  fullName: 'alataw.inspection.InspectionCommandRefused',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/**
 * The parcel waits for an inspector, by its channel: for its papers (YELLOW), an image (XRAY) or a physical examination
 * (RED); a GREEN one for nothing but its arrival.
 */
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
  /** Whether papers are checked after the image: a YELLOW rule was met besides the XRAY one. */
  readonly documents: boolean;
  /** Whether the parcel has to have arrived before it passes. */
  readonly arrivalRequired: boolean;
  /** Whether the rule asks for a second officer to confirm that it passes. */
  readonly twoOfficers: boolean;
  /** Whether a physical examination has to take a sample. */
  readonly sampleRequired: boolean;
  /** Codes of the items that a physical examination has to answer; 0 to 20. */
  readonly checklist: readonly string[];
  /** The owner of the declaration. */
  readonly platform: string;
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

/** Where a parcel whose inspection is open waits; none: it does not. */
export const InspectionQueue = [
  'none',
  'arrival',
  'xray',
  'documents',
  'examination',
  'laboratory',
  'quarantine',
  'amendment',
  'confirmation',
] as const;
export type InspectionQueue = (typeof InspectionQueue)[number];

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

/**
 * The platform amended the declaration: the rules are asked again, under the same inspection. What was found stands;
 * the stricter channel counts.
 */
export interface InspectionReassessed {
  readonly type: 'InspectionReassessed';
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
  /** Whether papers are checked after the image: a YELLOW rule was met besides the XRAY one. */
  readonly documents: boolean;
  /** Whether the parcel has to have arrived before it passes. */
  readonly arrivalRequired: boolean;
  /** Whether the rule asks for a second officer to confirm that it passes. */
  readonly twoOfficers: boolean;
  /** Whether a physical examination has to take a sample. */
  readonly sampleRequired: boolean;
  /** Codes of the items that a physical examination has to answer; 0 to 20. */
  readonly checklist: readonly string[];
  /** The owner of the declaration. */
  readonly platform: string;
}

export const InspectionReassessed: Contract<InspectionReassessed> = {
  name: 'InspectionReassessed',
  fullName: 'alataw.inspection.InspectionReassessed',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Why a command of the inspection is refused. */
export const InspectionRefusal = [
  'UNKNOWN_PARCEL',
  'ALREADY_INSPECTED',
  'ABANDONED',
  'ALREADY_ARRIVED',
  'NOT_ARRIVED',
  'NOT_SCANNED',
  'IN_QUARANTINE',
  'NOT_IN_QUARANTINE',
  'NOT_IN_EXAMINATION',
  'AWAITING_AMENDMENT',
  'AWAITING_CONFIRMATION',
  'ASSIGNED_TO_OTHER',
  'ASSIGNED_OTHERWISE',
  'DEADLINE_PASSED',
  'TOO_MANY_PAPERS',
  'UNKNOWN_PAPER',
  'PAPER_NOT_UPLOADED',
  'PAPER_ACCEPTED',
  'UNKNOWN_ITEM',
  'SAMPLE_OPEN',
  'NO_SAMPLE',
  'STEP_OUT_OF_ORDER',
  'SEAL_DIFFERS',
  'NOT_THE_HOLDER',
  'ONE_PARTY',
  'NOTHING_PROPOSED',
  'SAME_OFFICER',
  'NOT_DUE',
  'OTHER',
] as const;
export type InspectionRefusal = (typeof InspectionRefusal)[number];

/** The inspection stage forgets a parcel that ended long ago. */
export interface InspectionRetired {
  readonly type: 'InspectionRetired';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const InspectionRetired: Contract<InspectionRetired> = {
  name: 'InspectionRetired',
  fullName: 'alataw.inspection.InspectionRetired',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What the inspection stage remembers of a parcel; rule and version stay for good. */
export interface InspectionState {
  /** documents and examination: the inspection is open, by its channel; queue says where the parcel waits. */
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
  /** Time of entry into the queue or the final status, epoch ms UTC. */
  readonly since: number;
  /** Where it waits; none once the inspection is over. */
  readonly queue: InspectionQueue;
  /** The owner; empty until opened. */
  readonly platform: string;
  /** Whether it has to have arrived before it passes. */
  readonly arrivalRequired: boolean;
  /** Scanned at the intake, epoch ms UTC; 0: not yet. */
  readonly arrivedAt: number;
  /** Whether its papers have to be checked. */
  readonly documentsDue: boolean;
  /** Whether an image has to be found normal. */
  readonly imageDue: boolean;
  /** Whether it has to be opened. */
  readonly examinationDue: boolean;
  /** Whether a second officer has to confirm that it passes. */
  readonly twoOfficers: boolean;
  /** Whether a physical examination has to take a sample. */
  readonly sampleRequired: boolean;
  /** Last scan on the X-ray line, epoch ms UTC; 0: none. */
  readonly scannedAt: number;
  /** Images that nobody could read. */
  readonly unreadable: number;
  /** 0 to 20. */
  readonly checklist: readonly ChecklistAnswer[];
  /** 0 to 10. */
  readonly papers: readonly RequestedPaper[];
  /** When the papers have to be there, epoch ms UTC; 0: none asked for. */
  readonly papersDue: number;
  readonly sample: SampleState | null;
  /** Whether it is kept apart. */
  readonly quarantined: boolean;
  /** Whether the platform has to amend the declaration. */
  readonly amending: boolean;
  readonly proposal: ProposedVerdict | null;
  /** Whether the release stage holds it. */
  readonly held: boolean;
  /** Who has it, e.g. staff:inspector-7; null: nobody. */
  readonly officer: string | null;
  /** When it has waited too long, epoch ms UTC; 0: never, or escalated already. */
  readonly due: number;
  /** Escalated in this queue, epoch ms UTC; 0: not. */
  readonly escalatedAt: number;
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

/** An officer has looked at the X-ray image of a parcel. */
export interface JudgeImage {
  readonly type: 'JudgeImage';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly verdict: ImageVerdict;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const JudgeImage: Contract<JudgeImage> = {
  name: 'JudgeImage',
  fullName: 'alataw.inspection.JudgeImage',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** An officer accepts or refuses a paper. */
export interface JudgePaper {
  readonly type: 'JudgePaper';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Number of the requested paper, from 1. */
  readonly no: number;
  readonly verdict: PaperVerdict;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const JudgePaper: Contract<JudgePaper> = {
  name: 'JudgePaper',
  fullName: 'alataw.inspection.JudgePaper',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** An officer accepts or refuses a paper. */
export interface PaperJudged {
  readonly type: 'PaperJudged';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Number of the requested paper, from 1. */
  readonly no: number;
  readonly verdict: PaperVerdict;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const PaperJudged: Contract<PaperJudged> = {
  name: 'PaperJudged',
  fullName: 'alataw.inspection.PaperJudged',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A kind of paper that an officer asks for. */
export const PaperKind = [
  'LICENCE',
  'BATTERY_TEST_REPORT',
  'INVOICE',
  'CERTIFICATE_OF_ORIGIN',
  'PRESCRIPTION',
  'OTHER',
] as const;
export type PaperKind = (typeof PaperKind)[number];

/** How a requested paper stands. */
export const PaperStatus = ['REQUESTED', 'UPLOADED', 'ACCEPTED', 'REFUSED'] as const;
export type PaperStatus = (typeof PaperStatus)[number];

/** The platform names the content of a requested paper. */
export interface PaperUploaded {
  readonly type: 'PaperUploaded';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Number of the requested paper, from 1. */
  readonly no: number;
  /** File name, at most 200 characters. */
  readonly name: string;
  /** E.g. application/pdf. */
  readonly mediaType: string;
  /** Bytes, at most 256 KiB. */
  readonly sizeBytes: number;
  /** Of the content, 64 hexadecimal digits; the platform keeps the content under it. */
  readonly sha256: string;
}

export const PaperUploaded: Contract<PaperUploaded> = {
  name: 'PaperUploaded',
  fullName: 'alataw.inspection.PaperUploaded',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What an officer says of a paper. */
export const PaperVerdict = ['ACCEPT', 'REFUSE'] as const;
export type PaperVerdict = (typeof PaperVerdict)[number];

/** An officer asks the platform for papers. */
export interface PapersRequested {
  readonly type: 'PapersRequested';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** 1 to 10. */
  readonly papers: readonly RequestedPaper[];
  /** When they have to be there, epoch ms UTC. */
  readonly due: number;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const PapersRequested: Contract<PapersRequested> = {
  name: 'PapersRequested',
  fullName: 'alataw.inspection.PapersRequested',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel was scanned at the intake of the site, before or after its declaration was read. */
export interface ParcelArrived {
  readonly type: 'ParcelArrived';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Where, e.g. INTAKE-2. */
  readonly place: string;
}

export const ParcelArrived: Contract<ParcelArrived> = {
  name: 'ParcelArrived',
  fullName: 'alataw.inspection.ParcelArrived',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** An officer has the parcel, or nobody. */
export interface ParcelAssigned {
  readonly type: 'ParcelAssigned';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** E.g. staff:inspector-7; null: nobody. */
  readonly officer: string | null;
}

export const ParcelAssigned: Contract<ParcelAssigned> = {
  name: 'ParcelAssigned',
  fullName: 'alataw.inspection.ParcelAssigned',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel has waited longer than it may. */
export interface ParcelEscalated {
  readonly type: 'ParcelEscalated';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Where it waits. */
  readonly queue: InspectionQueue;
  /** The time that passed, epoch ms UTC. */
  readonly due: number;
}

export const ParcelEscalated: Contract<ParcelEscalated> = {
  name: 'ParcelEscalated',
  fullName: 'alataw.inspection.ParcelEscalated',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

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
  /** Where a detained parcel goes; null unless detained, and in events before this field existed. */
  readonly detention: Detention | null;
}

export const ParcelInspected: Contract<ParcelInspected> = {
  name: 'ParcelInspected',
  fullName: 'alataw.inspection.ParcelInspected',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel is kept apart; nothing else happens to it until the quarantine ends. */
export interface ParcelQuarantined {
  readonly type: 'ParcelQuarantined';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Where, e.g. Q-1. */
  readonly place: string;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const ParcelQuarantined: Contract<ParcelQuarantined> = {
  name: 'ParcelQuarantined',
  fullName: 'alataw.inspection.ParcelQuarantined',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The X-ray line asked about a parcel and was answered. Whoever is not answered in time diverts. */
export interface ParcelScanned {
  readonly type: 'ParcelScanned';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The line, e.g. XRAY-1. */
  readonly line: string;
  readonly answer: ScanAnswer;
  readonly reason: ScanReason;
}

export const ParcelScanned: Contract<ParcelScanned> = {
  name: 'ParcelScanned',
  fullName: 'alataw.inspection.ParcelScanned',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A verdict that waits for a second officer, or for the arrival of the parcel. */
export interface ProposedVerdict {
  readonly verdict: Verdict;
  /** Of DETAIN. */
  readonly detention: Detention | null;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
  /** Who proposed it, e.g. staff:inspector-7. */
  readonly officer: string;
  /** True: it takes effect when the parcel arrives. False: a second officer has to confirm it. */
  readonly awaitsArrival: boolean;
}

/** How a quarantine ends. */
export const QuarantineEnd = ['RELEASED', 'RETURNED', 'DESTROYED'] as const;
export type QuarantineEnd = (typeof QuarantineEnd)[number];

/** The quarantine is over. */
export interface QuarantineEnded {
  readonly type: 'QuarantineEnded';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly end: QuarantineEnd;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const QuarantineEnded: Contract<QuarantineEnded> = {
  name: 'QuarantineEnded',
  fullName: 'alataw.inspection.QuarantineEnded',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** An officer puts a parcel into quarantine. */
export interface QuarantineParcel {
  readonly type: 'QuarantineParcel';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Where, e.g. Q-1. */
  readonly place: string;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const QuarantineParcel: Contract<QuarantineParcel> = {
  name: 'QuarantineParcel',
  fullName: 'alataw.inspection.QuarantineParcel',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** A physical examination answers items of its checklist. */
export interface RecordFindings {
  readonly type: 'RecordFindings';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** 1 to 20; later answers replace earlier ones. */
  readonly answers: readonly ChecklistAnswer[];
  /** SHA-256 of each photograph, 64 hexadecimal digits; 0 to 20. */
  readonly photos: readonly string[];
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const RecordFindings: Contract<RecordFindings> = {
  name: 'RecordFindings',
  fullName: 'alataw.inspection.RecordFindings',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** The laboratory gives its result. */
export interface RecordSampleResult {
  readonly type: 'RecordSampleResult';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly result: SampleResult;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const RecordSampleResult: Contract<RecordSampleResult> = {
  name: 'RecordSampleResult',
  fullName: 'alataw.inspection.RecordSampleResult',
  kind: 'command',
  topic: 'inspection.commands',
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
  /** Where the parcel goes with DETAIN; null: OTHER. */
  readonly detention: Detention | null;
}

export const RecordVerdict: Contract<RecordVerdict> = {
  name: 'RecordVerdict',
  fullName: 'alataw.inspection.RecordVerdict',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** An officer asks the platform for papers. */
export interface RequestPapers {
  readonly type: 'RequestPapers';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** 1 to 10. */
  readonly kinds: readonly PaperKind[];
  /** When they have to be there, epoch ms UTC. */
  readonly due: number;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const RequestPapers: Contract<RequestPapers> = {
  name: 'RequestPapers',
  fullName: 'alataw.inspection.RequestPapers',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** A paper that was asked for, as the inspection remembers it. */
export interface RequestedPaper {
  /** Number within the inspection, from 1. */
  readonly no: number;
  readonly kind: PaperKind;
  readonly status: PaperStatus;
}

/** A sample went from one party to another. */
export interface SampleHandedOver {
  readonly type: 'SampleHandedOver';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly step: SampleStep;
  /** Number of the seal, as the taking party read it. */
  readonly seal: string;
  /** Who gave it. */
  readonly from: string;
  /** Who took it. */
  readonly to: string;
}

export const SampleHandedOver: Contract<SampleHandedOver> = {
  name: 'SampleHandedOver',
  fullName: 'alataw.inspection.SampleHandedOver',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What the laboratory found; NONE: nothing yet. */
export const SampleResult = ['NONE', 'PASS', 'FAIL', 'INCONCLUSIVE'] as const;
export type SampleResult = (typeof SampleResult)[number];

/** The laboratory gave its result. */
export interface SampleResultRecorded {
  readonly type: 'SampleResultRecorded';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly result: SampleResult;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const SampleResultRecorded: Contract<SampleResultRecorded> = {
  name: 'SampleResultRecorded',
  fullName: 'alataw.inspection.SampleResultRecorded',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The last sample that was taken of a parcel. */
export interface SampleState {
  /** Number of the seal on the sample. */
  readonly seal: string;
  readonly step: SampleStep;
  /** Who has it: the last party that took it over. */
  readonly holder: string;
  /** When the result has to be there, epoch ms UTC. */
  readonly due: number;
  readonly result: SampleResult;
}

/** How far a sample has come: each step but the last is a hand-over by two parties. */
export const SampleStep = ['TAKEN', 'SENT', 'RECEIVED', 'OPENED', 'RESULT'] as const;
export type SampleStep = (typeof SampleStep)[number];

/** A sample was taken and sealed; the officer who took it has it. */
export interface SampleTaken {
  readonly type: 'SampleTaken';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Number of the seal on the sample. */
  readonly seal: string;
  /** Grams. */
  readonly quantityGrams: number;
  /** When the result has to be there, epoch ms UTC. */
  readonly due: number;
  /** The officer who took it. */
  readonly holder: string;
}

export const SampleTaken: Contract<SampleTaken> = {
  name: 'SampleTaken',
  fullName: 'alataw.inspection.SampleTaken',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What the X-ray line does with a parcel. */
export const ScanAnswer = ['PASS', 'DIVERT'] as const;
export type ScanAnswer = (typeof ScanAnswer)[number];

/** The X-ray line asks what to do with a parcel. */
export interface ScanParcel {
  readonly type: 'ScanParcel';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The line, e.g. XRAY-1. */
  readonly line: string;
}

export const ScanParcel: Contract<ScanParcel> = {
  name: 'ScanParcel',
  fullName: 'alataw.inspection.ScanParcel',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** Why the X-ray line diverts a parcel. NONE: it does not. */
export const ScanReason = [
  'NONE',
  'UNKNOWN_PARCEL',
  'NOT_ARRIVED',
  'EXAMINATION',
  'LABORATORY',
  'QUARANTINE',
  'AMENDMENT',
  'CONFIRMATION',
  'HELD',
  'RETURNED',
  'DETAINED',
  'ABANDONED',
  'OTHER',
] as const;
export type ScanReason = (typeof ScanReason)[number];

/** An officer takes and seals a sample. */
export interface TakeSample {
  readonly type: 'TakeSample';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Number of the seal on the sample. */
  readonly seal: string;
  /** Grams. */
  readonly quantityGrams: number;
  /** When the result has to be there, epoch ms UTC. */
  readonly due: number;
}

export const TakeSample: Contract<TakeSample> = {
  name: 'TakeSample',
  fullName: 'alataw.inspection.TakeSample',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** A platform names the content of a requested paper of its own parcel. */
export interface UploadPaper {
  readonly type: 'UploadPaper';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Who uploads, as the gateway authenticated it. */
  readonly platform: string;
  /** Number of the requested paper, from 1. */
  readonly no: number;
  /** File name, at most 200 characters. */
  readonly name: string;
  /** E.g. application/pdf. */
  readonly mediaType: string;
  /** Bytes, at most 256 KiB. */
  readonly sizeBytes: number;
  /** Of the content, 64 hexadecimal digits; the platform keeps the content under it. */
  readonly sha256: string;
}

export const UploadPaper: Contract<UploadPaper> = {
  name: 'UploadPaper',
  fullName: 'alataw.inspection.UploadPaper',
  kind: 'command',
  topic: 'inspection.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** What an inspector decides. AMEND: the platform has to amend the declaration. */
export const Verdict = ['PASS', 'RETURN', 'DETAIN', 'AMEND'] as const;
export type Verdict = (typeof Verdict)[number];

/** A verdict that takes effect when a second officer confirms it, or when the parcel arrives. */
export interface VerdictProposed {
  readonly type: 'VerdictProposed';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly verdict: Verdict;
  /** Of DETAIN. */
  readonly detention: Detention | null;
  /** Who proposed it, e.g. staff:inspector-7. */
  readonly officer: string;
  /** True: it takes effect when the parcel arrives. False: a second officer has to confirm it. */
  readonly awaitsArrival: boolean;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const VerdictProposed: Contract<VerdictProposed> = {
  name: 'VerdictProposed',
  fullName: 'alataw.inspection.VerdictProposed',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Why a verdict is refused. */
export const VerdictRefusal = [
  'UNKNOWN_PARCEL',
  'ALREADY_INSPECTED',
  'ABANDONED',
  'OTHER',
  'NOT_ARRIVED',
  'IMAGE_MISSING',
  'CHECKLIST_INCOMPLETE',
  'PAPERS_OPEN',
  'SAMPLE_OPEN',
  'SAMPLE_MISSING',
  'SAMPLE_NOT_PASSED',
  'IN_QUARANTINE',
  'AWAITING_AMENDMENT',
  'AWAITING_CONFIRMATION',
  'ASSIGNED_TO_OTHER',
] as const;
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

/** The second officer did not confirm: the parcel waits where it was. */
export interface VerdictRejected {
  readonly type: 'VerdictRejected';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly verdict: Verdict;
  /** Free text of the officer, at most 500 characters. */
  readonly remark: string | null;
}

export const VerdictRejected: Contract<VerdictRejected> = {
  name: 'VerdictRejected',
  fullName: 'alataw.inspection.VerdictRejected',
  kind: 'event',
  topic: 'inspection.events',
  keyOf: ({ parcelId }) => parcelId,
};
