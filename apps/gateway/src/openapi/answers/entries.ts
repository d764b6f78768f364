import { EntryApplicationState, type RegistryReads } from '@alataw/contracts';
import type { JsonSchema } from '@alataw/http';
import { jsonSchemaOf } from '../../api/avro-json-schema';
import { latest } from '../../api/bodies';
import { schema } from '../parts';
import { behind, count, inWords, links, list, moment, next, object, text } from './terms';

export function entrySchemas(registry: RegistryReads): Readonly<Record<string, JsonSchema>> {
  const state = jsonSchemaOf(latest(registry, EntryApplicationState));
  const extra = object('An entry application.', {
    applicationId: text('Its id.'),
    text: inWords,
    final: { type: 'boolean', description: 'Nothing more will happen to it.' },
    links,
    freshness: schema('Freshness'),
  });
  const row = { id: text('The application.'), since: moment('Since when.'), ageMs: count('For how long, ms.') };
  return {
    EntryApplication: { allOf: [extra, state] },
    EntryPage: object('A page of entry applications.', {
      rows: list(object('One.', row), 'Oldest first.'),
      next,
      behind,
    }),
    EntryTimeline: object('What happened to an entry application.', {
      applicationId: text('The application.'),
      events: list(schema('Event'), 'Oldest first.'),
      omitted: count('Earlier events that are not listed.'),
    }),
  };
}
