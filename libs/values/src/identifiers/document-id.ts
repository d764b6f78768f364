import { InvalidIdentifierError } from './invalid-identifier.error';

/** What a list may have to match: the platform's order, the logistics company's waybill, the receipt of the payment. */
export const documentKinds = ['order', 'waybill', 'payment'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** The parts of a document's id. */
export interface DocumentIdParts {
  readonly kind: DocumentKind;
  /** The platform of an order or a payment, the logistics company of a waybill. */
  readonly owner: string;
  readonly number: string;
}

const ownerForm = /^[A-Z0-9-]{2,20}$/;
const waybillForm = /^[A-Z0-9-]{1,80}$/;
/** As customs' list message bounds an order number (CEB603 `orderNo`), characters. */
const ORDER_NUMBER_LENGTH = 60;

const isNumberOf = (kind: DocumentKind, number: string): boolean =>
  kind === 'waybill' ? waybillForm.test(number) : number.length > 0 && number.length <= ORDER_NUMBER_LENGTH;

/**
 * The id of a document, `<kind>:<owner>:<number>`, e.g. `order:SILKROAD:PO-1` or `waybill:CNPOST:LX473124829CN`. A payment has
 * the number of its order. An order number is the platform's own and may hold any character, a colon included.
 * @throws {InvalidIdentifierError} when owner or number have another form
 */
export function documentIdOf(kind: DocumentKind, owner: string, number: string): string {
  const id = `${kind}:${owner}:${number}`;
  if (!ownerForm.test(owner) || !isNumberOf(kind, number)) throw new InvalidIdentifierError('document id', id);
  return id;
}

/** The inverse of {@link documentIdOf}; null for what is no document's id. */
export function parseDocumentId(id: string): DocumentIdParts | null {
  const [name = '', owner = ''] = id.split(':', 2);
  const kind = documentKinds.find((each) => each === name);
  const number = id.slice(name.length + owner.length + 2);
  return kind && ownerForm.test(owner) && isNumberOf(kind, number) ? { kind, owner, number } : null;
}
