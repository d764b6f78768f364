import { schema } from '../parts';
import { count, inWords, links, list, moment, object, text } from './terms';

const receipt = {
  commandId: text('Names the command; everything that follows from it carries this as `correlationId`.'),
  links,
};

/** What became of commands. */
export const commands = {
  DeclarationReceipt: object(
    'A declaration was taken; `accepted` when its decision was waited for; `filed`: it waits for its documents, see the parcel.',
    {
      ...receipt,
      parcelId: text('The parcel.'),
      status: { type: 'string', enum: ['pending', 'filed', 'accepted'] },
      repeated: { type: 'boolean', description: 'The same content had been decided before: this is that decision.' },
      version: count('Which content of this parcel it is, from 1.'),
      decidedAt: moment('When it was decided.'),
    },
    ['repeated', 'version', 'decidedAt'],
  ),
  DocumentReceipt: object(
    'A document was taken; `submitted` when its decision was waited for.',
    {
      ...receipt,
      documentId: text('The document.'),
      status: { type: 'string', enum: ['pending', 'submitted'] },
      repeated: { type: 'boolean', description: 'The same content had been submitted before.' },
      version: count('Which content of this document it is, from 1.'),
    },
    ['repeated', 'version'],
  ),
  CommandReceipt: object(
    'A command was taken; `done` when its decision was waited for; `underway`: another part of the centre has yet to agree.',
    {
      ...receipt,
      parcelId: text('The parcel.'),
      unitId: text('The load unit.'),
      applicationId: text('The entry application.'),
      status: { type: 'string', enum: ['pending', 'underway', 'done'] },
      event: { type: 'object', description: 'The event that decided it.' },
      secret: text('With which webhooks are signed, where it was made up: it is told once.'),
      publicKey: text('With which webhooks are verified, `whpk_…`.'),
      webhookId: text('Of a test event: by which it is found among the deliveries.'),
    },
    ['parcelId', 'unitId', 'applicationId', 'event', 'secret', 'publicKey', 'webhookId'],
  ),
  ScanResults: object('What became of each scan.', {
    unitId: text('The load unit.'),
    results: list(
      object(
        'One scan.',
        {
          contentId: text('The parcel or unit.'),
          commandId: text('Its command.'),
          status: { type: 'string', enum: ['pending', 'done', 'refused'] },
          error: schema('Fault'),
          parcelIds: list(text('A parcel.'), 'Parcels in a unit that keep it from being loaded.'),
        },
        ['error', 'parcelIds'],
      ),
      'In the order sent.',
    ),
  }),
  LineAnswers: object('What the belt does with each parcel.', {
    line: text('The X-ray line.'),
    results: list(
      object('One barcode.', {
        barcode: text('As it was sent.'),
        answer: { type: 'string', enum: ['pass', 'divert'] },
        reason: text('A published reason; `NONE` of a parcel that goes on.'),
        text: inWords,
      }),
      'In the order sent.',
    ),
  }),
};
