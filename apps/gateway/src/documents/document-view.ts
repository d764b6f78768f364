import { DocumentState, isOf } from '@alataw/contracts';
import { Problem, type Principal } from '@alataw/http';
import { parseDocumentId, sentenceOf, wordsOf } from '@alataw/values';
import type { Projections } from '../parcels/projections';

/** Where a document is read. */
export const linkToDocument = (documentId: string): string => `/v1/documents/${encodeURIComponent(documentId)}`;

/** A document as the declaration stage knows it. */
export interface KnownDocument {
  readonly sequence: number;
  readonly state: DocumentState;
}

/** @returns undefined where the stage does not know the id */
export async function knownDocument(projections: Projections, documentId: string): Promise<KnownDocument | undefined> {
  const entry = (await projections.entities('document', [documentId]))[0]?.declaration;
  if (entry === undefined || !isOf(DocumentState, entry.state)) return undefined;
  return { sequence: entry.sequence, state: entry.state.value };
}

/** A document as the API shows it: what it says, and which lists wait for it or are bound to it. */
export function documentView(documentId: string, { state }: KnownDocument): Readonly<Record<string, unknown>> {
  const { kind, status, version, since, facts, lists } = state;
  return {
    documentId,
    kind,
    status,
    text: wordsOf(sentenceOf('DocumentStatus', status)),
    version,
    since,
    // What its kind says nothing of is left out.
    facts: facts && Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)),
    lists: lists.map(({ parcelId, matched, since: at }) => ({ parcelId, matched, since: at })),
    links: { self: linkToDocument(documentId) },
  };
}

/** A platform reads its own documents and the waybills of its lists, a logistics company its own waybills, staff all. */
export function mayRead(documentId: string, document: KnownDocument, { role, tenant }: Principal): boolean {
  if (role === 'staff' || role === 'operator') return true;
  const { kind, owner } = parseDocumentId(documentId) ?? {};
  if (role === 'logistics') return kind === 'waybill' && owner === tenant;
  if (kind !== 'waybill') return owner === tenant;
  return document.state.lists.some(({ platform }) => platform === tenant);
}

export function noSuchDocument(): Problem {
  return new Problem(
    404,
    'DOCUMENT_NOT_FOUND',
    'There is no such document of yours: send its id, e.g. order:SILKROAD:PO-1, percent-encoded.',
  );
}
