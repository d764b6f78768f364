import type { AuditRecord } from './log/record';
import { Parcel, PLATFORM, TRUCK } from './parcel.fixture';
import { Story, type Told } from './story.fixture';

export { PLATFORM, TRUCK };

const BATCH = 'b0-0123456789';
/** The parcels of the story: the first two leave, the second is asked to be held when it has left, the third is held aboard. */
export const LEAVES = 'CNPOST.P1';
export const LATE = 'CNPOST.P2';
export const HELD = 'CNPOST.P3';
export const RETURNED = 'CNPOST.P4';
export const REJECTED = 'CNPOST.P5';
export const CANCELLED = 'CNPOST.P6';

/**
 * A morning at the port: one truck leaves with two parcels. One is held aboard and taken off, one is asked to be held when it
 * has left, one is scanned too early, others are rejected, returned, cancelled. Three records cannot be processed: one waits, one
 * comes through at the second retry, one is given up.
 */
export function cleanLog(): AuditRecord[] {
  const story = new Story();
  const truck = (command: string, ...events: Told[]): AuditRecord[] =>
    story.decide('loading', story.command('loading', TRUCK, [command]), TRUCK, ...events);
  truck('ArriveTruck', [
    'TruckArrived',
    { visit: 1, carrier: 'KZPOST', maxMassGrams: 20_000, maxPieces: 100, applicationId: null },
  ]);
  truck('DockTruck', ['TruckDocked', { dock: 'D1' }]);

  const leaves = new Parcel(story, LEAVES);
  const late = new Parcel(story, LATE);
  const held = new Parcel(story, HELD);
  const returned = new Parcel(story, RETURNED);
  const rejected = new Parcel(story, REJECTED);
  const cancelled = new Parcel(story, CANCELLED);
  story.intake(BATCH, ['BatchOpened', {}]);
  leaves.released(leaves.passedGreen(leaves.declared(`${BATCH}:1`)));
  rejected.decided(`${BATCH}:2`, [
    'DeclarationRejected',
    { platform: PLATFORM, version: 1, contentHash: 'x', orderNo: '5', destinationCountry: 'KP', faults: [] },
  ]);
  story.intake(BATCH, ['BatchClosed', { lines: 3, accepted: 2, invalid: 1 }]);
  late.released(late.passedGreen(late.declared()));
  held.opened(held.declared(), 'YELLOW');
  early(story, held);
  held.released(held.verdict('PASSED', 'YELLOW'));
  returned.opened(returned.declared(), 'RED');
  returned.closed(
    returned.says('release', returned.verdict('RETURNED', 'RED'), ['ParcelReturned', { reason: 'INSPECTION' }]),
    'RETURNED',
  );
  cancel(story, cancelled);

  for (const each of [leaves, late, held]) each.loaded();
  holdAboard(story, held);
  truck('CloseUnit', ['ClosingStarted', { seals: ['S1'], reserved: 0 }], ['UnitClosed', { seals: ['S1'], ...CLOSED }]);
  const stay = { visit: 1, carrier: 'KZPOST', transportId: TRUCK, seals: ['S1'], ...CLOSED };
  const chunkFields = { visit: 1, transportId: TRUCK, contentIds: [leaves.id, late.id], left: 0 };
  const [, chunk] = truck('DepartUnit', ['UnitDeparted', stay], ['DepartureChunk', chunkFields]);
  if (chunk) {
    for (const part of story.transfer(chunk)) {
      const own = [leaves, late].filter(({ id }) => story.lane(id) === part.partition);
      // All that one chunk means to one lane is one decision.
      own.forEach((each, n) => depart(story, part, each.id, n));
    }
  }
  holdTooLate(late);
  deadLetters(story, leaves);
  return story.records;
}

const CLOSED = { contents: 2, parcels: 2, pieces: 2, massGrams: 1_000 };

function depart(story: Story, part: AuditRecord, id: string, n: number): void {
  const [departed] = story.decide('loading', part, id, [
    'ParcelDeparted',
    { unitId: TRUCK, visit: 1, transportId: TRUCK },
  ]);
  if (!departed?.meta || n === 0) return;
  const { eventId } = departed.meta;
  const renumbered = { ...departed, meta: { ...departed.meta, eventId: eventId.replace(/\d+$/, String(n)) } };
  story.records[story.records.indexOf(departed)] = renumbered;
}

