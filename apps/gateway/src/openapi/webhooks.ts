import { schema, type Part } from './parts';

const header = (name: string, description: string, example: string): Part => ({
  ...{ name, in: 'header', required: true, description, schema: { type: 'string' }, example },
});

/** The requests that carriers receive: the root `webhooks` of OpenAPI 3.1. They are signed, and bear no key. */
export const webhooks: Readonly<Record<string, Readonly<Record<string, Part>>>> = {
  milestones: {
    post: {
      operationId: 'receiveMilestones',
      tags: ['Subscriptions'],
      summary: 'What a subscription of the channel WEBHOOK sends to its `url`',
      description: `One event, or a batch where the subscription asks for it. Signed by [Standard Webhooks](https://www.standardwebhooks.com) 1.0: check the signature over \`webhook-id.webhook-timestamp.body\` and refuse what is older than five minutes.

An event comes at least once, those of a parcel in order: the next one after the former was taken. Answer 2xx within the time of the request when you have it, and do the work afterwards. What fails comes again under the same id; 410 pauses the subscription, \`Retry-After\` is heeded.`,
      security: [],
      parameters: [
        header('webhook-id', 'The same at each attempt.', 'carriers:loading_events:3:17:0'),
        header('webhook-timestamp', 'Of the attempt, seconds since 1970.', '1790000000'),
        header(
          'webhook-signature',
          '`v1,` (HMAC-SHA256) or `v1a,` (Ed25519) and base64; several, with blanks between them, while a secret is replaced.',
          'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
        ),
      ],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { anyOf: [schema('WebhookBatch'), schema('WebhookMessage')] } } },
      },
      responses: {
        '2XX': { description: 'Taken.' },
        '410': { description: 'Never again: the subscription is paused.' },
        default: { description: 'Not taken: it is sent again.' },
      },
    },
  },
};
