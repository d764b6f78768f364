import { declarationConflicts, declarationFaults } from './declaration.reasons';
import {
  abandonReasons,
  inspectionReasons,
  inspectionRefusals,
  scanReasons,
  verdictRefusals,
} from './inspection.reasons';
import { departureRefusals, loadRefusals, offloadRefusals, unitRefusals, reopenReasons } from './loading.reasons';
import { holdReasons, releaseRefusals, returnReasons } from './release.reasons';
import type { Sentence, Sentences } from './sentence';

/** The sentences of every published list of codes, by the name that the list has in the schemas. */
export const reasons = {
  DeclarationFaultCode: declarationFaults,
  ConflictReason: declarationConflicts,
  InspectionReason: inspectionReasons,
  VerdictRefusal: verdictRefusals,
  InspectionRefusal: inspectionRefusals,
  ScanReason: scanReasons,
  AbandonReason: abandonReasons,
  HoldReason: holdReasons,
  ReturnReason: returnReasons,
  ReleaseRefusal: releaseRefusals,
  LoadRefusal: loadRefusals,
  OffloadRefusal: offloadRefusals,
  DepartureRefusal: departureRefusals,
  UnitRefusal: unitRefusals,
  ReopenReason: reopenReasons,
} as const satisfies Readonly<Record<string, Sentences>>;

export type ReasonList = keyof typeof reasons;

/** Which list the `reason` of an event is from (of a rejected declaration: the `code` of each fault). */
const listOf: Readonly<Record<string, ReasonList>> = {
  DeclarationRejected: 'DeclarationFaultCode',
  DeclarationRepeated: 'DeclarationFaultCode',
  DeclarationConflicted: 'ConflictReason',
  InspectionOpened: 'InspectionReason',
  InspectionReassessed: 'InspectionReason',
  ParcelInspected: 'InspectionReason',
  VerdictRefused: 'VerdictRefusal',
  InspectionCommandRefused: 'InspectionRefusal',
  ParcelScanned: 'ScanReason',
  InspectionAbandoned: 'AbandonReason',
  ParcelHeld: 'HoldReason',
  HoldRequested: 'HoldReason',
  HoldTooLate: 'HoldReason',
  ReleaseRevoked: 'HoldReason',
  ParcelReturned: 'ReturnReason',
  ReleaseCommandRefused: 'ReleaseRefusal',
  LoadRefused: 'LoadRefusal',
  LoadDeclined: 'LoadRefusal',
  PlaceFreed: 'LoadRefusal',
  OffloadRefused: 'OffloadRefusal',
  DepartureRefused: 'DepartureRefusal',
  UnitCommandRefused: 'UnitRefusal',
  UnitReopened: 'ReopenReason',
};

/** The sentence of a code of a list; a code that this release does not know yet gets its list's general sentence. */
export function sentenceOf(list: ReasonList, code: string): Sentence {
  const sentences: Sentences = reasons[list];
  return sentences[code] ?? sentences['OTHER'] ?? unknown;
}

/** The sentence of the reason that an event gives, or null for an event that gives none. */
export function sentenceOfEvent(type: string, code: string): Sentence | null {
  const list = listOf[type];
  return list ? sentenceOf(list, code) : null;
}

const unknown: Sentence = { en: 'The reason is not known to this release.', zh: '当前版本无法识别该原因。' };
