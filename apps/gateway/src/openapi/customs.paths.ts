import { CEB604_EXAMPLE, RECEIPTS_EXAMPLE } from './examples';
import { HEADERS, json, operation, parameter, schema, type Paths } from './parts';

const TAG = 'Customs';

const DESCRIPTION = `Receipts about lists (604), arrivals (508), departures (510) and cancellations (606), up to 1,000 in a request of at most 1 MiB. They may come late, repeated
and out of order: what stands follows from the codes and from when customs decided, never from when a receipt arrives. A code that is not known here is kept and has no effect.
A receipt without a number of this centre is refused, the others count; sending all again changes nothing.`;

export const customsPaths: Paths = {
  '/v1/customs/receipts': {
    post: {
      ...operation({
        id: 'sendReceipts',
        tag: TAG,
        summary: 'Customs answers',
        description: DESCRIPTION,
        roles: ['customs'],
        parameters: [parameter('Prefer')],
        responses: {
          200: json('What became of each.', schema('ReceiptResults'), { 'Preference-Applied': HEADERS.preference }),
          202: json('Taken; what becomes of some follows.', schema('ReceiptResults')),
        },
        problems: {
          400: 'The JSON cannot be read, or the XML is not well-formed or has a document type or entities.',
          408: 'The body did not arrive in time.',
          413: 'The body is too large.',
          415: 'Another media type or charset.',
          422: 'The JSON breaks its schema, or the XML is no message of receipts, or has too many.',
        },
      }),
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: schema('ReceiptsBody'), examples: { receipts: { value: RECEIPTS_EXAMPLE } } },
          'application/xml': {
            schema: {
              type: 'string',
              description:
                'A `CEB604Message`, `CEB508Message`, `CEB510Message` or `CEB606Message`, with any namespace prefix or none; UTF-8 or GB18030. `text/xml` is the same.',
            },
            examples: { message: { value: CEB604_EXAMPLE } },
          },
        },
      },
    },
  },
};
