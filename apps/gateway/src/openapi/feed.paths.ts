import { MAX_WAIT_SECONDS } from '../api/limits';
import { MAX_PAGE_EVENTS, PAGE_EVENTS } from '../subscriptions/feed.controller';
import { content, HEADERS, json, operation, parameter, schema, type Part, type Paths } from './parts';

const TAG = 'Feeds';
const CARRIER = ['carrier'];
const NONE = 'No such subscription, or one of another carrier, or one that was deleted.';
const CURSOR = 'A query that cannot be read, or no cursor.';
const EXPIRED =
  'The feed does not hold what comes after this cursor: `oldest` is the oldest cursor that there is, `snapshot` where to read how the parcels stand.';
const FILTER = 'event.type in ["RELEASED", "DEPARTED"] && event.destinationCountry == "KZ"';
const STREAM_EXAMPLE =
  'id: MTo3OktBWlBPU1QucmVsZWFzZXMta3o\nevent: org.alataw.parcel.released.v1\ndata: {"causationid":"release:…","data":{"carrier":"KAZPOST"}}\n\n';

const whole = (name: string, description: string, limits: Part): Part => ({
  ...{ name, in: 'query', description },
  schema: { type: 'integer', ...limits },
});
const cursor: Part = {
  ...{ name: 'cursor', in: 'query', schema: { type: 'string' } },
  description: '`next` of the answer before, or the id of an event; without one, from the first that there is.',
};
const of = parameter('subscriptionId');

export const feedPaths: Paths = {
  '/v1/subscriptions/{subscriptionId}/events': {
    get: operation({
      ...{ id: 'readFeed', tag: TAG, roles: CARRIER, summary: 'Events of a subscription, page by page' },
      description: `Each event once, in the order of the feed. An answer without events says where to go on as well. A page ends with the event that makes it larger than 1 MiB. With \`Accept: application/cloudevents-batch+json\` the events alone, as a list; with \`application/ld+json\` as an EPCIS 2.0 document, with \`application/vnd.alataw.dcsa-tnt.v2+json\` as events of DCSA Track & Trace 2.2. At most 200 waiting requests and streams of one carrier at once.`,
      parameters: [
        of,
        cursor,
        whole('limit', 'Events of a page.', { minimum: 1, maximum: MAX_PAGE_EVENTS, default: PAGE_EVENTS }),
        whole('wait', 'Seconds to wait for the first event, where there is none yet.', {
          ...{ minimum: 0, maximum: MAX_WAIT_SECONDS, default: 0 },
        }),
      ],
      responses: {
        200: json('The events.', schema('FeedPage'), {
          ...{ Link: HEADERS.link, 'Feed-Next': HEADERS.feedNext },
          ...{ 'Feed-Count': HEADERS.feedCount, 'Feed-Chain': HEADERS.feedChain },
        }),
      },
      problems: { 400: CURSOR, 404: NONE, 406: 'No media type that is offered.', 410: EXPIRED },
    }),
  },
  '/v1/subscriptions/{subscriptionId}/stream': {
    get: operation({
      ...{ id: 'followFeed', tag: TAG, roles: CARRIER, summary: 'Events of a subscription, as they come' },
      description:
        'Server-sent events: `id` is the cursor behind the event, `event` its type, `data` the event as it stands in the feed. Connect again with the last id and it goes on behind it, with nothing left out and nothing twice. Other events: `reset` (the feed does not hold what comes after the id: `data` has the oldest cursor and the snapshot; the stream ends), `too-slow`, `unavailable` and `unauthorized` (the stream ends; connect again with the last id). Ids without data move the place on.',
      parameters: [
        of,
        { ...cursor, description: 'As `Last-Event-ID`.' },
        { name: 'Last-Event-ID', in: 'header', description: 'Go on behind this event.', schema: { type: 'string' } },
      ],
      responses: {
        200: content('The stream.', 'text/event-stream', { type: 'string', examples: [STREAM_EXAMPLE] }),
      },
      problems: { 400: CURSOR, 404: NONE },
    }),
  },
  '/v1/subscriptions/{subscriptionId}/snapshot': {
    get: operation({
      ...{ id: 'readSnapshot', tag: TAG, roles: CARRIER, summary: 'How your parcels stand' },
      description:
        'For whoever cannot go on at its cursor: the last milestone of each of your parcels that is under way, and the cursor to go on with. What the snapshot does not show comes behind that cursor.',
      parameters: [
        of,
        whole('limit', 'Parcels of a page.', { minimum: 1, maximum: 100, default: 50 }),
        parameter('cursor'),
      ],
      responses: { 200: json('A page.', schema('FeedSnapshot'), { Link: HEADERS.link }) },
      problems: { 400: 'A cursor of another list, or a limit out of range.', 404: NONE },
    }),
  },
  '/v1/subscriptions/{subscriptionId}/receipts': {
    get: operation({
      ...{ id: 'listReceipts', tag: TAG, roles: CARRIER, summary: 'Receipts that stand in the feed, newest first' },
      description:
        'Each begins where the one before it ended. There is one for each hour in which there was something.',
      parameters: [of, whole('limit', 'Receipts.', { minimum: 1, maximum: 100, default: 24 })],
      responses: { 200: json('The receipts.', schema('FeedReceipts')) },
      problems: { 400: 'A limit out of range.', 404: NONE, 409: 'Retention has removed all of the feed.' },
    }),
    post: operation({
      ...{ id: 'giveReceipt', tag: TAG, roles: CARRIER, summary: 'A receipt up to now' },
      description: 'Of what came since the last one that stands in the feed. It is not kept.',
      parameters: [of],
      responses: { 200: json('The receipt.', schema('FeedReceipt')) },
      problems: { 404: NONE, 409: 'Retention has removed all of the feed.', 501: 'This centre gives no receipts.' },
    }),
  },
  '/v1/subscriptions:dry-run': {
    post: operation({
      ...{ id: 'dryRun', tag: TAG, roles: CARRIER, summary: 'What a filter would have sent' },
      description:
        'Over at most 31 days, of your parcels alone, whether anything is subscribed by it or not. One answer looks at 50,000 records of the log; `next` looks on.',
      body: {
        schema: 'DryRunBody',
        examples: { example: { filter: FILTER, from: 1_795_000_000_000, to: 1_795_086_400_000 } },
      },
      responses: { 200: json('What would have been sent.', schema('DryRun')) },
      problems: { 410: 'The log does not reach back so far any more.' },
    }),
  },
  '/.well-known/jwks.json': {
    get: operation({
      ...{ id: 'readReceiptKeys', tag: TAG, roles: 'public', summary: 'The keys that receipts are verified with' },
      responses: { 200: json('The keys.', schema('ReceiptKeys')) },
    }),
  },
};
