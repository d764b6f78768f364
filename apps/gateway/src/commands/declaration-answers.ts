import type { DeclarationFault } from '@alataw/contracts';
import { Problem, type Fault } from '@alataw/http';
import { sentenceOf, wordsOf, type Words } from '@alataw/values';
import type { CommandAnswer } from './command-answers';
import type { Receipt } from './command-desk';
import { parkedProblem } from './parked-problem';

/** The faults of a rejected declaration, each with its sentences. */
export function declarationFaults(faults: readonly DeclarationFault[]): readonly Fault[] {
  return faults.map(({ code, pointer }) => faultOf(code, pointer, sentenceOf('DeclarationFaultCode', code)));
}

/** The one fault of a declaration that contradicts an earlier one. */
export function conflictFault(code: string): Fault {
  return faultOf(code, '', sentenceOf('ConflictReason', code));
}

/** A published reason as a fault of the request. */
export function faultOf(code: string, pointer: string, words: Words): Fault {
  return { pointer, code, detail: words.en, text: wordsOf(words) };
}

/**
 * The answer to one declaration, or to a change of one.
 * @throws {Problem} 422 when it was rejected, with a pointer for each fault; 409 when it contradicts an earlier one, or comes too
 * late for a change; 404 for a change of what the platform has not declared
 */
export function declarationAnswer(receipt: Receipt, parcelId: string): CommandAnswer {
  const { commandId, standing } = receipt;
  const links = { self: `/v1/parcels/${parcelId}`, timeline: `/v1/parcels/${parcelId}/timeline` };
  if (standing === undefined) return { statusCode: 202, body: { commandId, parcelId, status: 'pending', links } };
  if (standing.meaning === 'parked') throw parkedProblem(commandId);
  const { fields, meta, type } = standing.event;
  const isRepetition = type === 'DeclarationRepeated';
  const members = { commandId, parcelId, ...(isRepetition ? { repeated: true } : {}) };
  if (type === 'DeclarationConflicted') {
    const fault = conflictFault(String(fields['reason']));
    throw new Problem(409, fault.code, fault.detail, { text: fault.text, errors: [fault], members });
  }
  if (type === 'AmendmentRefused') throw amendmentRefused(fields, members);
  if (type === 'DeclarationRejected' || fields['decision'] === 'REJECTED') {
    throw new Problem(422, 'DECLARATION_REJECTED', 'Correct what `errors` lists and declare again.', {
      errors: declarationFaults(faultsIn(fields)),
      members,
    });
  }
  if (type === 'DeclarationFiled' || fields['decision'] === 'PENDING') {
    // What it waits for is part of the parcel.
    return { statusCode: 202, body: { ...members, status: 'filed', version: fields['version'], links } };
  }
  // A change that release has yet to let take effect.
  if (type === 'AmendmentAsked') return { statusCode: 202, body: { ...members, status: 'pending', links } };
  const decidedAt = isRepetition ? fields['decidedAt'] : meta.occurredAt;
  return { statusCode: 200, body: { ...members, status: 'accepted', version: fields['version'], decidedAt, links } };
}

function amendmentRefused(
  fields: Readonly<Record<string, unknown>>,
  members: Readonly<Record<string, unknown>>,
): Problem {
  const code = String(fields['reason']);
  const reason = faultOf(code, '', sentenceOf('AmendmentRefusal', code));
  const faults = declarationFaults(faultsIn(fields));
  const status = faults.length > 0 ? 422 : code === 'UNKNOWN_PARCEL' ? 404 : 409;
  return new Problem(status, code, reason.detail, {
    ...(reason.text ? { text: reason.text } : {}),
    errors: faults.length > 0 ? faults : [reason],
    members,
  });
}

/** The faults that an event carries. */
export function faultsIn(fields: Readonly<Record<string, unknown>>): readonly DeclarationFault[] {
  const faults = fields['faults'];
  return Array.isArray(faults) ? faults.filter(isFault) : [];
}

function isFault(value: unknown): value is DeclarationFault {
  return typeof value === 'object' && value !== null && 'code' in value && 'pointer' in value;
}
