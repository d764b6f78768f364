import { content, HEADERS, json, operation, parameter, schema, type Part, type Paths } from './parts';

const STAFF = ['staff', 'operator'];
const query = (name: string, description: string): Part => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string' },
});

const STREAM_EXAMPLE =
  'id: AQQGAAAAAAAABgAAAAAAAAYAAAAAAAAGAAAAAAAA\nevent: ParcelReleased\ndata: {"type":"ParcelReleased","stage":"release","entityId":"CNPOST.LX473124829CN"}\n\n';

export const centrePaths: Paths = {
  '/v1/queues': {
    get: operation({
      id: 'listQueues',
      tag: 'Queues',
      summary: 'All queues',
      roles: STAFF,
      responses: { 200: json('The queues.', { type: 'array', items: schema('Queue') }) },
    }),
  },
  '/v1/queues/{queue}': {
    get: operation({
      id: 'readQueue',
      tag: 'Queues',
      summary: 'Who waits in a queue, oldest first',
      roles: STAFF,
      parameters: [parameter('queue'), parameter('limit'), parameter('cursor')],
      responses: { 200: json('A page.', schema('QueuePage'), { Link: HEADERS.link }) },
      problems: { 400: 'A cursor of another list, or a limit out of range.', 404: 'No such queue.' },
    }),
  },
  '/v1/escalated': {
    get: operation({
      id: 'listEscalated',
      tag: 'Queues',
      summary: 'Parcels that have waited too long for their inspection',
      description: 'Until they leave the queue in which they waited; those first that were escalated first.',
      roles: STAFF,
      parameters: [parameter('limit'), parameter('cursor')],
      responses: { 200: json('A page.', schema('EscalatedPage'), { Link: HEADERS.link }) },
      problems: { 400: 'A cursor of another list, or a limit out of range.' },
    }),
  },
  '/v1/counts': {
    get: operation({
      id: 'readCounts',
      tag: 'Queues',
      summary: 'Parcels by where they stand',
      roles: STAFF,
      responses: { 200: json('The counts.', schema('Counts')) },
    }),
  },
  '/v1/events': {
    get: operation({
      id: 'followEvents',
      tag: 'Events',
      summary: 'Events as they happen',
      description:
        'Server-sent events. Each has an `id` that stands for the place in every partition of the log: send the last one as `Last-Event-ID` (or `cursor`) and the stream goes on behind it, with nothing left out and nothing twice. `event` is the type, `data` an `Event`. Other events: `reset` (the id is too old or not one: the stream goes on from now; read the snapshot), `too-slow`, `unavailable` and `unauthorized` (the stream ends; connect again with the last id). Ids without data come now and then: they move the place on while a filter lets nothing through. A platform sees events of its own parcels.',
      roles: ['platform', 'staff', 'operator'],
      parameters: [
        query('type', 'Only these types, separated by commas, e.g. `ParcelReleased,ParcelHeld`.'),
        query('stage', 'Only these stages, separated by commas.'),
        query('parcelId', 'Only events of this parcel, or that name it.'),
        query('unitId', 'Only events of this load unit.'),
        query('cursor', 'As `Last-Event-ID`.'),
        { name: 'Last-Event-ID', in: 'header', description: 'Go on behind this event.', schema: { type: 'string' } },
      ],
      responses: {
        200: content('The stream.', 'text/event-stream', { type: 'string', examples: [STREAM_EXAMPLE] }),
      },
      problems: { 400: 'A stage that does not exist, or a parameter that is not read.' },
    }),
  },
};

const registry = (id: string, summary: string, parameters: readonly Part[], body: Part): Part =>
  operation({
    id,
    tag: 'Schema registry',
    summary,
    description: 'As the Confluent Schema Registry answers it, for its clients.',
    roles: 'public',
    parameters,
    responses: {
      200: content('Found.', 'application/vnd.schemaregistry.v1+json', body),
      404: {
        description: 'Not found.',
        content: { 'application/vnd.schemaregistry.v1+json': { schema: schema('RegistryError') } },
      },
    },
  });

const path = (name: string, type: string): Part => ({ name, in: 'path', required: true, schema: { type } });

export const systemPaths: Paths = {
  '/schemas/ids/{id}': {
    get: registry('readSchema', 'A schema by its id', [path('id', 'integer')], {
      type: 'object',
      properties: { schema: { type: 'string' } },
    }),
  },
  '/subjects': { get: registry('listSubjects', 'All subjects', [], { type: 'array', items: { type: 'string' } }) },
  '/subjects/{subject}/versions': {
    get: registry('listVersions', 'Versions of a subject', [path('subject', 'string')], {
      type: 'array',
      items: { type: 'integer' },
    }),
  },
  '/subjects/{subject}/versions/{version}': {
    get: registry(
      'readVersion',
      'A version of a subject, or `latest`',
      [path('subject', 'string'), path('version', 'string')],
      schema('RegisteredSchema'),
    ),
  },
  '/openapi.json': {
    get: operation({
      id: 'readOpenApi',
      tag: 'System',
      summary: 'This document',
      roles: 'public',
      responses: { 200: json('OpenAPI 3.1.', { type: 'object' }) },
    }),
  },
  '/asyncapi.json': {
    get: operation({
      ...{ id: 'readAsyncApi', tag: 'System', roles: 'public' },
      summary: 'What stands in feeds and in the topics of Kafka',
      responses: { 200: json('AsyncAPI 3.1.', { type: 'object' }) },
    }),
  },
  '/docs': {
    get: operation({
      id: 'readDocs',
      tag: 'System',
      summary: 'This document as pages',
      roles: 'public',
      responses: { 200: content('The page.', 'text/html', { type: 'string' }) },
    }),
  },
  '/docs/{file}': {
    get: operation({
      id: 'readDocsFile',
      tag: 'System',
      summary: 'A file of the pages',
      roles: 'public',
      parameters: [path('file', 'string')],
      responses: { 200: content('The file.', '*/*', { type: 'string' }) },
      problems: { 404: 'No such file.' },
    }),
  },
  '/health/live': {
    get: operation({
      id: 'isLive',
      tag: 'System',
      summary: 'Whether the process runs',
      roles: 'public',
      responses: { 200: json('It does.', { type: 'object', properties: { status: { const: 'live' } } }) },
    }),
  },
  '/health/ready': {
    get: {
      ...operation({
        id: 'isReady',
        tag: 'System',
        summary: 'Whether requests can be served',
        roles: 'public',
        responses: { 200: json('They can.', schema('Readiness')) },
      }),
      responses: {
        200: json('They can.', schema('Readiness')),
        503: json('Not yet, or no more: it says what it waits for.', schema('Readiness')),
      },
    },
  },
  '/metrics': {
    get: operation({
      id: 'readMetrics',
      tag: 'System',
      summary: 'Metrics for Prometheus',
      description: 'With `METRICS_PUBLIC=true`, without a key.',
      roles: ['operator'],
      responses: { 200: content('Prometheus text format.', 'text/plain', { type: 'string' }) },
    }),
  },
};
