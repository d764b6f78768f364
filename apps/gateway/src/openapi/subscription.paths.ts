import { HEADERS, json, operation, parameter, schema, type Part, type Paths } from './parts';

const TAG = 'Subscriptions';
const OWNER = ['carrier'];
const READERS = ['carrier', 'staff', 'operator'];
const NONE = 'No such subscription, or one of another carrier.';
const REFUSED = 'Refused: the code is the published reason.';
const PARKED = 'The stage could not process it and has put it aside.';
const NO_SECRETS = 'This centre is not configured to keep secrets.';
const FILTER = 'event.type in ["RELEASED", "DEPARTED"] && event.destinationCountry == "KZ"';

const decided = {
  200: json('Decided.', schema('CommandReceipt'), { 'Preference-Applied': HEADERS.preference }),
  202: json('Taken; the decision follows.', schema('CommandReceipt')),
};
const of = [parameter('subscriptionId'), parameter('Prefer'), parameter('Idempotency-Key')];

const order = (id: string, summary: string, description: string): Part =>
  operation({
    ...{ id, tag: TAG, roles: OWNER, summary, description, parameters: of, responses: decided },
    problems: { 404: NONE, 409: REFUSED, 500: PARKED },
  });

export const subscriptionPaths: Paths = {
  '/v1/subscriptions': {
    get: operation({
      ...{ id: 'listSubscriptions', tag: TAG, roles: READERS, summary: 'Subscriptions, oldest first' },
      description: 'A carrier sees its own. What was deleted is not listed.',
      parameters: [parameter('limit'), parameter('cursor')],
      responses: { 200: json('A page.', schema('SubscriptionPage'), { Link: HEADERS.link }) },
      problems: { 400: 'A cursor of another list, or a limit out of range.' },
    }),
    post: operation({
      ...{ id: 'openSubscription', tag: TAG, roles: OWNER, summary: 'Subscribe' },
      description:
        'A filter that is wrong is refused with the position of its fault. A carrier has 100 subscriptions at most. Without a name the id follows from the `Idempotency-Key`. The answer with a secret that was made up is not kept for repeats.',
      parameters: [parameter('Prefer'), parameter('Idempotency-Key')],
      body: { schema: 'SubscriptionBody', examples: { example: { name: 'releases-kz', filter: FILTER } } },
      responses: decided,
      problems: { 409: REFUSED, 500: PARKED, 501: NO_SECRETS },
    }),
  },
  '/v1/subscriptions/{subscriptionId}': {
    get: operation({
      ...{ id: 'readSubscription', tag: TAG, roles: READERS, summary: 'What is subscribed' },
      parameters: [parameter('subscriptionId'), parameter('If-None-Match')],
      responses: {
        200: json('The subscription.', schema('Subscription'), { ETag: HEADERS.etag }),
        304: { description: 'Unchanged.' },
      },
      problems: { 404: NONE },
    }),
    patch: operation({
      ...{ id: 'changeSubscription', tag: TAG, roles: OWNER, summary: 'Change what is subscribed' },
      description: 'What is left out stays as it was.',
      parameters: of,
      body: { schema: 'SubscriptionChangeBody', examples: { example: { filter: FILTER } } },
      responses: decided,
      problems: { 404: NONE, 409: REFUSED, 500: PARKED, 501: NO_SECRETS },
    }),
    delete: order('deleteSubscription', 'End a subscription', 'Its id is not used again.'),
  },
  '/v1/subscriptions/{subscriptionId}/pause': {
    post: order(
      'pauseSubscription',
      'Pause',
      'Nothing is delivered until it is resumed; what belongs into the feed still does.',
    ),
  },
  '/v1/subscriptions/{subscriptionId}/resume': {
    post: order('resumeSubscription', 'Go on', 'It is delivered again, from where it was paused.'),
  },
  '/v1/subscriptions/{subscriptionId}/deliveries': {
    get: operation({
      ...{ id: 'listDeliveries', tag: TAG, roles: READERS, summary: 'The last deliveries of a webhook, newest first' },
      description:
        'The last 200 attempts, and the last 200 that failed, of seven days. A help to find faults, not a record: it may miss some, and a loss of Redis empties it. What is still to be delivered does not depend on it.',
      parameters: [
        parameter('subscriptionId'),
        parameter('limit'),
        parameter('cursor'),
        {
          ...{ name: 'failed', in: 'query', description: 'Whether failed attempts alone are shown.' },
          schema: { type: 'boolean', default: false },
        },
      ],
      responses: { 200: json('A page.', schema('DeliveryPage'), { Link: HEADERS.link }) },
      problems: { 400: 'A cursor of another list, or a query that cannot be read.', 404: NONE },
    }),
  },
  '/v1/subscriptions/{subscriptionId}/redeliver': {
    post: operation({
      ...{ id: 'redeliverEvents', tag: TAG, roles: OWNER, summary: 'Have events sent once more' },
      description:
        'One event by its id, or all from a `sequence` on, under the ids that they had. What was taken within the last second may come again as well.',
      parameters: of,
      body: {
        schema: 'RedeliveryBody',
        examples: { one: { eventId: 'carriers:carriers.commands:0:17:0' }, all: { from: 1_201 } },
      },
      responses: decided,
      problems: { 404: `${NONE} Or an event that is not among the last deliveries.`, 409: REFUSED, 500: PARKED },
    }),
  },
  '/v1/subscriptions/{subscriptionId}/test': {
    post: operation({
      ...{ id: 'testSubscription', tag: TAG, roles: OWNER, summary: 'Have a test event sent' },
      description:
        'Sends `org.alataw.test.v1` to the endpoint, once and at once, also while it is paused. What came of it stands in the deliveries under the `webhookId` of the answer.',
      parameters: of,
      responses: decided,
      problems: { 404: NONE, 409: REFUSED, 500: PARKED },
    }),
  },
  '/v1/subscriptions/{subscriptionId}/explain': {
    get: operation({
      ...{ id: 'explainSubscription', tag: TAG, roles: READERS },
      summary: 'Why a parcel’s milestones belong into the feed, or do not',
      parameters: [
        parameter('subscriptionId'),
        {
          ...{ name: 'parcel', in: 'query', required: true, description: 'Id of the parcel.' },
          schema: { type: 'string' },
          example: 'CNPOST.LX473124829CN',
        },
      ],
      responses: { 200: json('Each milestone, and what the filter says of it.', schema('Explanation')) },
      problems: { 400: 'A query that cannot be read.', 404: `${NONE} Or no id of a parcel.` },
    }),
  },
};