/** A scan before the release: the parcel declines. */
function early(story: Story, parcel: Parcel): void {
  const declined = parcel.scanned('LoadDeclined', { reason: 'NOT_RELEASED', piece: null });
  story.decide('loading', declined, TRUCK, [
    'PlaceFreed',
    { contentId: parcel.id, reason: 'NOT_RELEASED', parcelIds: [parcel.id] },
  ]);
}

function cancel(story: Story, parcel: Parcel): void {
  parcel.opened(parcel.declared(), 'RED');
  const command = story.command('release', parcel.id, ['CancelParcel']);
  const gone = parcel.says('release', command, ['ParcelCancelled', { platform: PLATFORM }]);
  parcel.says('inspection', gone, ['InspectionAbandoned', { reason: 'CANCELLED' }]);
  parcel.closed(gone, 'CANCELLED');
}

/** A hold that finds the parcel aboard: the truck is blocked until the parcel is taken off. */
function holdAboard(story: Story, parcel: Parcel): void {
  const asked = parcel.tellsTruck(parcel.holdAsked('HOLD'), [
    'ParcelHoldAsked',
    { unitId: TRUCK, visit: 1, kind: 'HOLD' },
  ]);
  const blocked = parcel.truckSays(asked, ['UnitBlocked', { contentId: parcel.id, parcelId: parcel.id }]);
  const confirmed = parcel.says('loading', blocked, ['LoadingHoldConfirmed', { kind: 'HOLD' }]);
  parcel.says('release', confirmed, ['ParcelHeld', { reason: 'INTELLIGENCE', released: true, remark: null }]);
  const command = story.command('loading', TRUCK, ['OffloadContent', { contentId: parcel.id }]);
  const off = parcel.truckSays(command, ['PlaceVacated', { visit: 1, contentId: parcel.id, reason: 'OFFLOADED' }]);
  parcel.says('loading', off, ['ParcelOffloaded', { unitId: TRUCK, visit: 1, piece: null }]);
}

function holdTooLate(parcel: Parcel): void {
  const requested = parcel.holdAsked('REVOCATION');
  const late = parcel.says('loading', requested, ['LoadingHoldTooLate', { kind: 'REVOCATION', unitId: TRUCK }]);
  parcel.says('release', late, ['HoldTooLate', { kind: 'REVOCATION', reason: 'INTELLIGENCE' }]);
}

function deadLetters(story: Story, parcel: Parcel): void {
  const park = (input: AuditRecord, reason: string): string => {
    const [parked] = story.decide('release', input, parcel.id, ['RecordParked', { reason, detail: 'why' }]);
    if (!parked) throw new Error('Nothing was put aside');
    story.deadLetter('release', parked, input);
    return parked.key;
  };
  const ask = (letter: string, command: 'RetryParked' | 'DiscardParked', ...answer: Told[]): void => {
    story.decide('release', story.command('release', letter, [command, { note: 'noise' }]), letter, ...answer);
  };
  const refused = (command: string, reason: string): Told => ['ParkedCommandRefused', { command, reason }];
  park(story.poison('release', parcel.id), 'UNDECODABLE');
  const command = park(story.command('release', parcel.id, ['LiftHold']), 'DECIDER_FAILED');
  ask(command, 'RetryParked', ['ParkedRetryFailed', { reason: 'DECIDER_FAILED', detail: 'why again' }]);
  const answer = { command: 'LIFT', reason: 'NOT_HELD' };
  ask(command, 'RetryParked', ['ParkedRecordRetried', { events: 1 }], ['ReleaseCommandRefused', answer, parcel.id]);
  ask(command, 'RetryParked', refused('RETRY', 'ALREADY_RETRIED'));
  const noise = park(story.poison('release', parcel.id), 'UNDECODABLE');
  ask(noise, 'DiscardParked', ['ParkedRecordDiscarded', { note: 'noise' }]);
  ask(noise, 'RetryParked', refused('RETRY', 'ALREADY_DISCARDED'));
  ask(
    `release:release.commands:${story.lane(parcel.id)}:999:0`,
    'RetryParked',
    refused('RETRY', 'UNKNOWN_DEAD_LETTER'),
  );
}
