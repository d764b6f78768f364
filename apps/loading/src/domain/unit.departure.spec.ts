import type {
  ArriveTruck,
  DockTruck,
  DepartUnit,
  CloseUnit,
  UnitUnblocked,
  UnitReopened,
  ReopenUnit,
  UnitRefusal,
} from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import {
  SEAL,
  arrived,
  asked,
  bagId,
  blocked,
  chunk,
  closed,
  closing,
  containerId,
  declined,
  departed,
  docked,
  entered,
  freed,
  loaded,
  opened,
  packed,
  parcelId,
  reserved,
  unitId,
  vacated,
} from './loading.fixture';
import { unitDecider, type LoadUnitCommand, type LoadUnitEvent } from './unit.decider';

const { given } = deciderSpec(unitDecider);
const permitted = { maxMassGrams: 1_000, maxPieces: 3, maxVolumeCm3: null };
const arrive: ArriveTruck = { type: 'ArriveTruck', unitId, carrier: 'KAZPOST', ...permitted };
const dock: DockTruck = { type: 'DockTruck', unitId, dock: 'D4' };
const close: CloseUnit = { type: 'CloseUnit', unitId, seals: [SEAL] };
const reopen: ReopenUnit = { type: 'ReopenUnit', unitId, reason: 'BLOCKED_PARCEL' };
const leave: DepartUnit = { type: 'DepartUnit', unitId };
const reopened: UnitReopened = { type: 'UnitReopened', unitId, seals: [SEAL], reason: 'BLOCKED_PARCEL' };
const unblocked: UnitUnblocked = { type: 'UnitUnblocked', unitId, contentId: parcelId, parcelId, carrierId: null };

const about = { unitId, contentId: parcelId, parcelId };
const open = [arrived(), docked];
const withParcel = [...open, reserved(), entered()];
const isClosed = [...withParcel, closing(), closed(1)];
const isGone = [...isClosed, departed(1), chunk([parcelId])];
const situations: Readonly<Record<string, readonly LoadUnitEvent[]>> = {
  absent: [],
  arrived: [arrived()],
  open: open,
  closing: [...open, reserved(), closing(1)],
  closed: isClosed,
  departed: isGone,
};

describe('an arrival', () => {
  it('opens a visit', () => {
    given().when(arrive).then(arrived());
  });
  it('of a truck that left opens the next visit, with an empty manifest', () => {
    given(...isGone)
      .when(arrive)
      .then(arrived({ visit: 2 }));
    expect(given(...isGone, at(17, arrived({ visit: 2 }))).state).toMatchObject({
      status: 'arrived',
      visit: 2,
      manifest: [],
      massGrams: 0,
      seals: [],
      since: 17,
    });
  });
  it.each([{ maxMassGrams: 0 }, { maxPieces: 0 }, { maxPieces: 5_000_001 }])('with %j is refused', (changes) => {
    given()
      .when({ ...arrive, ...changes })
      .thenRefused('UnitCommandRefused', 'CAPACITY');
  });
  it('with 5,000,000 pieces is the largest', () => {
    given()
      .when({ ...arrive, maxPieces: 5_000_000 })
      .then(arrived({ maxPieces: 5_000_000 }));
  });
});

