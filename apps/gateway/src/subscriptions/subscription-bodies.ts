import type { FeedFormat, SubscriptionChannel } from '@alataw/contracts';
import { MAX_FILTER_LENGTH } from '@alataw/filter';
import type { JsonSchema } from '@alataw/http';

/** What is subscribed, as a carrier says it. */
export interface SubscriptionChange {
  readonly filter?: string;
  readonly channel?: SubscriptionChannel;
  readonly url?: string;
  readonly secret?: string;
  readonly signature?: 'v1' | 'v1a';
  readonly batches?: boolean;
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
  RedeliveryBody: { readonly eventId: string } | { readonly from: number };
  DryRunBody: DryRunBody;
}

/** What a filter is tried over. */
export interface DryRunBody {
  readonly filter?: string;
  /** Moments, epoch ms UTC; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
  readonly cursor?: string;
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
    maxLength: 2_048,
    description: 'Where a webhook is sent to: `https`, without user, password and fragment, at a public address.',
    examples: ['https://kazpost.example/alataw'],
  },
  secret: {
    type: 'string',
    maxLength: 256,
    description:
      'With which your webhook is signed: `whsec_` and 24 to 64 bytes in base64, or `whsk_` and an Ed25519 key. It is kept sealed. Whichever was there before signs beside it for 24 hours. Left out of a new webhook, one is made up and told once, in the answer.',
    examples: ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'],
  },
  signature: {
    type: 'string',
    enum: ['v1', 'v1a'],
    description:
      'Has a secret made up: `v1` (HMAC-SHA256) one that both know, which is told once, in the answer; `v1a` (Ed25519) a pair, of which `publicKey` is shown always. Not beside `secret`.',
  },
  batches: { type: 'boolean', description: 'Whether a webhook carries up to 100 events at once; not unless said.' },
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
  RedeliveryBody: {
    type: 'object',
    description: 'What is sent once more: one event, or all from one on.',
    properties: {
      eventId: {
        type: 'string',
        maxLength: 256,
        description: 'Of an event, or the `webhook-id` that it was sent with. It has to be among the last deliveries.',
        examples: ['carriers:carriers.commands:0:17:0'],
      },
      from: {
        ...{ type: 'integer', minimum: 1, maximum: MAX_MOMENT, examples: [1_201] },
        description: '`sequence` of the first event that is sent once more, with all behind it.',
      },
    },
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
  },
  DryRunBody: {
    type: 'object',
    description: 'A filter, and the time over which it is tried.',
    required: ['from', 'to'],
    properties: {
      filter: CONTENT.filter,
      from: moment('From when on.', 1_795_000_000_000),
      to: moment('Until before when; at most 31 days later.', 1_795_086_400_000),
      cursor: { type: 'string', maxLength: 4096, description: '`next` of the answer before, to go on from there.' },
    },
    additionalProperties: false,
  },
};

function moment(description: string, example: number): JsonSchema {
  return {
    ...{ type: 'integer', minimum: 0, maximum: MAX_MOMENT },
    description: `${description} Epoch ms UTC.`,
    examples: [example],
  };
}
