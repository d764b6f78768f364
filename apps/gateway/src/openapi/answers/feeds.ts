import type { JsonSchema } from '@alataw/http';
import { schema } from '../parts';
import { count, list, moment, numbers, object, orNull, text } from './terms';

const point = object('A point of a feed.', {
  count: count('Events of the feed before it.'),
  chain: text('The running hash over them, 64 hexadecimal digits.'),
  cursor: text('Where to go on reading.'),
});

const jwk = object('A key, RFC 8037.', {
  kty: { const: 'OKP' },
  crv: { const: 'Ed25519' },
  x: text('The key, base64url.'),
  kid: text('Its thumbprint, RFC 7638.'),
  use: { const: 'sig' },
  alg: { const: 'EdDSA' },
});

/** What is answered of feeds. */
export const feedSchemas: Readonly<Record<string, JsonSchema>> = {
  FeedPage: object('Events of a feed, in order.', {
    events: list(schema('MilestoneEvent'), 'Byte by byte as they stand in the feed, in canonical JSON (RFC 8785).'),
    next: text('The cursor to go on with, also when there was nothing.'),
    count: orNull(count('Events of the feed up to there; null: retention has removed what would say so.')),
    chain: orNull(
      text(
        'The running hash over them: chain(n) = SHA-256(chain(n-1) ‖ SHA-256(event)), from 32 zero bytes; hexadecimal.',
      ),
    ),
  }),
  FeedSnapshot: object('How the parcels of a carrier stand.', {
    cursor: text('Where to go on reading the feed: it is the same on each page.'),
    parcels: list(
      schema('MilestoneEvent'),
      'The last milestone of each parcel that is under way, by the ids of the parcels, whatever the filter says. An event of the feed whose `data.number` is not higher is known already.',
    ),
    next: orNull(text('The cursor of the next page; null on the last one.')),
  }),
  DryRun: object('What a filter would have sent.', {
    filter: text('The filter.'),
    from: moment('From when on.'),
    to: moment('Until before when.'),
    looked: count('Records of the log that were looked at.'),
    taken: count('Events that would have been sent, of those looked at.'),
    byMilestone: numbers('The same by milestone.'),
    byDay: numbers('The same by the day in UTC, e.g. `2026-11-30`.'),
    events: list(schema('MilestoneEvent'), 'The first 100 of them.'),
    next: orNull(text('Send it as `cursor` to look on, and add up; null: that was all.')),
  }),
  FeedReceipt: object('A signed word about a window of a feed.', {
    version: { const: 1 },
    subscription: text('The subscription.'),
    from: point,
    to: point,
    at: moment('When it was made.'),
    kid: text('The key that it is signed with, see `/.well-known/jwks.json`.'),
    signature: text('Ed25519 over the receipt without this member, as canonical JSON (RFC 8785) in UTF-8; base64url.'),
  }),
  FeedReceipts: object('Receipts of a feed.', { receipts: list(schema('FeedReceipt'), 'Newest first.') }),
  ReceiptKeys: object('Keys that receipts are verified with.', {
    keys: list(jwk, 'The one in use first; none where this centre gives no receipts.'),
  }),
};