describe('a command at the wrong time', () => {
  it.each<readonly [LoadUnitCommand, Readonly<Record<string, UnitRefusal>>]>([
    [
      arrive,
      { arrived: 'ALREADY_ON_SITE', open: 'ALREADY_ON_SITE', closing: 'ALREADY_ON_SITE', closed: 'ALREADY_ON_SITE' },
    ],
    [
      dock,
      {
        absent: 'UNKNOWN_UNIT',
        open: 'ALREADY_OPEN',
        closing: 'CLOSING',
        closed: 'ALREADY_CLOSED',
        departed: 'ALREADY_DEPARTED',
      },
    ],
    [
      close,
      {
        absent: 'UNKNOWN_UNIT',
        arrived: 'NOT_OPEN',
        closing: 'CLOSING',
        closed: 'ALREADY_CLOSED',
        departed: 'ALREADY_DEPARTED',
      },
    ],
    [
      reopen,
      {
        absent: 'UNKNOWN_UNIT',
        arrived: 'NOT_CLOSED',
        open: 'NOT_CLOSED',
        closing: 'CLOSING',
        departed: 'ALREADY_DEPARTED',
      },
    ],
  ])('is refused: %j', (command, refusals) => {
    for (const [situation, reason] of Object.entries(refusals)) {
      given(...(situations[situation] ?? []))
        .when(command)
        .thenRefused('UnitCommandRefused', reason);
    }
  });
  it('names itself in the refusal', () => {
    given().when(reopen).then({ type: 'UnitCommandRefused', unitId, command: 'REOPEN', reason: 'UNKNOWN_UNIT' });
  });
});

describe('docking', () => {
  it('opens an arrived truck', () => {
    given(arrived()).when(dock).then(docked);
  });
});

describe('closing', () => {
  it('is done at once when nothing is reserved', () => {
    given(...withParcel)
      .when(close)
      .then(closing(), closed(1));
    given(...open)
      .when(close)
      .then(closing(), closed(0));
  });
  it('waits for reserved places, whatever becomes of them', () => {
    const waiting = [...withParcel, reserved('A.1'), reserved('A.2'), closing(2)];
    given(...withParcel, reserved('A.1'), reserved('A.2'))
      .when(close)
      .then(closing(2));
    given(...waiting)
      .when(loaded('A.1'))
      .then(entered('A.1'));
    given(...waiting, entered('A.1'))
      .when(declined('HELD', 'A.2'))
      .then(freed('HELD', 'A.2'), closed(2));
    given(...waiting, freed('HELD', 'A.2'))
      .when(loaded('A.1'))
      .then(entered('A.1'), closed(2));
  });
  it('is done when the last reserved parcel does not fit', () => {
    given(...withParcel, reserved('A.1'), closing(1))
      .when(loaded('A.1', { grossWeightGrams: 600 }))
      .then(freed('OVER_CAPACITY', 'A.1', []), vacated('OVER_CAPACITY', 'A.1'), closed(1));
  });
  it('does not hang on an answer that nobody waits for', () => {
    given(...withParcel, reserved('A.1'), closing(1))
      .when(declined('HELD', 'A.9'))
      .thenNothing();
  });
  it('is refused while a held parcel is aboard', () => {
    given(...withParcel, blocked())
      .when(close)
      .thenRefused('UnitCommandRefused', 'BLOCKED_PARCEL');
    given(...withParcel, blocked(), vacated())
      .when(close)
      .then(closing(), closed(0));
    given(...withParcel, blocked(), unblocked)
      .when(close)
      .then(closing(), closed(1));
  });
});

describe('reopening', () => {
  it('opens the truck at its dock', () => {
    given(...isClosed)
      .when(reopen)
      .then(reopened);
    expect(given(...isClosed, reopened).state).toMatchObject({ status: 'open', seals: [], place: 'D4' });
  });
});

