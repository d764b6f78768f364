import { DECLARATION_EXAMPLE } from './examples';
import { HEADERS, json, operation, parameter, schema, type Part, type Paths } from './parts';

const TAG = 'Parcels';
const READERS = ['platform', 'staff', 'operator'];

/** A command about one parcel. */
export const parcelOrder = (
  id: string,
  summary: string,
  body: string,
  example: object,
  options: { roles?: string[]; description?: string; parameters?: readonly Part[] } = {},
): Part =>
  operation({
    id,
    tag: TAG,
    summary,
    ...(options.description === undefined ? {} : { description: options.description }),
    roles: options.roles ?? ['staff'],
    parameters: [
      parameter('parcelId'),
      ...(options.parameters ?? []),
      parameter('Prefer'),
      parameter('Idempotency-Key'),
    ],
    body: { schema: body, examples: { example }, required: Object.keys(example).length > 0 },
    responses: {
      200: json('Decided.', schema('CommandReceipt'), { 'Preference-Applied': HEADERS.preference }),
      202: json('Taken; the decision follows, or is under way.', schema('CommandReceipt')),
    },
    problems: {
      404: 'No such parcel.',
      409: 'Refused: the code is the published reason.',
      500: 'The stage could not process it and has put it aside.',
    },
  });

export const parcelPaths: Paths = {
  '/v1/parcels': {
    get: operation({
      id: 'listParcels',
      tag: TAG,
      summary: 'Parcels of a platform, oldest first',
      description: 'A platform lists its own. Cursors never expire.',
      roles: READERS,
      parameters: [
        parameter('limit'),
        parameter('cursor'),
        { name: 'platform', in: 'query', description: 'Whose, for staff.', schema: { type: 'string' } },
      ],
      responses: { 200: json('A page.', schema('ParcelPage'), { Link: HEADERS.link }) },
      problems: { 400: 'A cursor of another list, a limit out of range, or no platform.' },
    }),
  },
  '/v1/parcels/{parcelId}': {
    get: operation({
      id: 'readParcel',
      tag: TAG,
      summary: 'Where a parcel stands',
      description: 'The `ETag` changes whenever any stage has decided something about it.',
      roles: READERS,
      parameters: [parameter('parcelId'), parameter('If-None-Match')],
      responses: {
        200: json('The parcel.', schema('Parcel'), { ETag: HEADERS.etag }),
        304: { description: 'Unchanged.' },
      },
      problems: { 404: 'No such parcel of yours, or one that ended long ago (`PARCEL_ARCHIVED`).' },
    }),
  },
  '/v1/parcels/{parcelId}/timeline': {
    get: operation({
      id: 'readTimeline',
      tag: TAG,
      summary: 'What happened to a parcel',
      description: 'Read from the log itself.',
      roles: READERS,
      parameters: [parameter('parcelId')],
      responses: { 200: json('Its events.', schema('Timeline')) },
      problems: { 404: 'No such parcel of yours, or one that ended long ago (`PARCEL_ARCHIVED`).' },
    }),
  },
  '/v1/parcels/{parcelId}/inspection': {
    post: parcelOrder(
      'recordVerdict',
      'Give a verdict',
      'VerdictBody',
      { verdict: 'pass' },
      {
        description:
          'To pass, all that was begun has to be done. A detention, and a pass where the rule asks for it, is `VerdictProposed` until a second officer confirms it.',
      },
    ),
  },
  '/v1/parcels/{parcelId}/hold': {
    post: parcelOrder(
      'holdParcel',
      'Hold a parcel',
      'HoldBody',
      { reason: 'LATE_INSTRUCTION', remark: 'See case 2026-118.' },
      {
        description:
          'A released parcel is held only once loading confirms that it has not left; until then the answer is 202 `underway`.',
      },
    ),
  },
  '/v1/parcels/{parcelId}/lift': {
    post: parcelOrder('liftHold', 'Lift a hold', 'LiftBody', { remark: 'Documents supplied.' }),
  },
  '/v1/parcels/{parcelId}/revoke': {
    post: parcelOrder('revokeRelease', 'Take a release back', 'RevokeBody', { reason: 'INTELLIGENCE' }),
  },
  '/v1/parcels/{parcelId}/return': {
    post: parcelOrder('returnParcel', 'Return a held or revoked parcel', 'ReturnBody', { reason: 'PROHIBITED_GOODS' }),
  },
  '/v1/parcels/{parcelId}/split': {
    post: parcelOrder(
      'splitParcel',
      'Let the pieces of a parcel travel apart',
      'SplitBody',
      { reason: 'PIECE_MISSING', remark: 'Box 2 is still at the sorting hall.' },
      {
        description:
          'Without this, all pieces of a parcel go on one load unit, which does not leave while one is missing. It is for good.',
      },
    ),
  },
  '/v1/parcels/{parcelId}/cancel': {
    post: parcelOrder(
      'cancelParcel',
      'Cancel a declaration before the release',
      'EmptyBody',
      {},
      {
        roles: ['platform'],
        description:
          'Where customs has a say it has to approve: until then the answer is 202 `underway`, and the parcel is `cancelPending` and goes nowhere. The goods may be declared anew under another waybill number, with this parcel as `predecessorId`.',
      },
    ),
  },
  '/v1/parcels/{parcelId}/amend': {
    post: operation({
      id: 'amendParcel',
      tag: TAG,
      summary: 'Change a declaration before the release',
      description:
        'The body is the whole declaration as it shall be. It is judged as a declaration is; what was declared before stands until the change takes effect, and is inspected anew then. 202 `filed`: it waits for its documents. Idempotent by content.',
      roles: ['platform'],
      parameters: [parameter('parcelId'), parameter('Prefer'), parameter('Idempotency-Key')],
      body: { schema: 'Declaration', examples: { retail: DECLARATION_EXAMPLE } },
      responses: {
        200: json('In force.', schema('DeclarationReceipt'), { 'Preference-Applied': HEADERS.preference }),
        202: json('Taken; the decision follows, or its documents are waited for.', schema('DeclarationReceipt')),
      },
      problems: {
        404: 'You have declared no such parcel.',
        409: 'Too late, or not the time: the code is the published reason. Or the first request with this Idempotency-Key is running.',
        422: 'The body breaks its schema, or the changed content breaks rules: `errors` tells where, why and what to do; or the Idempotency-Key was used for another request.',
        500: 'The stage could not process it and has put it aside.',
      },
    }),
  },
};
