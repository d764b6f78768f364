import { NDJSON } from '../bulk/bulk.controller';
import { content, HEADERS, json, operation, parameter, problem, schema, type Paths } from './parts';
import { DECLARATION_EXAMPLE } from './examples';

const TAG = 'Declarations';

export const declarationPaths: Paths = {
  '/v1/declarations': {
    post: operation({
      id: 'declareParcel',
      tag: TAG,
      summary: 'Declare one parcel',
      description:
        'Idempotent by content: the same declaration again is answered with the first decision; another content for the same waybill number is a conflict. With `Prefer: wait=N` the answer is the decision, otherwise 202.',
      roles: ['platform'],
      parameters: [parameter('Prefer'), parameter('Idempotency-Key')],
      body: { schema: 'Declaration', examples: { retail: DECLARATION_EXAMPLE } },
      responses: {
        200: json('Accepted.', schema('DeclarationReceipt'), {
          Location: HEADERS.location,
          'Preference-Applied': HEADERS.preference,
        }),
        202: json('Taken; the decision follows.', schema('DeclarationReceipt'), { Location: HEADERS.location }),
      },
      problems: {
        409: 'The waybill number already stands for something else, or the first request with this Idempotency-Key is running.',
        422: 'The body breaks its schema, or the declaration breaks rules: `errors` tells where, why and what to do; or the Idempotency-Key was used for another request.',
        500: 'The stage could not process it and has put it aside.',
      },
    }),
  },
  '/v1/declarations:bulk': {
    post: {
      ...operation({
        id: 'declareMany',
        tag: TAG,
        summary: 'Declare many parcels: one JSON declaration per line',
        description:
          'Any number of lines up to a million, read as they come. Lines stand for themselves: wrong ones are reported, the others count. `Content-Encoding: gzip` is understood. Lines longer than 64 KiB are reported as LINE_TOO_LONG and skipped. A broken upload may be sent again whole: lines that stand are recognised by their content. When no line can be read the answer is 422; when the upload breaks off, a 4xx with the batch so far.',
        roles: ['platform'],
        parameters: [parameter('Idempotency-Key'), parameter('Content-Encoding')],
        responses: {
          202: json('Received: the decisions follow.', schema('Batch'), { Location: HEADERS.location }),
        },
        problems: {
          400: 'The compressed body is damaged or ends in the middle; lines before that count.',
          408: 'Nothing came for 30 s.',
          409: 'The first upload with this Idempotency-Key is running.',
          413: 'More lines or bytes than one upload may have, or a body that unfolds too far; lines before that count.',
          415: 'Another media type or encoding.',
          422: 'No line could be read, or the Idempotency-Key was used for another file.',
        },
      }),
      requestBody: {
        required: true,
        content: {
          [NDJSON]: {
            schema: {
              description: 'One of these per line, UTF-8, each line ended by a newline.',
              allOf: [schema('Declaration')],
            },
            examples: { line: { value: DECLARATION_EXAMPLE } },
          },
        },
      },
    },
  },
  '/v1/batches/{batchId}': {
    get: operation({
      id: 'readBatch',
      tag: TAG,
      summary: 'How far a bulk upload has come',
      roles: ['platform', 'staff', 'operator'],
      parameters: [parameter('batchId')],
      responses: { 200: json('The batch.', schema('Batch')) },
      problems: { 404: 'No such batch of yours.' },
    }),
  },
  '/v1/batches/{batchId}/results': {
    get: operation({
      id: 'readBatchResults',
      tag: TAG,
      summary: 'What became of the lines',
      description:
        'One `BatchResult` per line: invalid ones in order, then decided ones in the order of their decisions.',
      roles: ['platform', 'staff', 'operator'],
      parameters: [
        parameter('batchId'),
        {
          name: 'status',
          in: 'query',
          description: 'One or more of invalid, rejected, accepted, separated by commas.',
          schema: { type: 'string', default: 'invalid,rejected' },
        },
      ],
      responses: {
        200: content('The results: one of these per line.', NDJSON, schema('BatchResult')),
        400: problem('400', 'Another status.'),
      },
      problems: { 404: 'No such batch of yours.' },
    }),
  },
};
