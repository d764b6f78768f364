import { DocumentStatus } from '@alataw/contracts';
import { schema } from '../parts';
import { behind, codes, count, inWords, links, list, moment, next, numbers, object, orNull, text } from './terms';

const row = {
  parcelId: text('Its id.'),
  platform: text('Who declared it.'),
  status: codes('ParcelStatus'),
  text: inWords,
  final: { type: 'boolean', description: 'Nothing more will happen to it here.' },
  orderNo: orNull(text('As declared.')),
  destinationCountry: orNull(text('ISO 3166-1 alpha-2.')),
  carrier: orNull(text('Who takes it abroad.')),
  unitId: orNull(text('The load unit that it is in, or left in.')),
  transportId: orNull(text('The truck or train that it is on, at whatever depth, or left with.')),
  links,
};

/** Parcels, and what belongs to them. */
export const parcels = {
  Parcel: object('A parcel, as all stages together know it.', {
    ...row,
    predecessorId: orNull(text('The parcel that declared these goods before.')),
    successorId: orNull(text('The parcel that declares its goods anew.')),
    returnOf: orNull(text('The departed parcel whose goods come back with this one.')),
    returnId: orNull(text('The parcel with which the goods of this departed one come back.')),
    awaits: list(
      object('A document.', {
        documentId: text('Its id.'),
        since: moment('Since when.'),
        due: moment('Until when.'),
        links,
      }),
      'Documents that the list waits for.',
    ),
    stages: { type: 'object', description: 'What each stage knows; a stage that has not met it is left out.' },
    freshness: schema('Freshness'),
  }),
  Document: object('An order, a waybill or a payment.', {
    documentId: text('`<kind>:<owner>:<number>`'),
    kind: { type: 'string', enum: ['order', 'waybill', 'payment'] },
    status: { type: 'string', enum: DocumentStatus },
    text: inWords,
    version: count('Contents submitted so far.'),
    since: moment('Since when it has this status.'),
    facts: { type: ['object', 'null'], description: 'What lists are compared with; null before it was submitted.' },
    lists: list(
      object('A list.', {
        parcelId: text('Its parcel.'),
        matched: { type: 'boolean', description: 'Whether it is bound to the document; else it waits for it.' },
        since: moment('Since when.'),
      }),
      'In the order of their asking.',
    ),
    links,
    freshness: schema('Freshness'),
  }),
  ParcelPage: object('A page of parcels.', {
    parcels: list(object('A parcel.', { ...row, since: moment('First seen.') }), 'Oldest first.'),
    next,
    behind,
  }),
  Freshness: object('How fresh this is.', {
    asOf: numbers('Per stage, the offset up to which its events are shown.'),
    behind: count('Records that were written and are not shown yet, of this or other parcels; 0: nothing is missing.'),
  }),
  ReceiptResults: object('What became of receipts.', {
    results: list(
      object('Of one receipt, in the order sent.', {
        copNo: orNull(text('As sent; null where it could not be read.')),
        parcelId: orNull(text('The parcel; null where the number is not of this centre.')),
        commandId: orNull(text('Its command.')),
        status: {
          type: 'string',
          enum: ['recorded', 'noted', 'ignored', 'pending', 'parked', 'refused'],
          description:
            'recorded: it says something new. noted: its code is not known here. ignored: for the reason given. refused: `errors` tells why.',
        },
        reason: orNull(text('A published reason, of what was ignored.')),
        errors: list(schema('Fault'), 'What is wrong with it.'),
      }),
      'One for each.',
    ),
  }),
  Timeline: object('What happened to a parcel.', {
    parcelId: text('The parcel.'),
    events: list(schema('Event'), 'Oldest first.'),
    omitted: count('Earlier events that are not listed.'),
  }),
};
