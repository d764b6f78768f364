import type { RegistryReads } from '@alataw/contracts';
import type { JsonSchema } from '@alataw/http';
import { batches } from './answers/batches';
import { carrierEventSchemas } from './answers/carrier-events';
import { codeListSchemas } from './answers/code-lists';
import { commands } from './answers/commands';
import { entrySchemas } from './answers/entries';
import { kafkaSchemas } from './answers/kafka';
import { subscriptionSchemas } from './answers/subscriptions';
import { feedSchemas } from './answers/feeds';
import { eventSchemas } from './answers/events';
import { overview } from './answers/overview';
import { parcels } from './answers/parcels';
import { problems } from './answers/problems';
import { searchSchemas } from './answers/search';
import { unitSchemas } from './answers/units';

/** The schemas of what is answered. Those of events and states are derived from their Avro schemas. */
export function answerSchemas(registry: RegistryReads): Readonly<Record<string, JsonSchema>> {
  return {
    ...problems,
    ...commands,
    ...batches,
    ...parcels,
    ...overview,
    ...codeListSchemas,
    ...searchSchemas,
    ...unitSchemas(registry),
    ...entrySchemas(registry),
    ...subscriptionSchemas(registry),
    ...carrierEventSchemas(registry),
    ...feedSchemas,
    ...kafkaSchemas,
    ...eventSchemas(registry),
  };
}
