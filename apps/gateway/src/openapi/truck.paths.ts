import { HEADERS, json, operation, parameter, schema, type Part, type Paths } from './parts';

const TAG = 'Trucks';

const order = (id: string, summary: string, body: string, example: object, answer = 'CommandReceipt'): Part =>
  operation({
    id,
    tag: TAG,
    summary,
    roles: ['staff'],
    parameters: [
      ...(id === 'arriveTruck' ? [] : [parameter('truckId')]),
      parameter('Prefer'),
      parameter('Idempotency-Key'),
    ],
    body: { schema: body, examples: { example }, required: Object.keys(example).length > 0 },
    responses: {
      200: json('Decided.', schema(answer), { 'Preference-Applied': HEADERS.preference }),
      202: json('Taken; the decision follows, or is under way.', schema(answer)),
    },
    problems: {
      404: 'No such truck.',
      409: 'Refused: the code is the published reason.',
      500: 'The stage could not process it and has put it aside.',
    },
  });

const SCANS = { parcelIds: ['CNPOST.LX473124829CN'] };

export const truckPaths: Paths = {
  '/v1/trucks': {
    post: order('arriveTruck', 'A truck arrives', 'TruckArrival', {
      truckId: 'KZ-123ABC02',
      carrier: 'KAZPOST',
      maxMassGrams: 20_000_000,
      maxPieces: 2_000,
    }),
  },
  '/v1/trucks/{truckId}': {
    get: operation({
      id: 'readTruck',
      tag: TAG,
      summary: 'A truck and its manifest',
      roles: ['staff', 'operator'],
      parameters: [parameter('truckId'), parameter('If-None-Match')],
      responses: {
        200: json('The truck.', schema('Truck'), { ETag: HEADERS.etag }),
        304: { description: 'Unchanged.' },
      },
      problems: { 404: 'No such truck.' },
    }),
  },
  '/v1/trucks/{truckId}/dock': { post: order('dockTruck', 'A truck stands at a dock', 'DockBody', { dock: 'D4' }) },
  '/v1/trucks/{truckId}/load': { post: order('loadParcels', 'Load scanned parcels', 'ScanBody', SCANS, 'ScanResults') },
  '/v1/trucks/{truckId}/offload': {
    post: order('offloadParcels', 'Take parcels off', 'ScanBody', SCANS, 'ScanResults'),
  },
  '/v1/trucks/{truckId}/seal': { post: order('sealTruck', 'Close and seal', 'SealBody', { sealNumber: 'AL0012345' }) },
  '/v1/trucks/{truckId}/unseal': {
    post: order('unsealTruck', 'Remove the seal', 'UnsealBody', { reason: 'BLOCKED_PARCEL' }),
  },
  '/v1/trucks/{truckId}/gate-out': { post: order('gateOut', 'Leave through the gate', 'EmptyBody', {}) },
};
