import { json, operation, parameter, schema, type Part, type Paths } from './parts';
import { parcelOrder } from './parcel.paths';

const TAG = 'Inspection';
const DEADLINE = 1_800_000_000_000;
const HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const base = '/v1/parcels/{parcelId}/inspection';

const order = (
  id: string,
  summary: string,
  body: string,
  example: object,
  options: { roles?: string[]; description?: string; parameters?: readonly Part[] } = {},
): { post: Part } => ({ post: { ...parcelOrder(id, summary, body, example, options), tags: [TAG] } });

const no = { parameters: [parameter('no')] };

export const inspectionPaths: Paths = {
  [`${base}/arrival`]: order(
    'arriveParcel',
    'A parcel is at the site',
    'ParcelArrivalBody',
    { place: 'INTAKE-2' },
    {
      description: 'It may be scanned before its declaration is read.',
    },
  ),
  [`${base}/image`]: order(
    'judgeImage',
    'Judge an X-ray image',
    'ImageBody',
    { verdict: 'NORMAL' },
    {
      description: 'The second image that nobody can read lets the parcel be opened, as a suspicious one does.',
    },
  ),
  [`${base}/papers`]: order('requestPapers', 'Ask the platform for papers', 'PapersBody', {
    kinds: ['LICENCE', 'INVOICE'],
    due: DEADLINE,
  }),
  [`${base}/papers/{no}`]: order(
    'uploadPaper',
    'Bring a paper',
    'PaperBody',
    { name: 'licence.pdf', mediaType: 'application/pdf', sizeBytes: 48_211, sha256: HASH },
    {
      ...no,
      roles: ['platform'],
      description:
        'Names the content by its SHA-256. The platform keeps the content and hands it over outside of Alataw.',
    },
  ),
  [`${base}/papers/{no}/verdict`]: order('judgePaper', 'Judge a paper', 'PaperVerdictBody', { verdict: 'ACCEPT' }, no),
  [`${base}/findings`]: order('recordFindings', 'Answer items of the checklist', 'FindingsBody', {
    answers: [{ item: 'PACKAGING', finding: 'SOUND' }],
    photos: [HASH],
  }),
  [`${base}/sample`]: order('takeSample', 'Take a sample', 'SampleBody', {
    seal: 'LS0000123',
    quantityGrams: 50,
    due: DEADLINE,
  }),
  [`${base}/sample/hand-over`]: order('handOverSample', 'Hand a sample over', 'HandOverBody', {
    step: 'SENT',
    seal: 'LS0000123',
    from: 'staff:inspector-7',
    to: 'courier-2',
  }),
  [`${base}/sample/result`]: order('recordSampleResult', 'The laboratory answers', 'SampleResultBody', {
    result: 'PASS',
  }),
  [`${base}/quarantine`]: order('quarantineParcel', 'Put a parcel into quarantine', 'QuarantineBody', { place: 'Q-1' }),
  [`${base}/quarantine/end`]: order(
    'endQuarantine',
    'End a quarantine',
    'QuarantineEndBody',
    { end: 'RELEASED' },
    {
      description: 'Destruction is proposed, and has to be confirmed.',
    },
  ),
  [`${base}/confirmation`]: order(
    'confirmVerdict',
    'Confirm or reject what another officer proposed',
    'ConfirmationBody',
    { confirm: true },
    { description: 'Refused to the officer who proposed it.' },
  ),
  [`${base}/assignment`]: order(
    'assignParcel',
    'Take a parcel, pass it on, or give it back',
    'AssignmentBody',
    { officer: 'staff:inspector-7' },
    { description: '`from` is who has it as far as you know; refused if it is somebody else.' },
  ),
  '/v1/xray-lines/{line}/scans': {
    post: operation({
      id: 'scanOnLine',
      tag: TAG,
      summary: 'What an X-ray line does with parcels',
      description:
        'Answers within a second, always: what the centre does not know, or has not answered in time, is diverted. No `Prefer` is needed.',
      roles: ['staff'],
      parameters: [parameter('line'), parameter('Idempotency-Key')],
      body: { schema: 'LineScanBody', examples: { example: { barcodes: ['CNPOST.LX473124829CN'] } } },
      responses: { 200: json('An answer for each.', schema('LineAnswers')) },
      problems: { 404: 'No name of a line.' },
    }),
  },
};
