import { CarrierEvent, type RegistryReads } from '@alataw/contracts';
import type { JsonSchema } from '@alataw/http';
import { jsonSchemaOf } from '../../api/avro-json-schema';
import { latest } from '../../api/bodies';
import { schema } from '../parts';
import { list, object, text } from './terms';

const moment = (description: string): JsonSchema => ({ type: 'string', format: 'date-time', description });
const constant = (value: string, description: string): JsonSchema => ({ type: 'string', const: value, description });

/** What carriers are told: events, and the bodies of webhooks with them. The fields of an event are those of its Avro schema. */
export function carrierEventSchemas(registry: RegistryReads): Readonly<Record<string, JsonSchema>> {
  const data = jsonSchemaOf(latest(registry, CarrierEvent), { received: true });
  const type = text('Its kind, e.g. `org.alataw.parcel.released.v1`: skip those that you do not know.');
  const message = {
    type,
    timestamp: moment('When it happened.'),
    data: schema('MilestoneEvent'),
  };
  return {
    // Null fields are left out; others may come.
    MilestoneData: { ...data, additionalProperties: true },
    MilestoneEvent: object(
      'A milestone of a parcel as a CloudEvent 1.0, the same by any channel.',
      {
        specversion: constant('1.0', 'Of CloudEvents.'),
        id: text('The same however often it is sent: know an event again by it.'),
        source: text('Of all events of this centre.'),
        type,
        subject: text('The parcel.'),
        time: moment('When it happened.'),
        datacontenttype: constant('application/json', 'Of `data`.'),
        data: schema('MilestoneData'),
        sequence: {
          type: 'string',
          pattern: '^\\d{12,}$',
          description: 'Its number in the feed, from 1 without gaps; absent outside of feeds.',
        },
        recordedtime: moment('When it was written into the log.'),
        causationid: text('What led to it.'),
        correlationid: text('The request that all began with.'),
        partitionkey: text('The parcel: order is kept among events of one.'),
      },
      ['sequence'],
    ),
    WebhookMessage: object('One event.', message),
    WebhookBatch: object('Several events, in order.', {
      type: constant('batch', 'Several events.'),
      timestamp: moment('When the latest of them happened.'),
      data: object('The events.', {
        events: {
          ...list(
            object('An event.', { id: text('The `webhook-id` that it would have by itself.'), ...message }),
            'At most 100, and 256 KiB.',
          ),
          ...{ minItems: 2, maxItems: 100 },
        },
      }),
    }),
  };
}