describe('a hold of a parcel', () => {
  it.each(['open', 'closing', 'closed'])('aboard a truck that is %s blocks the truck', (status) => {
    const past =
      { open: withParcel, closing: [...withParcel, reserved('A.1'), closing(1)], closed: isClosed }[status] ?? [];
    given(...past)
      .when(asked())
      .then(blocked());
    expect(given(...past, blocked()).state.blocked).toEqual([{ parcelId, contentId: parcelId }]);
  });
  it('comes too late for a truck that left with it', () => {
    given(...isGone)
      .when(asked())
      .then({ type: 'UnitHoldTooLate', ...about });
  });
  it.each([
    ['was taken off', [...withParcel, vacated()]],
    ['was taken off before the truck left', [...withParcel, vacated(), closing(), closed(0), departed(0)]],
    ['was taken off and scanned again', [...withParcel, vacated(), reserved()]],
    ['left on an earlier visit', [...isGone, arrived({ visit: 2 })]],
  ])('that %s is moot and blocks nothing', (_, past) => {
    given(...past)
      .when(asked())
      .then({ type: 'UnitHoldMoot', ...about });
  });
  it('of another visit is moot even if the parcel is aboard again', () => {
    given(...withParcel)
      .when({ ...asked(), visit: 0 })
      .then({ type: 'UnitHoldMoot', ...about });
  });
  it('that is asked twice is answered twice and blocks once', () => {
    given(...withParcel, blocked())
      .when(asked())
      .then(blocked());
    expect(given(...withParcel, blocked(), blocked()).state.blocked).toEqual([{ parcelId, contentId: parcelId }]);
  });
  it('that is lifted unblocks the truck, if it was blocked', () => {
    given(...isClosed, blocked())
      .when({ type: 'ParcelUnblocked', parcelId, unitId })
      .then(unblocked);
    given(...withParcel, blocked(), vacated())
      .when({ type: 'ParcelUnblocked', parcelId, unitId })
      .thenNothing();
  });
});

describe('the gate', () => {
  it('lets a sealed truck out, with one event and its parcels', () => {
    given(...isClosed)
      .when(leave)
      .then(departed(1), chunk([parcelId]));
    given(...open, closing(), closed(0))
      .when(leave)
      .then(departed(0));
  });
  it.each([
    ['absent', 'UNKNOWN_UNIT'],
    ['arrived', 'NOT_CLOSED'],
    ['open', 'NOT_CLOSED'],
    ['closing', 'NOT_CLOSED'],
    ['departed', 'ALREADY_DEPARTED'],
  ])('does not let out a truck that is %s', (status, reason) => {
    given(...(situations[status] ?? []))
      .when(leave)
      .thenRefused('DepartureRefused', reason);
  });
  it('does not let out a truck with a held parcel, and names it', () => {
    given(...isClosed, blocked())
      .when(leave)
      .then({ type: 'DepartureRefused', unitId, reason: 'BLOCKED_PARCEL', parcelIds: [parcelId], missing: [] });
    given(...isClosed, blocked(), unblocked)
      .when(leave)
      .then(departed(1), chunk([parcelId]));
  });
  it('names 20 held parcels at most', () => {
    const ids = Array.from({ length: 21 }, (_, i) => `A.${i}`);
    const past = [...open, ...ids.flatMap((id) => [reserved(id), entered(id)]), closing(), closed(21)];
    const [refusal] = given(...past, ...ids.map((id) => ({ ...blocked(), parcelId: id }))).when(leave).events;
    expect(refusal).toMatchObject({ type: 'DepartureRefused', parcelIds: ids.slice(0, 20) });
  });
  it('lets out a vehicle only, and a truck only under a seal', () => {
    given(...packed(containerId, ['S']))
      .when({ ...leave, unitId: containerId })
      .thenRefused('DepartureRefused', 'NOT_A_VEHICLE');
    given(...withParcel, { ...closing(), seals: [] }, { ...closed(1), seals: [] })
      .when(leave)
      .thenRefused('DepartureRefused', 'NOT_SEALED');
    const train = 'train:K9';
    given(opened(train), { ...closing(), unitId: train, seals: [] }, { ...closed(0), unitId: train, seals: [] })
      .when({ ...leave, unitId: train })
      .then(departed(0, { unitId: train, transportId: train, seals: [] }));
  });
  it('names the held parcel and not the bag that it is in', () => {
    const past = [...open, reserved(bagId), entered(bagId), closing(), closed(1)];
    given(...past, blocked('A.1', bagId))
      .when(leave)
      .then({ type: 'DepartureRefused', unitId, reason: 'BLOCKED_PARCEL', parcelIds: ['A.1'], missing: [] });
  });
  it('keeps the manifest for late questions until the truck comes back', () => {
    expect(given(...isGone).state).toMatchObject({ status: 'departed', manifest: [{ contentId: parcelId }] });
  });
});
