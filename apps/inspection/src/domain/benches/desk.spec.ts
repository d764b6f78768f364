import type {
  AssignParcel,
  EscalateOverdue,
  InspectionCommandRefused,
  ParcelAssigned,
  ParcelEscalated,
} from '@alataw/contracts';
import { at } from '@alataw/stage';
import {
  by,
  given,
  green,
  HOUR,
  inspected,
  opened,
  parcelId,
  red,
  refused,
  TODAY,
  verdict,
  yellow,
} from '../inspection.fixture';
import type { InspectionEvent } from '../messages';

const a = 'staff:a';
const b = 'staff:b';
const assign = (from: string | null, officer: string | null): AssignParcel => ({
  type: 'AssignParcel',
  parcelId,
  officer,
  from,
});
const assigned = (officer: string | null): ParcelAssigned => ({ type: 'ParcelAssigned', parcelId, officer });

describe('an officer', () => {
  it('takes a parcel, passes it on, and gives it back', () => {
    given(opened(red)).when(assign(null, a)).then(assigned(a));
    given(opened(red), assigned(a)).when(assign(a, b)).then(assigned(b));
    given(opened(red), assigned(a)).when(assign(a, null)).then(assigned(null));
  });
  it('does not take what another one has just taken', () => {
    given(opened(red), assigned(a)).when(assign(null, b)).then(refused('ASSIGN', 'ASSIGNED_OTHERWISE'));
    given(opened(red), assigned(a)).when(assign(a, a)).then(refused('ASSIGN', 'ASSIGNED_OTHERWISE'));
    given(inspected('PASSED', green)).when(assign(null, a)).then(refused('ASSIGN', 'ALREADY_INSPECTED'));
  });
  it('alone decides about a parcel that is his', () => {
    given(opened(red), assigned(a)).when(verdict('RETURN'), by('b')).thenRefused('VerdictRefused', 'ASSIGNED_TO_OTHER');
    given(opened(red), assigned(a)).when(verdict('RETURN'), by('a')).then(inspected('RETURNED', red));
    given(opened(red), assigned(a), assigned(b)).when(verdict('RETURN'), by('b')).then(inspected('RETURNED', red));
  });
  it('has a parcel no more when it goes to another queue', () => {
    const quarantined: InspectionEvent = { type: 'ParcelQuarantined', parcelId, place: 'Q', remark: null };
    expect(given(opened(red), assigned(a), quarantined).state.officer).toBeNull();
  });
});

describe('a time that has passed', () => {
  const due = TODAY + 4 * HOUR;
  const escalate = (time: number): EscalateOverdue => ({ type: 'EscalateOverdue', parcelId, due: time });
  const escalated: ParcelEscalated = { type: 'ParcelEscalated', parcelId, queue: 'documents', due };
  const notDue: InspectionCommandRefused = {
    type: 'InspectionCommandRefused',
    ...{ parcelId, command: 'ESCALATE', reason: 'NOT_DUE' },
  };
  const waiting = at(TODAY, opened(yellow));

  it('is the allowance of the queue, from the entry into it', () => {
    expect(given(waiting).state.due).toBe(due);
    expect(given(opened(yellow)).state.due).toBe(0); // nothing was said of 1970
  });
  it('escalates a parcel, not a moment earlier, and once', () => {
    given(waiting).when(escalate(due), { at: due }).then(escalated);
    given(waiting)
      .when(escalate(due), { at: due - 1 })
      .then(notDue);
    given(waiting, at(due, escalated))
      .when(escalate(due), { at: due + 1 })
      .then(notDue);
    expect(given(waiting, at(due, escalated)).state).toMatchObject({ due: 0, escalatedAt: due });
  });
  it('does not escalate what has gone, or waits elsewhere, or is due at another time', () => {
    given(waiting, inspected('PASSED', yellow)).when(escalate(due), { at: due }).then(notDue);
    given(waiting, at(TODAY + 1, { type: 'AmendmentRequested', parcelId, remark: null }))
      .when(escalate(due), { at: due })
      .then(notDue);
    given().when(escalate(0), { at: due }).then(notDue);
  });
  it('may come again in the next queue', () => {
    const moved = at(due + 1, { type: 'AmendmentRequested', parcelId, remark: null } satisfies InspectionEvent);
    expect(given(waiting, at(due, escalated), moved).state).toMatchObject({ escalatedAt: 0, due: due + 1 + 72 * HOUR });
  });
});
