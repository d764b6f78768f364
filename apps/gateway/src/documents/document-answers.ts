import { Problem } from '@alataw/http';
import type { CommandAnswer } from '../commands/command-answers';
import type { Receipt } from '../commands/command-desk';
import { declarationFaults, faultsIn } from '../commands/declaration-answers';
import { parkedProblem } from '../commands/parked-problem';
import { linkToDocument } from './document-view';

/**
 * The answer to one document.
 * @throws {Problem} 422 when it breaks rules, with a pointer for each fault; 409 when a list is bound to what it would change
 */
export function documentAnswer({ commandId, standing }: Receipt, documentId: string): CommandAnswer {
  const links = { self: linkToDocument(documentId) };
  if (standing === undefined) return { statusCode: 202, body: { commandId, documentId, status: 'pending', links } };
  if (standing.meaning === 'parked') throw parkedProblem(commandId);
  const { fields, type } = standing.event;
  const members = { commandId, documentId, ...(type === 'DocumentRepeated' ? { repeated: true } : {}) };
  if (type === 'DocumentRefused') {
    const errors = declarationFaults(faultsIn(fields));
    const [first] = errors;
    if (first?.code === 'DOCUMENT_MATCHED') {
      throw new Problem(409, first.code, first.detail, { text: first.text, errors, members });
    }
    throw new Problem(422, 'DOCUMENT_REFUSED', 'Correct what `errors` lists and submit again.', { errors, members });
  }
  return { statusCode: 200, body: { ...members, status: 'submitted', version: fields['version'], links } };
}
