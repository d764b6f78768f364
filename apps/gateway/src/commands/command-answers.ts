import { Problem, titleOf, type Fault } from '@alataw/http';
import { sentenceOf, sentenceOfEvent } from '@alataw/values';
import { withoutSecret } from '../live/event-view';
import type { LiveEvent } from '../live/live-event';
import type { Receipt } from './command-desk';
import { faultOf } from './declaration-answers';
import { parkedProblem } from './parked-problem';

import type { Standing } from './waiting-room';

/** The answer to a command: 200 with its decision, or 202 when it is still to come. */
export interface CommandAnswer {
  readonly statusCode: 200 | 202;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What refuses for lack of a thing, not because of its state. */
const NOT_FOUND_CODES = new Set(['UNKNOWN_PARCEL', 'UNKNOWN_UNIT', 'UNKNOWN_APPLICATION', 'UNKNOWN_SUBSCRIPTION']);

/**
 * The answer to a command about one parcel or load unit.
 * @param subject what it is about, e.g. `{ parcelId }`
 * @throws {Problem} 409 (404 for what does not exist) when the stage refused, with the published code and sentence
 */
export function answerTo(receipt: Receipt, subject: Readonly<Record<string, string>>, link: string): CommandAnswer {
  const { commandId, standing } = receipt;
  const base = { commandId, ...subject, links: { self: link } };
  if (standing === undefined) return { statusCode: 202, body: { ...base, status: 'pending' } };
  switch (standing.meaning) {
    case 'underway':
      return { statusCode: 202, body: { ...base, status: 'underway', event: decisionOf(standing.event) } };
    case 'done':
      return { statusCode: 200, body: { ...base, status: 'done', event: decisionOf(standing.event) } };
    default:
      throw refusal(standing, commandId, subject);
  }
}

/** How a scan of one parcel or unit stands, for the answer to many. */
export function scanResult(receipt: Receipt, contentId: string, index: number): Readonly<Record<string, unknown>> {
  const { commandId, standing } = receipt;
  const base = { contentId, commandId };
  if (standing === undefined || standing.meaning === 'underway') return { ...base, status: 'pending' };
  if (standing.meaning === 'done') return { ...base, status: 'done' };
  // The parcels that stand in the way of a unit: they have to come out of it.
  const { parcelIds = [] } = standing.event.fields;
  return { ...base, status: 'refused', parcelIds, error: refusalFault(standing, `/contentIds/${index}`) };
}

/** The part of an event that a decision is told by. */
export function decisionOf({ type, meta, fields }: LiveEvent): Readonly<Record<string, unknown>> {
  return {
    eventId: meta.eventId,
    type,
    occurredAt: meta.occurredAt,
    recordedAt: meta.recordedAt,
    data: withoutSecret(fields),
  };
}

function refusal(standing: Standing, commandId: string, subject: Readonly<Record<string, string>>): Problem {
  if (standing.meaning === 'parked') return parkedProblem(commandId);
  const fault = refusalFault(standing, '');
  return new Problem(NOT_FOUND_CODES.has(fault.code) ? 404 : 409, fault.code, fault.detail, {
    text: fault.text,
    errors: [fault],
    members: { commandId, ...subject, event: decisionOf(standing.event) },
  });
}

/** @param pointer to what the request says of the refused thing; a sentence that is about one field points to that */
function refusalFault({ event, meaning }: Standing, pointer: string): Fault {
  if (meaning === 'parked') {
    return {
      pointer,
      code: 'PARKED',
      detail: 'The centre could not process this and has put it aside for an operator.',
    };
  }
  // A refusal carries its reason; the reason in a hold that came too late is that of the hold.
  const reason = event.fields['reason'];
  const code = event.type === 'HoldTooLate' || typeof reason !== 'string' ? upperSnake(event.type) : reason;
  if (event.type === 'HoldTooLate') return faultOf(code, pointer, sentenceOf('ReleaseRefusal', code));
  const sentence = sentenceOfEvent(event.type, code);
  if (sentence === null) return { pointer, code, detail: `${titleOf(code)}.` };
  return faultOf(code, sentence.pointer ?? pointer, sentence);
}

/** `HoldTooLate` → `HOLD_TOO_LATE`. */
function upperSnake(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
