import { stages } from '@alataw/contracts';
import { behind, count, links, list, moment, next, numbers, object, orNull, text } from './terms';

/** Queues, counts and the registry. */
export const overview = {
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
