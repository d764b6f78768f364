import type { Findings } from '../findings';
import { isBoundTo } from '../fold/documents';
import type { Entities } from '../fold/entities';
import type { DocumentRules } from '../log/document-rules';
import { numberIn, recordIn, textIn, textsIn, type AuditRecord } from '../log/record';

const kindsOf = (documentIds: readonly string[]): string => documentIds.map((id) => id.split(':', 1)[0]).join();

/**
 * Invariant 3, of lists that need documents: none is declared unless it was filed with what the rules ask for, and each of these
 * documents is bound to it, in that very version. Called before the event is folded, in an order in which every cause comes first.
 * @param rules of the centre; null: only what was filed is judged
 */
export function judgeMatch(
  record: AuditRecord,
  entities: Entities,
  rules: DocumentRules | null,
  findings: Findings,
): void {
  const { type, fields, key, meta } = record;
  const say = (what: string): void => findings.record(3, record, what);
  if (type === 'DeclarationFiled' && rules && meta) {
    findings.checked(3);
    const needed = rules.neededBy(
      textIn(fields, 'platform'),
      textIn(recordIn(fields, 'list'), 'tradeMode'),
      meta.occurredAt,
    );
    const named = kindsOf(textsIn(fields, 'documentIds'));
    if (named !== needed.join()) say(`filed with ${named}, where the rules ask for ${needed.join() || 'none'}`);
  }
  if (type !== 'ParcelDeclared') return;
  const named = textsIn(fields, 'documentIds');
  const state = entities.declaration.state(key);
  if (state.status === 'filed' && numberIn(fields, 'version') === state.version) {
    findings.checked(3);
    const filed = state.documents.map(({ documentId }) => documentId);
    if (named.join() !== filed.join())
      return say(`declared with ${named.join() || 'no document'}; its filing named ${filed.join()}`);
    for (const documentId of named) {
      if (!isBoundTo(entities.documents.state(documentId), key, state.version))
        say(`declared, but ${documentId} is not bound to it`);
    }
    return;
  }
  if (named.length > 0) return say('declared with documents, but it was never filed');
  if (!rules || !meta) return;
  findings.checked(3);
  const needed = rules.neededBy(textIn(fields, 'platform'), textIn(fields, 'tradeMode'), meta.occurredAt);
  if (needed.length > 0) say(`declared without a match, where the rules ask for ${needed.join()}`);
}
