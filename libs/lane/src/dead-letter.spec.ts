import { at, deciderSpec } from '@alataw/stage';
import {
  deadLetter,
  deadLetterDecider,
  isOfNobody,
  isParked,
  type DeadLetterCommand,
  type DeadLetterEvent,
  type RetryOutcome,
} from './dead-letter';

const deadLetterId = 'release:release.commands:2:17:0';
const parked: DeadLetterEvent = { type: 'RecordParked', deadLetterId, reason: 'UNDECODABLE', detail: 'no record' };
const failed: DeadLetterEvent = { type: 'ParkedRetryFailed', deadLetterId, reason: 'DECIDER_FAILED', detail: 'again' };
const retried: DeadLetterEvent = { type: 'ParkedRecordRetried', deadLetterId, events: 2 };
const discarded: DeadLetterEvent = { type: 'ParkedRecordDiscarded', deadLetterId, note: 'sent anew' };
const retry = (outcome: RetryOutcome | null): DeadLetterCommand => ({ type: 'RetryParked', deadLetterId, outcome });
const discard = (note = 'sent anew'): DeadLetterCommand => ({ type: 'DiscardParked', deadLetterId, note });
const refused = (command: 'RETRY' | 'DISCARD', reason: string) =>
  expect.objectContaining({ type: 'ParkedCommandRefused', deadLetterId, command, reason }) as DeadLetterEvent;

const { given } = deciderSpec(deadLetterDecider);

describe('a dead letter', () => {
  it('begins when a record is put aside, and waits in its queue since then', () => {
    const { state } = given(at(70, parked));
    expect(state).toMatchObject({ status: 'parked', topic: 'release.commands', partition: 2, offset: 17, attempts: 1 });
    expect([deadLetter.status(state), deadLetter.memberships(state)]).toEqual([
      'parked',
      [{ set: 'queue:dead-letters', since: 70 }],
    ]);
  });

  it('says why, in at most 500 characters that a record can hold', () => {
    const detail = `\0${'x'.repeat(498)}\u{1F69A}`;
    const command: DeadLetterCommand = { type: 'ParkRecord', deadLetterId, reason: 'DECIDER_FAILED', detail };
    given()
      .when(command)
      .then({ type: 'RecordParked', deadLetterId, reason: 'DECIDER_FAILED', detail: `\ufffd${'x'.repeat(498)}\ufffd` });
  });

  it('ends when a retry comes through', () => {
    const after = given(parked).when(retry({ events: 2 }));
    after.then(retried);
    expect([deadLetter.status(after.state), deadLetter.memberships(after.state)]).toEqual(['retried', []]);
  });

  it('waits on, in its old place, when a retry fails', () => {
    const after = given(at(70, parked)).when(retry({ reason: 'DECIDER_FAILED', detail: 'again' }));
    after.then(failed);
    expect(after.state).toMatchObject({ status: 'parked', reason: 'DECIDER_FAILED', detail: 'again', attempts: 2 });
    expect(deadLetter.memberships(after.state)).toEqual([{ set: 'queue:dead-letters', since: 70 }]);
  });

  it('may be retried after a retry that failed', () => {
    given(parked, failed)
      .when(retry({ events: 0 }))
      .then({ type: 'ParkedRecordRetried', deadLetterId, events: 0 });
  });

  it('ends when it is discarded', () => {
    const after = given(parked, failed).when(discard());
    after.then(discarded);
    expect([deadLetter.status(after.state), deadLetter.memberships(after.state)]).toEqual(['discarded', []]);
  });

  it.each([
    ['RETRY', retry(null), [], 'UNKNOWN_DEAD_LETTER'],
    ['DISCARD', discard(), [], 'UNKNOWN_DEAD_LETTER'],
    ['RETRY', retry(null), [parked, retried], 'ALREADY_RETRIED'],
    ['DISCARD', discard(), [parked, retried], 'ALREADY_RETRIED'],
    ['RETRY', retry(null), [parked, discarded], 'ALREADY_DISCARDED'],
    ['DISCARD', discard(), [parked, discarded], 'ALREADY_DISCARDED'],
  ] as const)('refuses %s when it is not parked: %#', (name, command, past, reason) => {
    const before = given(...past);
    const after = before.when(command);
    after.then(refused(name, reason));
    expect(after.state).toEqual(before.state);
    expect(after.events.map(isOfNobody)).toEqual([past.length === 0]);
  });

  it('is tried again only while it is parked', () => {
    const states = [given(), given(parked), given(parked, failed), given(parked, retried), given(parked, discarded)];
    expect(states.map(({ state }) => isParked(state))).toEqual([false, true, true, false, false]);
  });
});
