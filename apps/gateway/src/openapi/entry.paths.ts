import { entryActions, type EntryAction } from '../entries/entry-actions';
import { HEADERS, json, operation, parameter, schema, type Part, type Paths } from './parts';

const TAG = 'Entry applications';
const READERS = ['staff', 'operator'];
const SLOT_FROM = 1_800_000_000_000;
const HOUR_MS = 3_600_000;

const EXAMPLE = {
  carrier: 'KAZPOST',
  truck: { country: 'KZ', plate: '123 ABC 02' },
  trailer: { country: 'KZ', plate: '45 ABC 02' },
  vin: 'LZZ5EXSC1MA123456',
  driver: { name: 'Yerlan Akhmetov', passportCountry: 'KZ', passportNo: 'N12345678', licenceNo: 'KZ0123456' },
  permitNo: 'KZ-2026-004417',
  tirNo: 'XK12345678',
  laden: false,
  slotFrom: SLOT_FROM,
  slotTo: SLOT_FROM + HOUR_MS,
  eta: SLOT_FROM + HOUR_MS / 2,
  maxMassGrams: 20_000_000,
  maxPieces: 2_000,
};

const decided = {
  200: json('Decided.', schema('CommandReceipt'), { 'Preference-Applied': HEADERS.preference }),
  202: json('Taken; the decision follows, or is under way.', schema('CommandReceipt')),
};
const REFUSED = 'Refused: the code is the published reason.';
const PARKED = 'The stage could not process it and has put it aside.';
const NONE = 'No such application.';

const post = ({ id, summary, description, body, example }: EntryAction): Part =>
  operation({
    ...{ id, summary, tag: TAG, roles: ['staff'] },
    ...(description === undefined ? {} : { description }),
    parameters: [parameter('applicationId'), parameter('Prefer'), parameter('Idempotency-Key')],
    body: { schema: body, examples: { example }, required: Object.keys(example).length > 0 },
    responses: decided,
    problems: { 404: NONE, 409: REFUSED, 500: PARKED },
  });

export const entryPaths: Paths = {
  '/v1/entry-applications': {
    get: operation({
      ...{ id: 'listEntries', tag: TAG, roles: READERS },
      summary: 'Applications that wait for somebody, oldest first',
      description: 'Without `status`: the trucks that wait at the gate for the results of their examinations.',
      parameters: [
        {
          ...{ name: 'status', in: 'query', description: 'Where they stand.' },
          schema: { type: 'string', enum: ['applied', 'approved', 'at-gate', 'deep-check', 'admitted'] },
        },
        parameter('limit'),
        parameter('cursor'),
      ],
      responses: { 200: json('A page.', schema('EntryPage'), { Link: HEADERS.link }) },
      problems: { 400: 'A status that is not listed, a cursor of another list, or a limit out of range.' },
    }),
    post: operation({
      ...{ id: 'applyForEntry', tag: TAG, roles: ['staff'] },
      summary: 'Apply for the entry of a truck',
      description:
        'The truck, its trailer, the driver and the hour of the slot are booked first: each truck, trailer and driver has one application at a time. With an `Idempotency-Key` the id of the application follows from that.',
      parameters: [parameter('Prefer'), parameter('Idempotency-Key')],
      body: { schema: 'EntryBody', examples: { example: EXAMPLE } },
      responses: decided,
      problems: { 409: REFUSED, 500: PARKED },
    }),
  },
  '/v1/entry-applications/{applicationId}': {
    get: operation({
      ...{ id: 'readEntry', tag: TAG, roles: READERS, summary: 'An application and where it stands' },
      parameters: [parameter('applicationId'), parameter('If-None-Match')],
      responses: {
        200: json('The application.', schema('EntryApplication'), { ETag: HEADERS.etag }),
        304: { description: 'Unchanged.' },
      },
      problems: { 404: NONE },
    }),
  },
  '/v1/entry-applications/{applicationId}/timeline': {
    get: operation({
      ...{ id: 'readEntryTimeline', tag: TAG, roles: READERS, summary: 'What happened to an application' },
      parameters: [parameter('applicationId')],
      responses: { 200: json('Its events.', schema('EntryTimeline')) },
      problems: { 404: NONE },
    }),
  },
  ...Object.fromEntries(
    entryActions.map((action) => [`/v1/entry-applications/{applicationId}/${action.path}`, { post: post(action) }]),
  ),
};
