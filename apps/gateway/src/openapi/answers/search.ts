import { behind, inWords, links, list, object, orNull, text } from './terms';

const hit = object(
  'Something that the number leads to.',
  {
    kind: { type: 'string', enum: ['parcel', 'unit', 'entry-application', 'document'] },
    id: text('Its id.'),
    status: text('A code of `ParcelStatus`, `LoadUnitStatus`, `EntryStatus` or `DocumentStatus`, by its kind.'),
    text: inWords,
    final: { type: 'boolean', description: 'Of a parcel: nothing more will happen to it here.' },
    platform: text('Of a parcel: who declared it.'),
    orderNo: orNull(text('Of a parcel, as declared.')),
    destinationCountry: orNull(text('Of a parcel, ISO 3166-1 alpha-2.')),
    unitId: orNull(text('Of a parcel: the load unit that it is in, or left in.')),
    transportId: orNull(text('Of a parcel: the truck or train that it is on, or left with.')),
    carrier: orNull(text('Who takes it abroad.')),
    place: text('Of a unit: where it is.'),
    carriedBy: orNull(text('Of a unit: the unit that carries it.')),
    seals: list(text('A number.'), 'Of a unit.'),
    truckId: text('Of an application.'),
    trailerId: orNull(text('Of an application.')),
    parcelIds: list(text('A parcel.'), 'Of a document: the lists that wait for it or are bound to it.'),
    links,
  },
  [
    ...['final', 'platform', 'orderNo', 'destinationCountry', 'unitId', 'transportId', 'carrier'],
    ...['place', 'carriedBy', 'seals', 'truckId', 'trailerId', 'parcelIds'],
  ],
);

/** What a search answers. */
export const searchSchemas = {
  SearchHits: object('What a number leads to.', {
    hits: list(hit, 'Parcels first, then units, entry applications and documents, each by id.'),
    more: { type: 'boolean', description: 'There is more than was answered.' },
    behind,
  }),
};
