import type { Window } from '@alataw/feed';
import { feedCursor } from '../feed-topic';
import { canonicalJson } from './canonical-json';
import { isSigned, type PublicJwk, type ReceiptKey } from './receipt-key';

/** A point of a feed, as a receipt has it. */
export interface ReceiptPoint {
  /** Events of the feed before it. */
  readonly count: number;
  /** The chain over all of them, 64 hexadecimal digits. */
  readonly chain: string;
  /** Where to go on reading. */
  readonly cursor: string;
}

/** What the centre says of a window of a feed: that after `from` came exactly the events that lead to `to`. */
export interface Receipt {
  readonly version: 1;
  readonly subscription: string;
  readonly from: ReceiptPoint;
  readonly to: ReceiptPoint;
  /** When it was made, epoch ms UTC. */
  readonly at: number;
  /** The key that it is signed with. */
  readonly kid: string;
  /** Ed25519 over {@link signedText}, base64url. */
  readonly signature: string;
}

/** What is signed, in UTF-8: the receipt without its signature, as canonical JSON (RFC 8785). */
export function signedText({ signature: _, ...said }: Receipt): string {
  return canonicalJson(said);
}

/** The same window under the same key has the same receipt: an Ed25519 signature knows no chance. */
export function receiptOf(subscription: string, { from, to, at }: Window, key: ReceiptKey): Receipt {
  const point = ({ count, chain, offset }: Window['from']): ReceiptPoint => {
    return { count, chain: chain.toString('hex'), cursor: feedCursor({ subscriptionId: subscription, offset }) };
  };
  const said = { version: 1 as const, subscription, from: point(from), to: point(to), at, kid: key.kid, signature: '' };
  return { ...said, signature: key.sign(signedText(said)) };
}

/** @param key the public half of the key that the receipt names */
export function isGenuine(receipt: Receipt, key: PublicJwk): boolean {
  return isSigned(signedText(receipt), receipt.signature, key);
}

/** @returns null for what is no receipt that this version understands */
export function readReceipt(value: unknown): Receipt | null {
  if (typeof value !== 'object' || value === null) return null;
  const receipt = value as Receipt;
  const { version, subscription, from, to, at, kid, signature } = receipt as Partial<Receipt>;
  const isText = [subscription, kid, signature].every((text) => typeof text === 'string');
  return version === 1 && isText && Number.isSafeInteger(at) && isPoint(from) && isPoint(to) ? receipt : null;
}

function isPoint(value: unknown): value is ReceiptPoint {
  if (typeof value !== 'object' || value === null) return false;
  const { count, chain, cursor } = value as Partial<ReceiptPoint>;
  const isCount = Number.isSafeInteger(count) && (count ?? -1) >= 0;
  return isCount && /^[0-9a-f]{64}$/.test(String(chain)) && typeof cursor === 'string';
}
