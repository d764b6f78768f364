import {
  DEAD_LETTER_QUEUE,
  DeadLetterState,
  DiscardParked,
  ParkedCommandRefused,
  ParkedRecordDiscarded,
  ParkedRecordRetried,
  parkedPlaceOf,
  ParkedRetryFailed,
  RecordParked,
  RetryParked,
  type ParkedCommandName,
  type ParkedRefusal,
  type ParkReason,
} from '@alataw/contracts';
import { on, unreachable, type Decider, type Entity, type Route } from '@alataw/stage';

/** Why a record cannot be processed. */
export interface Failure {
  readonly reason: ParkReason;
  readonly detail: string;
}

/** What came of processing a parked record again: the number of events, or why it cannot be processed. */
export type RetryOutcome = { readonly events: number } | Failure;

/** A lane puts an input aside. */
interface ParkRecord extends Failure {
  readonly type: 'ParkRecord';
  readonly deadLetterId: string;
}

/** A retry together with its outcome, which is null where nothing was tried: see {@link isParked}. */
interface Retry extends RetryParked {
  readonly outcome: RetryOutcome | null;
}

export type DeadLetterCommand = ParkRecord | Retry | DiscardParked;
export type DeadLetterEvent =
  RecordParked | ParkedRecordRetried | ParkedRetryFailed | ParkedRecordDiscarded | ParkedCommandRefused;

/** Details and notes are for people; their length is bounded all the same. */
const MAX_TEXT = 500;

/** Whether a dead letter waits for an operator: only then may its record be processed again. @param state of a dead letter */
export const isParked = (state: unknown): boolean => (state as DeadLetterState).status === 'parked';

/**
 * Whether an answer is no entity's event: one to a command about a letter that does not exist. So a letter's first event is its
 * RecordParked, whatever was asked about it before.
 */
export const isOfNobody = (event: object): boolean =>
  'reason' in event && event.reason === ('UNKNOWN_DEAD_LETTER' satisfies ParkedRefusal);

/** A record that a lane could not process, from its parking to its end. */
export const deadLetterDecider: Decider<DeadLetterState, DeadLetterCommand, DeadLetterEvent> = {
  initialState: {
    status: 'absent',
    topic: '',
    partition: -1,
    offset: -1,
    reason: 'OTHER',
    detail: '',
    parkedAt: 0,
    attempts: 0,
  },
  decide(command, state) {
    const { deadLetterId } = command;
    switch (command.type) {
      case 'ParkRecord':
        return [{ type: 'RecordParked', deadLetterId, ...failureOf(command) }];
      case 'RetryParked': {
        if (state.status !== 'parked') return [refused(deadLetterId, 'RETRY', state.status)];
        const { outcome } = command;
        if (outcome === null) throw new Error('A parked record was not tried');
        if ('events' in outcome) return [{ type: 'ParkedRecordRetried', deadLetterId, events: outcome.events }];
        return [{ type: 'ParkedRetryFailed', deadLetterId, ...failureOf(outcome) }];
      }
      case 'DiscardParked':
        if (state.status !== 'parked') return [refused(deadLetterId, 'DISCARD', state.status)];
        return [{ type: 'ParkedRecordDiscarded', deadLetterId, note: legible(command.note) }];
      default:
        return unreachable(command);
    }
  },
  evolve(state, event, at) {
    switch (event.type) {
      case 'RecordParked': {
        const { topic, partition, offset } = placeOf(event.deadLetterId);
        const { reason, detail } = event;
        return { status: 'parked', topic, partition, offset, reason, detail, parkedAt: at, attempts: 1 };
      }
      case 'ParkedRetryFailed':
        return { ...state, reason: event.reason, detail: event.detail, attempts: state.attempts + 1 };
      case 'ParkedRecordRetried':
        return { ...state, status: 'retried' };
      case 'ParkedRecordDiscarded':
        return { ...state, status: 'discarded' };
      case 'ParkedCommandRefused':
        return state;
      default:
        return unreachable(event);
    }
  },
};

/** Every stage has it besides its own entities. It lives in the lane that parked the record, whatever its id hashes to. */
export const deadLetter: Entity<DeadLetterState, DeadLetterCommand, DeadLetterEvent> = {
  kind: 'dead-letter',
  decider: deadLetterDecider,
  state: DeadLetterState,
  events: [RecordParked, ParkedRecordRetried, ParkedRetryFailed, ParkedRecordDiscarded, ParkedCommandRefused],
  status: ({ status }) => (status === 'absent' ? null : status),
  memberships: ({ status, parkedAt }) =>
    status === 'parked' ? [{ set: `queue:${DEAD_LETTER_QUEUE}`, since: parkedAt }] : [],
  isAnswer: isOfNobody,
};

/** What every stage consumes besides its own inputs, from its commands. */
export const deadLetterRoutes: readonly Route[] = [
  on(RetryParked, 'dead-letter', ({ deadLetterId }) => deadLetterId),
  on(DiscardParked, 'dead-letter', ({ deadLetterId }) => deadLetterId),
];

const REFUSALS = { absent: 'UNKNOWN_DEAD_LETTER', retried: 'ALREADY_RETRIED', discarded: 'ALREADY_DISCARDED' } as const;

const refused = (
  deadLetterId: string,
  command: ParkedCommandName,
  status: keyof typeof REFUSALS,
): ParkedCommandRefused => ({ type: 'ParkedCommandRefused', deadLetterId, command, reason: REFUSALS[status] });

const failureOf = ({ reason, detail }: Failure): Failure => ({ reason, detail: legible(detail) });

/** Errors may quote anything: what a contract's texts cannot hold must not keep a record from being parked. */
const legible = (text: string): string => text.slice(0, MAX_TEXT).replace(/[\0\p{Surrogate}]/gu, '\ufffd');

function placeOf(deadLetterId: string): { topic: string; partition: number; offset: number } {
  const place = parkedPlaceOf(deadLetterId);
  if (!place) throw new Error(`${deadLetterId} names no parked record`);
  return place;
}
