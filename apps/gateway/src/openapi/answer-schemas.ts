import {
  contracts,
  DocumentStatus,
  EntryApplicationState,
  LoadUnitState,
  stages,
  type Contract,
  type RegistryReads,
} from '@alataw/contracts';
import type { JsonSchema } from '@alataw/http';
import { codesOf, type CodeListName } from '@alataw/values';
import { jsonSchemaOf } from '../api/avro-json-schema';
import { latest } from '../api/bodies';
import { schema } from './parts';

const text = (description: string): JsonSchema => ({ type: 'string', description });
const count = (description: string): JsonSchema => ({ type: 'integer', minimum: 0, description });
const moment = (description: string): JsonSchema => ({ type: 'integer', description: `${description} Epoch ms UTC.` });
const orNull = (own: JsonSchema): JsonSchema => ({ ...own, type: [own['type'], 'null'] });
const object = (
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema => ({
  type: 'object',
  description,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});
const list = (items: JsonSchema, description: string): JsonSchema => ({ type: 'array', items, description });
const codes = (name: CodeListName): JsonSchema => ({ type: 'string', enum: codesOf(name), 'x-code-list': name });
const numbers = (description: string): JsonSchema => ({
  type: 'object',
  description,
  additionalProperties: { type: 'integer' },
});
const links: JsonSchema = { type: 'object', description: 'Addresses.', additionalProperties: { type: 'string' } };
const next = orNull(text('The cursor of the next page; null on the last one.'));
const inWords = object('In words.', {
  en: text('English.'),
  zh: text('Chinese.'),
  ru: text('Russian.'),
  kk: text('Kazakh.'),
});

/** The schemas of what is answered. Those of events and states are derived from their Avro schemas. */
export function answerSchemas(registry: RegistryReads): Readonly<Record<string, JsonSchema>> {
  return {
    ...problems,
    ...commands,
    ...batches,
    ...parcels,
    ...overview,
    ...codeListSchemas,
    ...unitSchema(registry),
    ...entrySchemas(registry),
    ...eventSchemas(registry),
  };
}

const problems = {
  Fault: object(
    'One thing that is wrong, and what to do.',
    {
      pointer: text('RFC 6901 pointer into what was sent; empty: the whole of it.'),
      detail: text('What to do.'),
      text: inWords,
      code: text('Closed code.'),
      line: count('Which record of a bulk upload.'),
      sourceLine: count('Line of the file, where `line` is not that.'),
      column: count('XML: character of that line; CSV: field of that row; from 1.'),
      element: text('XML: e.g. `InventoryList[2]/gcode`; CSV: the column.'),
    },
    ['text', 'line', 'sourceLine', 'column', 'element'],
  ),
  Problem: object(
    'RFC 9457. Further members tell what the request was about.',
    {
      type: text('`urn:alataw:problem:` and the code.'),
      title: text('The code in words.'),
      status: count('The HTTP status.'),
      code: text('Closed code.'),
      detail: text('What to do.'),
      instance: text('Names the request; the log has it.'),
      errors: list(schema('Fault'), 'Fault by fault.'),
    },
    ['errors'],
  ),
};

const receipt = {
  commandId: text('Names the command; everything that follows from it carries this as `correlationId`.'),
  links,
};

const commands = {
  DeclarationReceipt: object(
    'A declaration was taken; `accepted` when its decision was waited for; `filed`: it waits for its documents, see the parcel.',
    {
      ...receipt,
      parcelId: text('The parcel.'),
      status: { type: 'string', enum: ['pending', 'filed', 'accepted'] },
      repeated: { type: 'boolean', description: 'The same content had been decided before: this is that decision.' },
      version: count('Which content of this parcel it is, from 1.'),
      decidedAt: moment('When it was decided.'),
    },
    ['repeated', 'version', 'decidedAt'],
  ),
  DocumentReceipt: object(
    'A document was taken; `submitted` when its decision was waited for.',
    {
      ...receipt,
      documentId: text('The document.'),
      status: { type: 'string', enum: ['pending', 'submitted'] },
      repeated: { type: 'boolean', description: 'The same content had been submitted before.' },
      version: count('Which content of this document it is, from 1.'),
    },
    ['repeated', 'version'],
  ),
  CommandReceipt: object(
    'A command was taken; `done` when its decision was waited for; `underway`: another part of the centre has yet to agree.',
    {
      ...receipt,
      parcelId: text('The parcel.'),
      unitId: text('The load unit.'),
      applicationId: text('The entry application.'),
      status: { type: 'string', enum: ['pending', 'underway', 'done'] },
      event: { type: 'object', description: 'The event that decided it.' },
    },
    ['parcelId', 'unitId', 'applicationId', 'event'],
  ),
  ScanResults: object('What became of each scan.', {
    unitId: text('The load unit.'),
    results: list(
      object(
        'One scan.',
        {
          contentId: text('The parcel or unit.'),
          commandId: text('Its command.'),
          status: { type: 'string', enum: ['pending', 'done', 'refused'] },
          error: schema('Fault'),
          parcelIds: list(text('A parcel.'), 'Parcels in a unit that keep it from being loaded.'),
        },
        ['error', 'parcelIds'],
      ),
      'In the order sent.',
    ),
  }),
  LineAnswers: object('What the belt does with each parcel.', {
    line: text('The X-ray line.'),
    results: list(
      object('One barcode.', {
        barcode: text('As it was sent.'),
        answer: { type: 'string', enum: ['pass', 'divert'] },
        reason: text('A published reason; `NONE` of a parcel that goes on.'),
        text: inWords,
      }),
      'In the order sent.',
    ),
  }),
};

const batches = {
  Batch: object(
    'A bulk upload.',
    {
      batchId: text('Names it.'),
      platform: text('Who sent it.'),
      state: codes('BatchState'),
      openedAt: moment('When the first line came.'),
      receivedAt: orNull(moment('When the last line came.')),
      lines: orNull(count('Lines received, blank ones left out.')),
      invalid: count('Lines that cannot be read.'),
      accepted: count('Lines accepted.'),
      rejected: count('Lines rejected by a rule, or for contradicting an earlier declaration.'),
      filed: count(
        'Lines that wait for the documents that have to match them; their parcels tell what becomes of them.',
      ),
      repeated: count('Of those: lines whose content had been decided before.'),
      pending: orNull(count('Lines that wait for their decision.')),
      links,
    },
    ['openedAt', 'receivedAt', 'repeated'],
  ),
  BatchResult: object(
    'One line of the results.',
    {
      line: count(
        'NDJSON: its line, from 1, blank lines counted; CSV: the line at which it begins; XML: which list it is.',
      ),
      status: codes('BatchResult'),
      parcelId: text('The parcel, where the line tells it.'),
      repeated: { type: 'boolean' },
      problem: { type: 'object', description: 'As RFC 9457, without `instance`.' },
    },
    ['parcelId', 'repeated', 'problem'],
  ),
};

const behind = count('Records that were written and are not shown yet, over everything; 0: nothing is missing.');
const row = {
  parcelId: text('Its id.'),
  platform: text('Who declared it.'),
  status: codes('ParcelStatus'),
  text: inWords,
  final: { type: 'boolean', description: 'Nothing more will happen to it here.' },
  orderNo: orNull(text('As declared.')),
  destinationCountry: orNull(text('ISO 3166-1 alpha-2.')),
  carrier: orNull(text('Who takes it abroad.')),
  unitId: orNull(text('The load unit that it is in, or left in.')),
  transportId: orNull(text('The truck or train that it is on, at whatever depth, or left with.')),
  links,
};

const parcels = {
  Parcel: object('A parcel, as all stages together know it.', {
    ...row,
    awaits: list(
      object('A document.', {
        documentId: text('Its id.'),
        since: moment('Since when.'),
        due: moment('Until when.'),
        links,
      }),
      'Documents that the list waits for.',
    ),
    stages: { type: 'object', description: 'What each stage knows; a stage that has not met it is left out.' },
    freshness: schema('Freshness'),
  }),
  Document: object('An order, a waybill or a payment.', {
    documentId: text('`<kind>:<owner>:<number>`'),
    kind: { type: 'string', enum: ['order', 'waybill', 'payment'] },
    status: { type: 'string', enum: DocumentStatus },
    text: inWords,
    version: count('Contents submitted so far.'),
    since: moment('Since when it has this status.'),
    facts: { type: ['object', 'null'], description: 'What lists are compared with; null before it was submitted.' },
    lists: list(
      object('A list.', {
        parcelId: text('Its parcel.'),
        matched: { type: 'boolean', description: 'Whether it is bound to the document; else it waits for it.' },
        since: moment('Since when.'),
      }),
      'In the order of their asking.',
    ),
    links,
    freshness: schema('Freshness'),
  }),
  ParcelPage: object('A page of parcels.', {
    parcels: list(object('A parcel.', { ...row, since: moment('First seen.') }), 'Oldest first.'),
    next,
    behind,
  }),
  Freshness: object('How fresh this is.', {
    asOf: numbers('Per stage, the offset up to which its events are shown.'),
    behind: count('Records that were written and are not shown yet, of this or other parcels; 0: nothing is missing.'),
  }),
  ReceiptResults: object('What became of receipts.', {
    results: list(
      object('Of one receipt, in the order sent.', {
        copNo: orNull(text('As sent; null where it could not be read.')),
        parcelId: orNull(text('The parcel; null where the number is not of this centre.')),
        commandId: orNull(text('Its command.')),
        status: {
          type: 'string',
          enum: ['recorded', 'noted', 'ignored', 'pending', 'parked', 'refused'],
          description:
            'recorded: it says something new. noted: its code is not known here. ignored: for the reason given. refused: `errors` tells why.',
        },
        reason: orNull(text('A published reason, of what was ignored.')),
        errors: list(schema('Fault'), 'What is wrong with it.'),
      }),
      'One for each.',
    ),
  }),
  Timeline: object('What happened to a parcel.', {
    parcelId: text('The parcel.'),
    events: list(schema('Event'), 'Oldest first.'),
    omitted: count('Earlier events that are not listed.'),
  }),
};

const codeListSchemas = {
  CodeLists: object('All lists of codes.', {
    language: text('The language of the words.'),
    lists: list(schema('CodeList'), 'Each list.'),
  }),
  CodeList: object('A closed list of codes.', {
    list: text('Its name, as in the schemas.'),
    language: text('The language of the words.'),
    title: text('What its codes tell.'),
    codes: list(
      object(
        'A code.',
        {
          code: text('As it is sent.'),
          meaning: text('What it means, and what to do.'),
          pointer: text('The field of the request that is at fault, where it is always the same one.'),
        },
        ['pointer'],
      ),
      'In a fixed order.',
    ),
  }),
};

const overview = {
  Queue: object('A queue.', {
    queue: text('`<stage>.<name>`'),
    count: count('How many wait.'),
    oldestSince: orNull(moment('Since when the oldest waits.')),
    oldestAgeMs: orNull(count('For how long, ms.')),
    behind,
    links,
  }),
  QueuePage: object('A page of a queue.', {
    queue: text('`<stage>.<name>`'),
    count: count('How many wait.'),
    oldestSince: orNull(moment('Since when the oldest waits.')),
    rows: list(
      object('Who waits.', {
        id: text('Parcel, or dead letter in the queues `<stage>.dead-letters`.'),
        since: moment('Since when.'),
        ageMs: count('For how long, ms.'),
      }),
      'Oldest first.',
    ),
    next,
    behind,
  }),
  EscalatedPage: object('A page of escalated parcels.', {
    rows: list(
      object('A parcel.', {
        id: text('Its id.'),
        since: moment('When it was escalated.'),
        ageMs: count('How long ago, ms.'),
      }),
      'Escalated first, first.',
    ),
    next,
    behind,
  }),
  Counts: object(
    'declared = rejected + returned + detained + cancelled + departed + inQueues, once nothing is on its way.',
    {
      declared: count('Parcels that were declared.'),
      rejected: count('Declarations that broke rules.'),
      released: count('Released, and not held or returned since.'),
      returned: count('Going back.'),
      detained: count('Kept.'),
      cancelled: count('Cancelled.'),
      departed: count('Gone.'),
      inQueues: count('Parcels in all queues together.'),
      deadLetters: count('Records that a stage could not process and that wait for an operator.'),
      behind,
      byStage: {
        type: 'object',
        description: 'Stage → status → number.',
        properties: Object.fromEntries(stages.map((stage) => [stage, numbers('Status → number.')])),
      },
    },
  ),
  Readiness: object('Whether requests can be served.', {
    status: { type: 'string', enum: ['ready', 'waiting', 'stopping'] },
    waitingFor: { type: 'object', description: 'Part → what it waits for.', additionalProperties: { type: 'string' } },
  }),
  RegisteredSchema: object('A version of a subject.', {
    subject: text('The full name of a record.'),
    version: count('From 1.'),
    id: count('The four bytes after the first in each record.'),
    schema: text('Avro JSON.'),
  }),
  RegistryError: object('An error in the registry’s own form.', {
    error_code: { type: 'integer', description: '40401 subject, 40402 version, 40403 schema, 42202 version number.' },
    message: text('In words.'),
  }),
};

function unitSchema(registry: RegistryReads): Readonly<Record<string, JsonSchema>> {
  const state = jsonSchemaOf(latest(registry, LoadUnitState));
  const extra = object('A load unit.', { unitId: text('`<kind>:<number>`'), links, freshness: schema('Freshness') });
  const place = object('One place of a block.', {
    position: text('`<bay>-<row>-<tier>`'),
    contentId: orNull(text('What stands there, or is on its way there; null for nothing.')),
    isThere: { type: 'boolean', description: 'It has taken its place; false while it is only expected.' },
    isFree: { type: 'boolean', description: 'A container can be put there now.' },
  });
  const train = object(
    'A train that is made up.',
    {
      trainId: text('`train:<number>`'),
      since: moment('When it was closed.'),
      ageMs: count('How long it has waited, ms.'),
      carrier: text('Code of the carrier.'),
      place: text('The track.'),
      parcels: count('In it, at whatever depth.'),
      massGrams: count('Of its load, grams.'),
      heldParcels: count('Held parcels in it, which keep it from leaving.'),
      contentIds: list(text('A wagon or a container.'), 'From its head on.'),
    },
    ['carrier', 'place', 'parcels', 'massGrams', 'heldParcels', 'contentIds'],
  );
  return {
    LoadUnit: { allOf: [extra, state] },
    Places: object('A block of the container warehouse.', {
      blockId: text('`block:<name>`'),
      places: list(place, 'Bay by bay, row by row, from the ground up.'),
      freshness: schema('Freshness'),
    }),
    WaitingTrains: object('A page of trains.', {
      trains: list(train, 'Those first that have waited longest.'),
      next,
      behind: count('Records that are not in the views yet.'),
    }),
    ...unitPages,
  };
}

function entrySchemas(registry: RegistryReads): Readonly<Record<string, JsonSchema>> {
  const state = jsonSchemaOf(latest(registry, EntryApplicationState));
  const extra = object('An entry application.', {
    applicationId: text('Its id.'),
    text: inWords,
    final: { type: 'boolean', description: 'Nothing more will happen to it.' },
    links,
    freshness: schema('Freshness'),
  });
  const row = { id: text('The application.'), since: moment('Since when.'), ageMs: count('For how long, ms.') };
  return {
    EntryApplication: { allOf: [extra, state] },
    EntryPage: object('A page of entry applications.', {
      rows: list(object('One.', row), 'Oldest first.'),
      next,
      behind,
    }),
    EntryTimeline: object('What happened to an entry application.', {
      applicationId: text('The application.'),
      events: list(schema('Event'), 'Oldest first.'),
      omitted: count('Earlier events that are not listed.'),
    }),
  };
}

const unitPages = {
  UnitContentsPage: object('A page of what is in a load unit.', {
    unitId: text('`<kind>:<number>`'),
    visit: count('Which use of the unit, from 1.'),
    status: codes('LoadUnitStatus'),
    contents: list(
      object('A parcel or a unit in it.', {
        contentId: text('Its id.'),
        kind: { type: 'string', enum: ['parcel', ...codesOf('LoadUnitKind')] },
        standing: { type: 'string', enum: ['loaded', 'reserved'], description: 'Reserved: it has not answered yet.' },
        grossWeightGrams: orNull(count('Grams; null until it is loaded.')),
        pieces: orNull(count('Pieces of all its parcels; null until it is loaded.')),
        parcels: orNull(count('Parcels in it, at whatever depth; null until it is loaded.')),
        held: list(text('A parcel.'), 'Held parcels: itself, or those in it. They keep the unit from leaving.'),
        status: orNull(text('A code of `ParcelStatus` or `LoadUnitStatus`.')),
        text: orNull(inWords),
        links,
      }),
      'By id.',
    ),
    next,
    behind,
  }),
  UnitTimelinePage: object('A page of what happened to a load unit.', {
    unitId: text('`<kind>:<number>`'),
    events: list(schema('Event'), 'Oldest first.'),
    next,
    behind: count('Records that were written and are not shown yet, of this or other entities; 0: nothing is missing.'),
  }),
};

/** One schema for the fields of each event, and one for what surrounds them. */
function eventSchemas(registry: RegistryReads): Readonly<Record<string, JsonSchema>> {
  const events = contracts.filter(({ kind }: Contract<unknown>) => kind === 'event');
  const fields = events.map(
    (contract) => [contract.name, jsonSchemaOf(latest(registry, contract), { without: ['meta'] })] as const,
  );
  const names = events.map(({ name }) => name);
  const event = object(
    'An event. A platform is not told who of the staff acted, nor by which rule.',
    {
      eventId: text('The same however often it is read.'),
      type: { type: 'string', description: 'Which event; `data` has the schema of this name.', examples: names },
      stage: { type: 'string', enum: stages },
      entityId: text('The parcel, load unit or dead letter whose event it is.'),
      sequence: count('Its place among the events of this entity in this stage, from 1.'),
      occurredAt: moment('When it was asked for.'),
      recordedAt: moment('When it was decided.'),
      actor: text('Who caused it.'),
      causeId: text('The command or event that led to it.'),
      correlationId: text('The request that all began with.'),
      data: { type: 'object', description: 'The event’s own fields.', anyOf: names.map((name) => schema(name)) },
    },
    ['causeId', 'correlationId'],
  );
  return { ...Object.fromEntries(fields), Event: event };
}
