// GENERATED from schemas/customs/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';
import type { Detention } from './inspection';

/** Whose word releases a parcel: the centre's alone, or customs' behind it as well. */
export const Clearance = ['CENTRE', 'CUSTOMS'] as const;
export type Clearance = (typeof Clearance)[number];

/** What was asked of the customs stage. */
export const CustomsCommandName = ['NOTE_SENT', 'NOTE_FAILED', 'NOTE_ASKED', 'OTHER'] as const;
export type CustomsCommandName = (typeof CustomsCommandName)[number];

/** A command of the customs stage changes nothing. */
export interface CustomsCommandRefused {
  readonly type: 'CustomsCommandRefused';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly command: CustomsCommandName;
  readonly reason: CustomsRefusal;
}

export const CustomsCommandRefused: Contract<CustomsCommandRefused> = {
  name: 'CustomsCommandRefused',
  fullName: 'alataw.customs.CustomsCommandRefused',
  kind: 'event',
  topic: 'customs.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What is reported: LIST 603, ARRIVAL 507, DEPARTURE 509, CANCELLATION 605. */
export const CustomsDocument = ['LIST', 'ARRIVAL', 'DEPARTURE', 'CANCELLATION', 'OTHER'] as const;
export type CustomsDocument = (typeof CustomsDocument)[number];

/** Published reasons for which a command of the customs stage is refused. */
export const CustomsRefusal = ['UNKNOWN_PARCEL', 'NOT_DUE', 'NOT_UNANSWERED', 'OTHER'] as const;
export type CustomsRefusal = (typeof CustomsRefusal)[number];

/**
 * What customs' word means for the parcel: PENDING nothing yet, CLEARED may go (800), HELD stopped (600), INSPECTING to
 * be inspected by customs (500), RETURNED to be sent back (700), DETAINED kept (501, 502, 503, 599).
 */
export const CustomsStanding = ['PENDING', 'CLEARED', 'HELD', 'INSPECTING', 'RETURNED', 'DETAINED'] as const;
export type CustomsStanding = (typeof CustomsStanding)[number];

/** What the customs stage remembers of a parcel. */
export interface CustomsState {
  readonly status: CustomsStatus;
  /** Of the list; 0 until one is due. */
  readonly declarationVersion: number;
  /** The owner; empty until a list is due. */
  readonly platform: string;
  /** Customs' status code that stands; 0: none. */
  readonly code: number;
  /** When customs said what stands, epoch ms UTC; 0: nothing. */
  readonly decidedAt: number;
  readonly standing: CustomsStanding;
  /** Customs' number of the list before it is accepted. */
  readonly preNo: string | null;
  /** Customs' number of the accepted list. */
  readonly invtNo: string | null;
  /** In the order in which they came to be due, one of each document. */
  readonly reports: readonly ReportState[];
  /** Receipts whose code nobody here knows. */
  readonly unknownReceipts: number;
  /** When the next report may be sent, epoch ms UTC; 0: none is due. */
  readonly due: number;
  /** When customs is to be asked, epoch ms UTC; 0: never. */
  readonly unanswered: number;
  /** Time of entry into the status, epoch ms UTC. */
  readonly since: number;
  /** Whether any version of its list was ever offered to customs: then customs may have it. */
  readonly offered: boolean;
}

export const CustomsState: Contract<CustomsState> = {
  name: 'CustomsState',
  fullName: 'alataw.customs.CustomsState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/**
 * Where a parcel's list stands with customs: heard, something is known of a parcel whose declaration was not read yet;
 * withdrawn, cancelled before it was sent; filed, no receipt stands; then by customs' code.
 */
export const CustomsStatus = [
  'absent',
  'heard',
  'withdrawn',
  'filed',
  'atPort',
  'rejected',
  'received',
  'review',
  'accepted',
  'awaitingArrival',
  'inspecting',
  'detained',
  'held',
  'returning',
  'released',
  'closed',
] as const;
export type CustomsStatus = (typeof CustomsStatus)[number];

/** What customs says of the list has changed (604). */
export interface CustomsStatusChanged {
  readonly type: 'CustomsStatusChanged';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Of the list. */
  readonly declarationVersion: number;
  /** Customs' status code, e.g. 399. */
  readonly code: number;
  readonly status: CustomsStatus;
  readonly standing: CustomsStanding;
  /** Where a detained parcel goes. */
  readonly detention: Detention | null;
  /** When customs said so, epoch ms UTC. */
  readonly returnTime: number;
  /** What customs remarks, at most 1,000 characters. */
  readonly info: string | null;
  /** Customs' number of the list before it is accepted. */
  readonly preNo: string | null;
  /** Customs' number of the accepted list. */
  readonly invtNo: string | null;
  /** Where the list stands with this: SENT while customs has only passed it on. */
  readonly step: ReportStep;
  /** When customs is asked if it says nothing more, epoch ms UTC; 0: not at all. */
  readonly askAt: number;
}

export const CustomsStatusChanged: Contract<CustomsStatusChanged> = {
  name: 'CustomsStatusChanged',
  fullName: 'alataw.customs.CustomsStatusChanged',
  kind: 'event',
  topic: 'customs.events',
  keyOf: ({ parcelId }) => parcelId,
};

/**
 * The list of an accepted declaration is due to customs, whose word is needed for its release. An amended declaration
 * opens another filing: what customs said of the earlier one is void.
 */
export interface FilingOpened {
  readonly type: 'FilingOpened';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The version whose list is due. */
  readonly declarationVersion: number;
  /** The owner. */
  readonly platform: string;
  /** As the rules of the day on which it was declared say. */
  readonly clearance: Clearance;
}

export const FilingOpened: Contract<FilingOpened> = {
  name: 'FilingOpened',
  fullName: 'alataw.customs.FilingOpened',
  kind: 'event',
  topic: 'customs.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The customs stage forgets a parcel that ended long ago. */
export interface FilingRetired {
  readonly type: 'FilingRetired';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const FilingRetired: Contract<FilingRetired> = {
  name: 'FilingRetired',
  fullName: 'alataw.customs.FilingRetired',
  kind: 'event',
  topic: 'customs.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel was cancelled before its list was sent: there is nothing to report. */
export interface FilingWithdrawn {
  readonly type: 'FilingWithdrawn';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
}

export const FilingWithdrawn: Contract<FilingWithdrawn> = {
  name: 'FilingWithdrawn',
  fullName: 'alataw.customs.FilingWithdrawn',
  kind: 'event',
  topic: 'customs.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The sender gave a report to customs, which has taken it. */
export interface NoteReportSent {
  readonly type: 'NoteReportSent';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly document: CustomsDocument;
  /** Of a list the version of the declaration, of other reports 1. */
  readonly version: number;
  /** The number under which customs knows the list. */
  readonly copNo: string;
}

export const NoteReportSent: Contract<NoteReportSent> = {
  name: 'NoteReportSent',
  fullName: 'alataw.customs.NoteReportSent',
  kind: 'command',
  topic: 'customs.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** The sender could not give a report to customs. */
export interface NoteSendingFailed {
  readonly type: 'NoteSendingFailed';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly document: CustomsDocument;
  /** Of a list the version of the declaration, of other reports 1. */
  readonly version: number;
  readonly failure: SendingFailure;
}

export const NoteSendingFailed: Contract<NoteSendingFailed> = {
  name: 'NoteSendingFailed',
  fullName: 'alataw.customs.NoteSendingFailed',
  kind: 'command',
  topic: 'customs.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** The sender asked customs about a report that was not answered. */
export interface NoteStatusAsked {
  readonly type: 'NoteStatusAsked';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly document: CustomsDocument;
  /** Of a list the version of the declaration, of other reports 1. */
  readonly version: number;
  /** Whether customs knows the report. */
  readonly known: boolean;
}

export const NoteStatusAsked: Contract<NoteStatusAsked> = {
  name: 'NoteStatusAsked',
  fullName: 'alataw.customs.NoteStatusAsked',
  kind: 'command',
  topic: 'customs.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** A receipt changes nothing. */
export interface ReceiptIgnored {
  readonly type: 'ReceiptIgnored';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly document: CustomsDocument;
  /** Customs' status code, e.g. 399. */
  readonly code: number;
  /** Of the document, 36 characters; the same whenever the report is sent again. */
  readonly guid: string;
  /** When customs said so, epoch ms UTC. */
  readonly returnTime: number;
  readonly reason: ReceiptIgnoredReason;
}

export const ReceiptIgnored: Contract<ReceiptIgnored> = {
  name: 'ReceiptIgnored',
  fullName: 'alataw.customs.ReceiptIgnored',
  kind: 'event',
  topic: 'customs.events',
  keyOf: ({ parcelId }) => parcelId,
};

/**
 * Why a receipt changes nothing. EARLY: what it follows from has not come yet. STALE: customs has said something since
 * that stands above it.
 */
export const ReceiptIgnoredReason = ['UNKNOWN_PARCEL', 'OTHER_FILING', 'REPEATED', 'STALE', 'EARLY', 'OTHER'] as const;
export type ReceiptIgnoredReason = (typeof ReceiptIgnoredReason)[number];

/** A receipt whose code nobody here knows is kept, without effect. */
export interface ReceiptNoted {
  readonly type: 'ReceiptNoted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly document: CustomsDocument;
  /** Customs' status code, e.g. 399. */
  readonly code: number;
  /** Of the document, 36 characters; the same whenever the report is sent again. */
  readonly guid: string;
  /** When customs said so, epoch ms UTC. */
  readonly returnTime: number;
  /** What customs remarks, at most 1,000 characters. */
  readonly info: string | null;
}

export const ReceiptNoted: Contract<ReceiptNoted> = {
  name: 'ReceiptNoted',
  fullName: 'alataw.customs.ReceiptNoted',
  kind: 'event',
  topic: 'customs.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Customs says how a document stands: a receipt (604, 508, 510, 606), or the answer to a question. */
export interface RecordReceipt {
  readonly type: 'RecordReceipt';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly document: CustomsDocument;
  /** Of the document, 36 characters; the same whenever the report is sent again. */
  readonly guid: string;
  /** Customs' status code, e.g. 399. */
  readonly code: number;
  /** When customs said so, epoch ms UTC. */
  readonly returnTime: number;
  /** What customs remarks, at most 1,000 characters. */
  readonly info: string | null;
  /** Customs' number of the list before it is accepted. */
  readonly preNo: string | null;
  /** Customs' number of the accepted list. */
  readonly invtNo: string | null;
}

export const RecordReceipt: Contract<RecordReceipt> = {
  name: 'RecordReceipt',
  fullName: 'alataw.customs.RecordReceipt',
  kind: 'command',
  topic: 'customs.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** Customs has answered a report that is no list (508, 510, 606). */
export interface ReportAnswered {
  readonly type: 'ReportAnswered';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly document: CustomsDocument;
  /** Of a list the version of the declaration, of other reports 1. */
  readonly version: number;
  /** Customs' status code, e.g. 399. */
  readonly code: number;
  readonly accepted: boolean;
  /** When customs said so, epoch ms UTC. */
  readonly returnTime: number;
  /** What customs remarks, at most 1,000 characters. */
  readonly info: string | null;
  /** When customs is asked about the list that waited for this, epoch ms UTC; 0: no list did. */
  readonly askListAt: number;
}

export const ReportAnswered: Contract<ReportAnswered> = {
  name: 'ReportAnswered',
  fullName: 'alataw.customs.ReportAnswered',
  kind: 'event',
  topic: 'customs.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Customs was asked about a report and knows it, but has nothing new to say. */
export interface ReportAsked {
  readonly type: 'ReportAsked';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly document: CustomsDocument;
  /** Of a list the version of the declaration, of other reports 1. */
  readonly version: number;
  /** When it is asked again, epoch ms UTC. */
  readonly askAt: number;
}

export const ReportAsked: Contract<ReportAsked> = {
  name: 'ReportAsked',
  fullName: 'alataw.customs.ReportAsked',
  kind: 'event',
  topic: 'customs.events',
  keyOf: ({ parcelId }) => parcelId,
};

/**
 * Why a report is due. UNKNOWN_TO_CUSTOMS: it was sent, and customs does not know it. NOT_PASSED_ON: the electronic
 * port could not pass it on (4).
 */
export const ReportCause = [
  'ARRIVED',
  'DEPARTED',
  'CANCELLED',
  'UNKNOWN_TO_CUSTOMS',
  'NOT_PASSED_ON',
  'OTHER',
] as const;
export type ReportCause = (typeof ReportCause)[number];

/** A report is due to customs, or due again. */
export interface ReportDue {
  readonly type: 'ReportDue';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly document: CustomsDocument;
  /** Of a list the version of the declaration, of other reports 1. */
  readonly version: number;
  readonly cause: ReportCause;
}

export const ReportDue: Contract<ReportDue> = {
  name: 'ReportDue',
  fullName: 'alataw.customs.ReportDue',
  kind: 'event',
  topic: 'customs.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A report could not be sent. */
export interface ReportSendingFailed {
  readonly type: 'ReportSendingFailed';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly document: CustomsDocument;
  /** Of a list the version of the declaration, of other reports 1. */
  readonly version: number;
  /** From 1. */
  readonly attempt: number;
  readonly failure: SendingFailure;
  /** When it is tried again, epoch ms UTC; 0: given up. */
  readonly retryAt: number;
}

export const ReportSendingFailed: Contract<ReportSendingFailed> = {
  name: 'ReportSendingFailed',
  fullName: 'alataw.customs.ReportSendingFailed',
  kind: 'event',
  topic: 'customs.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Customs has taken a message with this report. */
export interface ReportSent {
  readonly type: 'ReportSent';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly document: CustomsDocument;
  /** Of a list the version of the declaration, of other reports 1. */
  readonly version: number;
  /** From 1. */
  readonly attempt: number;
  /** Of the document, 36 characters; the same whenever the report is sent again. */
  readonly guid: string;
  /** The number under which customs knows the list, at most 30 characters. */
  readonly copNo: string;
  /** If customs has not answered by then, it is asked. Epoch ms UTC. */
  readonly askAt: number;
}

export const ReportSent: Contract<ReportSent> = {
  name: 'ReportSent',
  fullName: 'alataw.customs.ReportSent',
  kind: 'event',
  topic: 'customs.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** One report of a parcel to customs. */
export interface ReportState {
  readonly document: CustomsDocument;
  /** Of a list the version of the declaration, of other reports 1. */
  readonly version: number;
  readonly step: ReportStep;
  /** How often it was sent, or could not be. */
  readonly attempts: number;
  /** How often customs did not take it, or it could not be written. */
  readonly refusals: number;
  /** How often customs was asked about it since it last said something. */
  readonly asked: number;
  /** While DUE: not to be sent before. Otherwise: when customs is asked about it. Epoch ms UTC; 0: not at all. */
  readonly nextAt: number;
}

/**
 * DUE: to be sent. SENT: customs has not answered. ANSWERED: accepted. REFUSED: customs refused it. FAILED: given up,
 * it cannot be sent as it is.
 */
export const ReportStep = ['DUE', 'SENT', 'ANSWERED', 'REFUSED', 'FAILED'] as const;
export type ReportStep = (typeof ReportStep)[number];

/**
 * Why a report could not be sent. BUSY: customs asked to come again (408, 425, 429, 5xx). REFUSED: it does not take the
 * message (other 4xx). UNWRITABLE: the report cannot be written.
 */
export const SendingFailure = ['UNREACHABLE', 'TIMEOUT', 'BUSY', 'REFUSED', 'UNWRITABLE', 'OTHER'] as const;
export type SendingFailure = (typeof SendingFailure)[number];
