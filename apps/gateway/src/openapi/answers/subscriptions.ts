import { SubscriptionState, type RegistryReads } from '@alataw/contracts';
import type { JsonSchema } from '@alataw/http';
import { jsonSchemaOf } from '../../api/avro-json-schema';
import { latest } from '../../api/bodies';
import { schema } from '../parts';
import { behind, count, inWords, links, list, moment, next, object, text } from './terms';

const flag = (description: string): JsonSchema => ({ type: 'boolean', description });

export function subscriptionSchemas(registry: RegistryReads): Readonly<Record<string, JsonSchema>> {
  const state = jsonSchemaOf(latest(registry, SubscriptionState), {
    without: ['secret', 'formerSecret', 'sender', 'delivery'],
  });
  const extra = object('A subscription.', {
    subscriptionId: text('Its id.'),
    hasSecret: flag('Whether there is a secret to sign with; which one is shown to nobody.'),
    hasFormerSecret: flag('Whether the secret before it still signs as well, until `formerUntil`.'),
    delivery: object('How far a webhook was delivered.', {
      high: count('`sequence` of the last event that was read for it.'),
      open: count('Of those up to it, how many were not taken yet.'),
    }),
    text: inWords,
    links,
  });
  const shown = { allOf: [extra, state] };
  const part = object('A condition of the filter.', {
    text: text('It, as it was understood.'),
    position: count('Where it begins in the filter, from 1.'),
    value: {
      type: ['boolean', 'null'],
      description: 'What it said; null: it could not be evaluated, which counts as no.',
    },
  });
  const milestone = object('A milestone, and why it belongs into the feed or not.', {
    number: count('Among those of the parcel, from 1.'),
    milestone: text('Its code, of the list `Milestone`.'),
    happenedAt: moment('When it happened.'),
    recordedAt: moment('When it was written into the log.'),
    taken: flag('Whether it belongs into the feed.'),
    why: {
      type: 'string',
      enum: ['TAKEN', 'BEFORE_START', 'FILTERED_OUT'],
      description: 'Whether it was before the start of the subscription, or the filter said no.',
    },
    parts: list(part, 'What each condition of the filter said.'),
  });
  const delivery = object('An attempt.', {
    at: moment('When it began.'),
    webhookId: text('The `webhook-id` that it was sent with.'),
    events: list(
      object('An event in it.', { eventId: text('Its id.'), sequence: count('Its number in the feed.') }),
      'What was in it; none in a test.',
    ),
    taken: flag('Whether the endpoint took it.'),
    status: { type: ['integer', 'null'], description: 'Of the answer; null: there was none.' },
    failure: { type: ['string', 'null'], description: 'Why there was none.' },
    durationMs: count('How long it took, ms.'),
    answer: text('What the answer began with, 200 characters at most.'),
  });
  return {
    DeliveryPage: object('A page of deliveries.', { rows: list(delivery, 'Newest first.'), next }),
    Subscription: { allOf: [extra, state, object('How fresh it is.', { freshness: schema('Freshness') })] },
    SubscriptionPage: object('A page of subscriptions.', { rows: list(shown, 'Oldest first.'), next, behind }),
    Explanation: object('What a filter makes of the milestones of a parcel.', {
      subscriptionId: text('The subscription.'),
      parcelId: text('The parcel.'),
      filter: text('The filter as it stands now.'),
      milestones: list(milestone, 'Oldest first; none of a parcel that is not yours.'),
      omitted: count('Milestones between the first and the last that are not listed.'),
    }),
  };
}
