import type { RegistryReads } from '@alataw/contracts';
import type { JsonSchema } from '@alataw/http';
import { MAX_PAGE_ROWS, MAX_WAIT_SECONDS, PAGE_ROWS } from '../api/limits';
import { answerSchemas } from './answer-schemas';
import { centrePaths, systemPaths } from './centre.paths';
import { customsPaths } from './customs.paths';
import { declarationPaths } from './declaration.paths';
import { entryPaths } from './entry.paths';
import { inspectionPaths } from './inspection.paths';
import { kafkaPaths } from './kafka.paths';
import { matchingPaths } from './matching.paths';
import { parcelPaths } from './parcel.paths';
import { feedPaths } from './feed.paths';
import { codesPaths } from './codes.paths';
import { withMeanings } from './meanings';
import type { Part } from './parts';
import { subscriptionPaths } from './subscription.paths';
import { searchPaths } from './search.paths';
import { unitPaths } from './unit.paths';
import { warehousePaths } from './warehouse.paths';
import { webhooks } from './webhooks';

const DESCRIPTION = `Clears cross-border parcels at a land port: declaration, inspection, release, loading.

**Keys.** Send \`Authorization: Bearer alk_…\`. A *platform* declares and sees its own parcels, a *logistics* company submits its own
waybills, *staff* work, an *operator* looks after the system, *customs* answers, a *carrier* subscribes to what happens to its parcels. Schemas, codes, these pages and health are public.

**Answers.** A command is written to the log and answered 202. With \`Prefer: wait=N\` the answer is its decision: 200, or a problem whose
\`code\` is the published reason of the refusal, told in the language of \`Accept-Language\`
(en, zh, ru, kk); \`/v1/codes\` has all codes.

**Problems** are RFC 9457: \`errors\` names each fault by a JSON pointer and says what to do.

**Repeating.** With an \`Idempotency-Key\` the first answer is given again for 24 hours: 422 for the same key with another request, 409 while
the first is running. Declarations are idempotent by their content as well, so losing a key duplicates nothing.

**Times** are epoch milliseconds UTC, money is in minor units, mass in grams.`;

const TAGS = {
  Declarations: 'Declaring parcels, one by one or many at once.',
  Documents: 'Orders, waybills and payments that lists have to match, where they are submitted by themselves.',
  Parcels: 'Where a parcel stands, what happened to it, and what is ordered about it.',
  Search: 'Finding things by what a person holds in hand.',
  Inspection: 'Intake, X-ray line, papers, examination, laboratory, quarantine, second officers.',
  Bags: 'Parcels that are loaded as one.',
  Pallets: 'Parcels and bags that are loaded as one.',
  Containers: 'Parcels, bags and pallets under a seal, for trucks and trains.',
  'Entry applications': 'Trucks that want to come in: slots, decisions, arrival, examinations at the gate.',
  Trucks: 'From the entry gate to the exit gate.',
  Wagons: 'What containers stand on in a train.',
  Trains: 'Wagons and containers that leave together.',
  Blocks: 'The container warehouse: one container on each place.',
  Subscriptions: 'What carriers want to know of their parcels.',
  Feeds: 'What happened to the parcels of a carrier, as it subscribed it: pages, streams, receipts.',
  Customs: 'What customs answers to what was reported to it.',
  Queues: 'What waits, and how much of everything there is.',
  Events: 'What happens, as it happens.',
  Codes: 'What the codes of answers and events mean.',
  'Schema registry':
    'The schemas of the log, for readers of Kafka. Public: they describe the log and hold nothing of it.',
  System: 'Documentation, health and metrics.',
};

const word = { type: 'string' };
const path = (name: string, description: string, example: string): Part => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: word,
  example,
});
const described = (description: string): Part => ({ description, schema: word });

const parameters: Part = {
  parcelId: path('parcelId', '`<logisticsCode>.<logisticsNo>`', 'CNPOST.LX473124829CN'),
  documentId: path('documentId', '`<kind>:<owner>:<number>`, percent-encoded', 'order:SILKROAD:PO-2026-000123'),
  batchId: path('batchId', 'As the upload answered it.', 'b10245-0a1b2c3d4e'),
  no: path('no', 'Number of a requested paper, from 1.', '1'),
  line: path('line', 'Name of an X-ray line.', 'XRAY-1'),
  applicationId: path('applicationId', 'As the application was answered.', 'EA-7K2M9QX4TB5N3C8D'),
  subscriptionId: path('subscriptionId', '`<carrier>.<name>`', 'KAZPOST.releases-kz'),
  user: path('user', '`<carrier>.<name>`, as it was made', 'KAZPOST.3f9c21d07a4be815'),
  queue: path('queue', '`<stage>.<name>`', 'inspection.documents'),
  limit: {
    name: 'limit',
    in: 'query',
    description: 'Rows of a page.',
    schema: { type: 'integer', minimum: 1, maximum: MAX_PAGE_ROWS, default: PAGE_ROWS },
  },
  cursor: { name: 'cursor', in: 'query', description: '`next` of the page before.', schema: word },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    description: `\`wait=N\`: wait up to N seconds (at most ${MAX_WAIT_SECONDS}) for the decision (RFC 7240).`,
    schema: word,
    example: 'wait=5',
  },
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Chosen by you, 1 to 255 visible ASCII characters, in double quotes or not.',
    schema: { type: 'string', maxLength: 257 },
    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
  },
  'Accept-Language': {
    name: 'Accept-Language',
    in: 'header',
    description:
      'Languages that you read, with qualities (RFC 9110): en, zh, ru, kk. English where none of them is asked for.',
    schema: word,
    example: 'kk, ru;q=0.9',
  },
  'If-None-Match': { name: 'If-None-Match', in: 'header', description: 'An `ETag` that you have.', schema: word },
  'Content-Encoding': {
    name: 'Content-Encoding',
    in: 'header',
    description: 'How the file is compressed.',
    schema: { type: 'string', enum: ['gzip', 'identity'] },
  },
};

const headers: Part = {
  'RateLimit-Policy': described('Quota `q` per window `w`, seconds.'),
  RateLimit: described('Requests left `r`, seconds `t` until the quota is whole again.'),
  'Retry-After': described('Seconds to wait.'),
  Location: described('Where what was made can be read.'),
  Link: described('`rel="next"`: the next page.'),
  ETag: described('The version of what is shown.'),
  'Content-Language': described('The language of the words.'),
  'Feed-Next': described('The cursor to go on with.'),
  'Feed-Count': described('Events of the feed up to there.'),
  'Feed-Chain': described('The running hash over them, hexadecimal.'),
  'Preference-Applied': described('The wait that was applied.'),
};

/** The OpenAPI 3.1 document of the gateway. */
export function openApiDocument(registry: RegistryReads, bodies: Readonly<Record<string, JsonSchema>>): Part {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Alataw',
      version: '1.0.0',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This centre.' }],
    security: [{ apiKey: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: {
      ...declarationPaths,
      ...matchingPaths,
      ...parcelPaths,
      ...subscriptionPaths,
      ...feedPaths,
      ...kafkaPaths,
      ...searchPaths,
      ...inspectionPaths,
      ...unitPaths,
      ...entryPaths,
      ...customsPaths,
      ...warehousePaths,
      ...centrePaths,
      ...codesPaths,
      ...systemPaths,
    },
    webhooks,
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: '`alk_<keyId>_<secret>`, made by `alataw keys create`.',
        },
      },
      parameters,
      headers,
      schemas: withMeanings({ ...bodies, ...answerSchemas(registry) }),
    },
  };
}
