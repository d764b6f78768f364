import { LoadUnitState, type RegistryReads } from '@alataw/contracts';
import type { JsonSchema } from '@alataw/http';
import { codesOf } from '@alataw/values';
import { jsonSchemaOf } from '../../api/avro-json-schema';
import { latest } from '../../api/bodies';
import { schema } from '../parts';
import { behind, codes, count, inWords, links, list, moment, next, object, orNull, text } from './terms';

export function unitSchemas(registry: RegistryReads): Readonly<Record<string, JsonSchema>> {
  const state = jsonSchemaOf(latest(registry, LoadUnitState));
  const extra = object('A load unit.', { unitId: text('`<kind>:<number>`'), links, freshness: schema('Freshness') });
  const place = object('One place of a block.', {
    position: text('`<bay>-<row>-<tier>`'),
    contentId: orNull(text('What stands there, or is on its way there; null for nothing.')),
    isThere: { type: 'boolean', description: 'It has taken its place; false while it is only expected.' },
    isFree: { type: 'boolean', description: 'A container can be put there now.' },
  });
  const train = object(
    'A train that is made up.',
    {
      trainId: text('`train:<number>`'),
      since: moment('When it was closed.'),
      ageMs: count('How long it has waited, ms.'),
      carrier: text('Code of the carrier.'),
      place: text('The track.'),
      parcels: count('In it, at whatever depth.'),
      massGrams: count('Of its load, grams.'),
      heldParcels: count('Held parcels in it, which keep it from leaving.'),
      contentIds: list(text('A wagon or a container.'), 'From its head on.'),
    },
    ['carrier', 'place', 'parcels', 'massGrams', 'heldParcels', 'contentIds'],
  );
  return {
    LoadUnit: { allOf: [extra, state] },
    Places: object('A block of the container warehouse.', {
      blockId: text('`block:<name>`'),
      places: list(place, 'Bay by bay, row by row, from the ground up.'),
      freshness: schema('Freshness'),
    }),
    WaitingTrains: object('A page of trains.', {
      trains: list(train, 'Those first that have waited longest.'),
      next,
      behind: count('Records that are not in the views yet.'),
    }),
    ...unitPages,
  };
}

const unitPages = {
  UnitContentsPage: object('A page of what is in a load unit.', {
    unitId: text('`<kind>:<number>`'),
    visit: count('Which use of the unit, from 1.'),
    status: codes('LoadUnitStatus'),
    contents: list(
      object('A parcel or a unit in it.', {
        contentId: text('Its id.'),
        kind: { type: 'string', enum: ['parcel', ...codesOf('LoadUnitKind')] },
        standing: { type: 'string', enum: ['loaded', 'reserved'], description: 'Reserved: it has not answered yet.' },
        grossWeightGrams: orNull(count('Grams; null until it is loaded.')),
        volumeCm3: orNull(count('Cubic centimetres, as declared; null until it is loaded.')),
        unmeasured: orNull(count('Parcels in it that have no volume; null until it is loaded.')),
        pieces: orNull(count('Pieces of all its parcels; null until it is loaded.')),
        parcels: orNull(count('Parcels in it, at whatever depth; null until it is loaded.')),
        missing: list(text('`<parcel id>#<number>`'), 'Pieces of a parcel that are not here and keep it from leaving.'),
        held: list(text('A parcel.'), 'Held parcels: itself, or those in it. They keep the unit from leaving.'),
        status: orNull(text('A code of `ParcelStatus` or `LoadUnitStatus`.')),
        text: orNull(inWords),
        links,
      }),
      'By id.',
    ),
    next,
    behind,
  }),
  UnitTimelinePage: object('A page of what happened to a load unit.', {
    unitId: text('`<kind>:<number>`'),
    events: list(schema('Event'), 'Oldest first.'),
    next,
    behind: count('Records that were written and are not shown yet, of this or other entities; 0: nothing is missing.'),
  }),
};
