import type { CustomsDocument, SendingFailure } from '@alataw/contracts';
import type { CustomsReceipt } from '@alataw/formats';

/** What became of a message: customs has taken it, or why it has not. */
export type Sending = 'TAKEN' | SendingFailure;

/** What customs knows of a document. */
export type Knowledge =
  | { readonly is: 'receipt'; readonly receipt: CustomsReceipt }
  /** It has the document and nothing to say of it yet. */
  | { readonly is: 'silent' }
  | { readonly is: 'unknown' }
  /** It could not be asked. */
  | { readonly is: 'failed'; readonly failure: SendingFailure };

/** Customs, as the sender knows it. Nothing here throws: that customs is away is an ordinary answer. */
export interface CustomsPort {
  /** @param message XML of one kind of document */
  send(message: string): Promise<Sending>;
  ask(document: CustomsDocument, guid: string, copNo: string): Promise<Knowledge>;
}
