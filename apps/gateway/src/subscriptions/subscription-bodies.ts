import type { FeedFormat, SubscriptionChannel } from '@alataw/contracts';
import { MAX_FILTER_LENGTH } from '@alataw/filter';
import type { JsonSchema } from '@alataw/http';

/** What is subscribed, as a carrier says it. */
export interface SubscriptionChange {
  readonly filter?: string;
  readonly channel?: SubscriptionChannel;
  readonly url?: string;
  readonly secret?: string;
  readonly format?: FeedFormat;
  readonly description?: string;
}

/** What orders about subscriptions say. */
export interface SubscriptionBodies {
  SubscriptionBody: SubscriptionChange & {
    readonly name?: string;
    readonly start?: 'now' | 'beginning' | number;
  };
  SubscriptionChangeBody: SubscriptionChange;
}

/** The largest number that a record bears. */
const MAX_MOMENT = 2 ** 52 - 1;

const CONTENT = {
  filter: {
    type: 'string',
    maxLength: MAX_FILTER_LENGTH,
    description:
      'Condition in CEL over `event`, which has `type` (a milestone), `parcelId`, `carrier`, `platform`, `destinationCountry`, `portCode`, `tradeMode`, `unitId`, `transportId`, `reason`; what an event lacks is empty. Functions: startsWith, endsWith, contains, size. Empty: everything about your parcels; those of others are never among it.',
    examples: ['event.type in ["RELEASED", "DEPARTED"] && event.destinationCountry == "KZ"'],
  },
  channel: { type: 'string', enum: ['PULL', 'WEBHOOK'], description: 'PULL unless said.' },
  url: {
    type: 'string',
    maxLength: 500,
    pattern: '^https://[^\\s]+$',
    description: 'Where a webhook is sent to.',
    examples: ['https://kazpost.example/alataw'],
  },
  secret: {
    type: 'string',
    minLength: 16,
    maxLength: 256,
    description: 'With which your webhook is signed. It is kept sealed and never shown.',
    examples: ['a-secret-of-yours-0123456789'],
  },
  format: {
    type: 'string',
    enum: ['JSON', 'AVRO'],
    description: 'How events stand in the Kafka topic: JSON unless said. By other ways they come as JSON.',
  },
  description: { type: 'string', maxLength: 500, description: 'Your own words.', examples: ['Releases for Almaty'] },
} as const;

/** The schemas of these bodies, by name. */
export const subscriptionBodySchemas: Readonly<Record<string, JsonSchema>> = {
  SubscriptionBody: {
    type: 'object',
    description: 'What a carrier subscribes.',
    properties: {
      name: {
        type: 'string',
        pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
        description: 'By which you tell it from your others; one is made up unless said.',
        examples: ['releases-kz'],
      },
      ...CONTENT,
      start: {
        anyOf: [
          { type: 'string', enum: ['now', 'beginning'] },
          { type: 'integer', minimum: 0, maximum: MAX_MOMENT },
        ],
        description: 'From when on: now unless said, the beginning of the log, or a moment, epoch ms UTC.',
        examples: ['now'],
      },
    },
    additionalProperties: false,
  },
  SubscriptionChangeBody: {
    type: 'object',
    description: 'What changes; what is left out stays.',
    properties: CONTENT,
    minProperties: 1,
    additionalProperties: false,
  },
};
