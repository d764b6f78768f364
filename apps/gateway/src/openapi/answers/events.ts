import { contracts, stages, type Contract, type RegistryReads } from '@alataw/contracts';
import type { JsonSchema } from '@alataw/http';
import { jsonSchemaOf } from '../../api/avro-json-schema';
import { latest } from '../../api/bodies';
import { schema } from '../parts';
import { count, moment, object, text } from './terms';

/** One schema for the fields of each event, and one for what surrounds them. */
export function eventSchemas(registry: RegistryReads): Readonly<Record<string, JsonSchema>> {
  const events = contracts.filter(({ kind }: Contract<unknown>) => kind === 'event');
  const fields = events.map(
    (contract) => [contract.name, jsonSchemaOf(latest(registry, contract), { without: ['meta'] })] as const,
  );
  const names = events.map(({ name }) => name);
  const event = object(
    'An event. A platform is not told who of the staff acted, nor by which rule.',
    {
      eventId: text('The same however often it is read.'),
      type: { type: 'string', description: 'Which event; `data` has the schema of this name.', examples: names },
      stage: { type: 'string', enum: stages },
      entityId: text('The parcel, load unit or dead letter whose event it is.'),
      sequence: count('Its place among the events of this entity in this stage, from 1.'),
      occurredAt: moment('When it was asked for.'),
      recordedAt: moment('When it was decided.'),
      actor: text('Who caused it.'),
      causeId: text('The command or event that led to it.'),
      correlationId: text('The request that all began with.'),
      data: { type: 'object', description: 'The event’s own fields.', anyOf: names.map((name) => schema(name)) },
    },
    ['causeId', 'correlationId'],
  );
  return { ...Object.fromEntries(fields), Event: event };
}
