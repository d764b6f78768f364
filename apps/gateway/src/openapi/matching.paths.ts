import { HEADERS, json, operation, parameter, schema, type Part, type Paths } from './parts';

const TAG = 'Documents';

const submission = (id: string, summary: string, body: string, role: string, example: object): Part =>
  operation({
    id,
    tag: TAG,
    summary,
    description:
      'Lists of some platforms and trade modes have to match it, in whichever order they come. The same content again is answered with its version; other content is a change while no list is bound to it.',
    roles: [role],
    parameters: [parameter('Prefer'), parameter('Idempotency-Key')],
    body: { schema: body, examples: { example } },
    responses: {
      200: json('It is there.', schema('DocumentReceipt'), {
        Location: HEADERS.location,
        'Preference-Applied': HEADERS.preference,
      }),
      202: json('Taken; the decision follows.', schema('DocumentReceipt'), { Location: HEADERS.location }),
    },
    problems: {
      409: 'A list is bound to the document that this would change, or the first request with this Idempotency-Key is running.',
      422: 'The body breaks its schema, or the document breaks rules: `errors` tells where, why and what to do.',
      500: 'The stage could not process it and has put it aside.',
    },
  });

export const matchingPaths: Paths = {
  '/v1/orders': {
    post: submission('submitOrder', 'Submit an order (customs’ message 303)', 'Order', 'platform', {
      ...{ orderNo: 'PO-2026-000123', orderKind: 'SALE', merchantCode: '91350100M000100Y43' },
      ...{ currency: 'CNY', goodsValueMinor: 25_900 },
    }),
  },
  '/v1/waybills': {
    post: submission('submitWaybill', 'Submit a waybill (customs’ message 505)', 'Waybill', 'logistics', {
      ...{ logisticsNo: 'LX473124829CN', packages: 1, grossWeightGrams: 1_250 },
    }),
  },
  '/v1/payments': {
    post: submission('submitPayment', 'Submit the receipt of a payment (customs’ message 403)', 'Payment', 'platform', {
      ...{ orderNo: 'PO-2026-000123', payerCode: 'ALIPAY', paymentNo: '2026112400001' },
      ...{ merchantCode: '91350100M000100Y43', currency: 'CNY', amountMinor: 27_100, paidAt: 1_795_000_000_000 },
    }),
  },
  '/v1/documents/{documentId}': {
    get: operation({
      id: 'readDocument',
      tag: TAG,
      summary: 'What a document says, and which lists wait for it or are bound to it',
      description:
        'A platform reads its own orders and payments, and the waybills of its lists; a logistics company its own waybills.',
      roles: ['platform', 'logistics', 'staff', 'operator'],
      parameters: [parameter('documentId')],
      responses: { 200: json('The document.', schema('Document')) },
      problems: { 404: 'No such document of yours.' },
    }),
  },
};
