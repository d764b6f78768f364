import { CSV, NDJSON, XML } from '../bulk/upload-formats';
import { content, HEADERS, json, operation, parameter, problem, schema, type Part, type Paths } from './parts';
import { PARTY_CODE } from '../api/body-rules';
import { CEB603_EXAMPLE, CSV_EXAMPLE, DECLARATION_EXAMPLE } from './examples';

const TAG = 'Declarations';

const UPLOAD_DESCRIPTION = `Up to a million declarations, read as they come. Each stands for itself: wrong ones are reported, the others count. \`Content-Encoding:
gzip\` is understood. A line or row longer than 64 KiB is reported and skipped. A broken upload may be sent again whole: what stands is
recognised by its content. When nothing can be read the answer is 422; when the upload breaks off, a 4xx with the batch so far.

\`line\` of a result is the line in NDJSON, the line at which the declaration begins in CSV, and which list it is in XML; \`sourceLine\`,
\`column\` and \`element\` of a fault tell where it is in the file.

Customs’ lists become declarations so: \`country\` is destination and consignee’s country, \`POD\` the consignee’s city, \`ebcCode\` and \`ebcName\` the
merchant, \`emsNo\` the account book; the value is the sum of \`totalPrice\`. Kilograms are rounded half up to grams, never to 0; amounts finer
than their currency are refused. appType 2 and 3 are refused: changes and deletions have routes of their own.`;

export const declarationPaths: Paths = {
  '/v1/declarations': {
    post: operation({
      id: 'declareParcel',
      tag: TAG,
      summary: 'Declare one parcel',
      description:
        'Idempotent by content: the same declaration again is answered with the first decision; another content for the same waybill number is a conflict, and sent to `/v1/parcels/{parcelId}/amend` a change. Goods whose parcel was rejected, cancelled or returned are declared anew under a waybill number of their own, with that parcel as `predecessorId`. Goods of a departed parcel that come back are a declaration of their own, to CN, with that parcel as `returnOf`. With `Prefer: wait=N` the answer is the decision, otherwise 202.',
      roles: ['platform'],
      parameters: [parameter('Prefer'), parameter('Idempotency-Key')],
      body: { schema: 'Declaration', examples: { retail: DECLARATION_EXAMPLE } },
      responses: {
        200: json('Accepted.', schema('DeclarationReceipt'), {
          Location: HEADERS.location,
          'Preference-Applied': HEADERS.preference,
        }),
        202: json('Taken; the decision follows, or its documents are waited for.', schema('DeclarationReceipt'), {
          Location: HEADERS.location,
        }),
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
        summary: 'Declare many parcels: a file of NDJSON, CSV, or customs’ export lists',
        description: UPLOAD_DESCRIPTION,
        roles: ['platform'],
        parameters: [
          parameter('Idempotency-Key'),
          parameter('Content-Encoding'),
          {
            name: 'carrier',
            in: 'query',
            description: 'XML only: the carrier of all parcels of the file; the logistics company of each unless said.',
            schema: { type: 'string', pattern: PARTY_CODE },
            example: 'KAZPOST',
          },
        ],
        responses: {
          202: json('Received: the decisions follow.', schema('Batch'), { Location: HEADERS.location }),
        },
        problems: {
          400: 'The compressed body is damaged or ends in the middle, or the XML is not well-formed or has a document type or entities: `errors` tells line and column. What was whole before counts.',
          408: 'Nothing came for 30 s.',
          409: 'The first upload with this Idempotency-Key is running.',
          413: 'More declarations or bytes than one upload may have, a body that unfolds too far, or XML beyond its limits; what was whole before counts.',
          415: 'Another media type, charset or encoding.',
          422: 'No declaration could be read, the header of the CSV is wrong, the XML is no CEB603Message, or the Idempotency-Key was used for another file.',
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
          [CSV]: {
            schema: {
              type: 'string',
              description:
                'RFC 4180, UTF-8 or `charset=gb18030`: a header with the field names, those of items as `items.hsCode`, then one row per item. Consecutive rows of one logisticsCode and logisticsNo are one declaration; its own fields may be repeated or left empty after its first row. An empty field is one left out.',
            },
            examples: { file: { value: CSV_EXAMPLE } },
          },
          [XML]: {
            schema: {
              type: 'string',
              description:
                'Customs’ export lists: a `CEB603Message` with any number of `Inventory`, with any namespace prefix or none; UTF-8 or GB18030. A byte order mark wins over `charset` of the media type, and that over the XML declaration. `text/xml` is the same.',
            },
            examples: { file: { value: CEB603_EXAMPLE } },
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
        'One `BatchResult` per line: invalid ones in order, then decided ones in the order of their decisions. With `Accept: application/xml`, and of a batch of customs lists unless `Accept` says otherwise, receipts (CEB604): `returnStatus` is 120 accepted into the database, 2 waiting for its documents, 100 rejected, -999999 not readable, -1 put aside for an operator; `returnInfo` is `[code:element:sentence]`.',
      roles: ['platform', 'staff', 'operator'],
      parameters: [
        parameter('batchId'),
        {
          name: 'status',
          in: 'query',
          description:
            'One or more of invalid, rejected, filed, accepted, separated by commas. Unless said: invalid and rejected, of receipts all.',
          schema: { type: 'string' },
        },
      ],
      responses: {
        200: results(
          content('The results: one of these per line.', NDJSON, schema('BatchResult')),
          content('Receipts.', XML, {
            type: 'string',
            description: 'A CEB604Message with an InventoryReturn for each list.',
          }),
        ),
        400: problem('400', 'Another status.'),
      },
      problems: { 404: 'No such batch of yours.' },
    }),
  },
};

/** One response that comes in either of two media types. */
function results(one: Part, other: Part): Part {
  return { ...one, content: { ...(one['content'] as object), ...(other['content'] as object) } };
}
