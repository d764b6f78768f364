import type { Findings } from '../findings';
import { isBoundTo } from '../fold/documents';
import type { Entities } from '../fold/entities';
import type { DocumentRules } from '../log/document-rules';
import type { AvroRecord } from '../log/avro';
import { numberIn, optionalTextIn, recordIn, textIn, textsIn, type AuditRecord } from '../log/record';

const isDocument = (id: string): boolean => id.includes(':');
const kindsOf = (ids: readonly string[]): string => ids.map((id) => id.split(':', 1)[0]).join();

/**
 * Invariant 3, of lists that have to match something: none is declared unless it was filed with what the rules ask for, and each of
 * these documents is bound to it, in that very version, and its predecessor to nothing else. Called before the event is folded, in
 * an order in which every cause comes first.
 * @param rules of the centre; null: only what was filed is judged
 */
export function judgeMatch(
  record: AuditRecord,
  entities: Entities,
  rules: DocumentRules | null,
  findings: Findings,
): void {
  if (record.type === 'DeclarationFiled') judgeFiling(record, entities, rules, findings);
  if (record.type === 'AmendmentAsked') judgeChange(record, entities, rules, findings);
  if (record.type === 'ParcelDeclared') judgeDeclared(record, entities, rules, findings);
  if (record.type === 'DeclarationClosed') judgeClosed(record, entities, findings);
}

/** What the rules ask for, of a list that is judged when it is taken in. */
function neededBy({ fields, meta }: AuditRecord, list: AvroRecord, rules: DocumentRules): string {
  if (relationIn(list, 'returnOf') !== null) return ''; // its documents are those of the sale
  return rules.neededBy(textIn(fields, 'platform'), textIn(list, 'tradeMode'), meta?.occurredAt ?? 0).join();
}

function judgeFiling(record: AuditRecord, entities: Entities, rules: DocumentRules | null, findings: Findings): void {
  const { fields, key, meta } = record;
  if (!rules || !meta) return;
  findings.checked(3);
  const list = recordIn(fields, 'list');
  const ids = textsIn(fields, 'documentIds');
  const named = kindsOf(ids.filter(isDocument));
  const needed = neededBy(record, list, rules);
  if (named !== needed) findings.record(3, record, `filed with ${named}, where the rules ask for ${needed || 'none'}`);
  // A change leaves predecessor and original as they are.
  const isChange = entities.declaration.state(key).status === 'accepted';
  const relations = isChange ? [] : [relationIn(list, 'predecessorId'), relationIn(list, 'returnOf')];
  const asked = ids.filter((id) => !isDocument(id)).join();
  if (asked !== relations.filter((id) => id !== null).join())
    findings.record(3, record, `filed with ${asked || 'no'} predecessor or original`);
}

/** Another parcel that a list names; fields that older events lack. */
const relationIn = (list: AvroRecord, field: string): string | null =>
  field in list ? optionalTextIn(list, field) : null;

/** A change that was not filed needs nothing. */
function judgeChange(record: AuditRecord, entities: Entities, rules: DocumentRules | null, findings: Findings): void {
  const { fields, key } = record;
  findings.checked(3);
  const { amendment } = entities.declaration.state(key);
  const named = textsIn(fields, 'documentIds').join();
  const filed = (amendment?.documents ?? []).map(({ documentId }) => documentId).join();
  if (named !== filed) findings.record(3, record, `asked with ${named || 'no document'}; its filing named ${filed}`);
  const needed = amendment || !rules ? '' : neededBy(record, recordIn(fields, 'list'), rules);
  if (needed !== '') findings.record(3, record, `changed without a match, where the rules ask for ${needed}`);
}

function judgeDeclared(record: AuditRecord, entities: Entities, rules: DocumentRules | null, findings: Findings): void {
  const { fields, key } = record;
  const say = (what: string): void => findings.record(3, record, what);
  const ids = textsIn(fields, 'documentIds');
  const version = numberIn(fields, 'version');
  const state = entities.declaration.state(key);
  judgeRelation(record, 'predecessorId', (id) => entities.declaration.state(id).successorId, findings);
  judgeRelation(record, 'returnOf', (id) => entities.declaration.state(id).returnId, findings);
  const pending = state.status === 'accepted' ? state.amendment : state.status === 'filed' ? state : null;
  if (version === pending?.version) {
    findings.checked(3);
    const named = ids.filter(isDocument);
    const filed = pending.documents.map(({ documentId }) => documentId).filter(isDocument);
    if (named.join() !== filed.join())
      return say(`declared with ${named.join() || 'no document'}; its filing named ${filed.join()}`);
    for (const documentId of named) {
      if (!isBoundTo(entities.documents.state(documentId), key, version))
        say(`declared, but ${documentId} is not bound to it`);
    }
    return;
  }
  if (ids.length > 0) return say('declared with documents, but it was never filed');
  if (!rules || !record.meta) return;
  findings.checked(3);
  const needed = neededBy(record, fields, rules);
  if (needed !== '') say(`declared without a match, where the rules ask for ${needed}`);
}

/** A parcel is taken up again, and its goods come back, as the one that was confirmed, and as no other. */
function judgeRelation(
  record: AuditRecord,
  field: 'predecessorId' | 'returnOf',
  confirmedBy: (id: string) => string | null,
  findings: Findings,
): void {
  const { fields, key } = record;
  const id = relationIn(fields, field);
  if (id === null) return;
  findings.checked(3);
  const other = confirmedBy(id);
  if (other !== key)
    findings.record(3, record, `declared with ${field} ${id}, which ${other ?? 'nobody'} has taken up`);
}

/** Nothing may come back that has not left: loading has said so before, and may have forgotten it since. */
function judgeClosed(record: AuditRecord, entities: Entities, findings: Findings): void {
  if (textIn(record.fields, 'reason') !== 'DEPARTED') return;
  findings.checked(3);
  const parcel = entities.parcels.find(record.key);
  if (parcel?.state.status !== 'departed' && parcel?.isOver !== true)
    findings.record(3, record, `closed as departed, but in loading it is ${parcel?.state.status ?? 'unknown'}`);
}
