import type { AvroRecord } from '../log/avro';
import { numberIn, textIn } from '../log/record';
import type { Stage } from '../log/topics';
import { share, type Fold } from './fold';

export type DeadLetterState = {
  readonly status: 'absent' | 'parked' | 'retried' | 'discarded';
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly reason: string;
  readonly detail: string;
  readonly parkedAt: number;
  readonly attempts: number;
};

/** What a dead letter's id says: it is the event id of the record that tells of the parking. */
const ID = /^([a-z]+):([a-z.-]+):(\d+):(\d+):0$/;

const why = (event: AvroRecord): Pick<DeadLetterState, 'reason' | 'detail'> => ({
  reason: share(textIn(event, 'reason')),
  detail: textIn(event, 'detail'),
});

const REFUSALS: Readonly<Record<string, string>> = {
  UNKNOWN_DEAD_LETTER: 'absent',
  ALREADY_RETRIED: 'retried',
  ALREADY_DISCARDED: 'discarded',
};

/** The records that a stage could not process: every stage has them. */
export const deadLetterFold = (stage: Stage): Fold<DeadLetterState> => ({
  stage,
  kind: 'dead-letter',
  idField: 'deadLetterId',
  stateName: 'alataw.lane.DeadLetterState',
  laneOf: (id) => Number(ID.exec(id)?.[3] ?? -1),
  isOfNobody: ({ reason }) => reason === 'UNKNOWN_DEAD_LETTER',
  unlessOfNobody: (state, event) => (state === null ? null : `${textIn(event, 'deadLetterId')} is known here`),
  initial: {
    status: 'absent',
    topic: '',
    partition: -1,
    offset: -1,
    reason: 'OTHER',
    detail: '',
    parkedAt: 0,
    attempts: 0,
  },
  events: {
    RecordParked: {
      from: ['absent'],
      to: (_, event, at) => {
        const [, , topic = '', partition, offset] = ID.exec(textIn(event, 'deadLetterId')) ?? [];
        const place = { topic: share(topic), partition: Number(partition), offset: Number(offset) };
        return { status: 'parked', ...place, ...why(event), parkedAt: at, attempts: 1 };
      },
    },
    ParkedRetryFailed: {
      from: ['parked'],
      to: (state, event) => ({ ...state, ...why(event), attempts: state.attempts + 1 }),
    },
    ParkedRecordRetried: {
      from: ['parked'],
      unless: (_, event) => (numberIn(event, 'events') < 0 ? 'it led to fewer than no events' : null),
      to: (state) => ({ ...state, status: 'retried' }),
    },
    ParkedRecordDiscarded: { from: ['parked'], to: (state) => ({ ...state, status: 'discarded' }) },
    ParkedCommandRefused: {
      from: 'any',
      unless: ({ status }, event) =>
        REFUSALS[textIn(event, 'reason')] === status ? null : `it was refused as ${textIn(event, 'reason')}`,
    },
  },
  countedAs: ({ status }) => (status === 'absent' ? null : status),
  sets: ['queue:dead-letters'],
  memberships: ({ status, parkedAt }) => (status === 'parked' ? [{ set: 'queue:dead-letters', since: parkedAt }] : []),
});
