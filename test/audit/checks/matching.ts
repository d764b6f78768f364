import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import { isBoundTo } from '../fold/documents';
import { numberIn, textsIn, type AuditRecord } from '../log/record';

/**
 * Invariant 3, of lists that need documents: none is declared unless each document that its filing named is bound to it, in that
 * very version. Called before the event is folded, in an order in which every cause comes first.
 */
export function judgeMatch(record: AuditRecord, entities: Entities, findings: Findings): void {
  if (record.type !== 'ParcelDeclared') return;
  const say = (what: string): void => findings.record(3, record, what);
  const state = entities.declaration.state(record.key);
  const named = textsIn(record.fields, 'documentIds');
  const needed = state.status === 'filed' ? state.documents.map(({ documentId }) => documentId) : [];
  if (named.length === 0 && needed.length === 0) return;
  findings.checked(3);
  if (named.join() !== needed.join())
    return say(`declared with ${named.join() || 'no document'}; its filing named ${needed.join() || 'none'}`);
  const version = numberIn(record.fields, 'version');
  for (const documentId of named) {
    if (!isBoundTo(entities.documents.state(documentId), record.key, version))
      say(`declared, but ${documentId} is not bound to it`);
  }
}
