import {
  GateOutRefusal,
  TruckRefusal,
  UnsealReason,
  type ArriveTruck,
  type DockTruck,
  type GateOut,
  type SealTruck,
  type TruckBlocked,
  type TruckUnblocked,
  type TruckUnsealed,
  type UnsealTruck,
} from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { reasons } from '@alataw/values';
import {
  arrived,
  asked,
  chunk,
  declined,
  departed,
  docked,
  entered,
  freed,
  loaded,
  parcelId,
  reserved,
  sealed,
  sealing,
  truckId,
  vacated,
} from './loading.fixture';
import { truckDecider, type LoadingTruckCommand, type LoadingTruckEvent } from './truck.decider';

const { given } = deciderSpec(truckDecider);
const arrive: ArriveTruck = { type: 'ArriveTruck', truckId, carrier: 'KAZPOST', maxMassGrams: 1_000, maxPieces: 3 };
const dock: DockTruck = { type: 'DockTruck', truckId, dock: 'D4' };
const seal: SealTruck = { type: 'SealTruck', truckId, sealNumber: 'AL0012345' };
const unseal: UnsealTruck = { type: 'UnsealTruck', truckId, reason: 'BLOCKED_PARCEL' };
const gateOut: GateOut = { type: 'GateOut', truckId };
const unsealed: TruckUnsealed = { type: 'TruckUnsealed', truckId, sealNumber: 'AL0012345', reason: 'BLOCKED_PARCEL' };
const blocked: TruckBlocked = { type: 'TruckBlocked', truckId, parcelId };
const unblocked: TruckUnblocked = { type: 'TruckUnblocked', truckId, parcelId };

const open = [arrived(), docked];
const withParcel = [...open, reserved(), entered()];
const isSealed = [...withParcel, sealing(), sealed(1)];
const isGone = [...isSealed, departed(1), chunk([parcelId])];
const situations: Readonly<Record<string, readonly LoadingTruckEvent[]>> = {
  absent: [],
  arrived: [arrived()],
  docked: open,
  sealing: [...open, reserved(), sealing(1)],
  sealed: isSealed,
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
      sealNumber: '',
      since: 17,
    });
  });
  it.each([{ maxMassGrams: 0 }, { maxPieces: 0 }, { maxPieces: 5_001 }])('with %j is refused', (changes) => {
    given()
      .when({ ...arrive, ...changes })
      .thenRefused('TruckCommandRefused', 'CAPACITY');
  });
  it('with 5,000 pieces is the largest', () => {
    given()
      .when({ ...arrive, maxPieces: 5_000 })
      .then(arrived({ maxPieces: 5_000 }));
  });
});

describe('a command at the wrong time', () => {
  it.each<readonly [LoadingTruckCommand, Readonly<Record<string, TruckRefusal>>]>([
    [
      arrive,
      { arrived: 'ALREADY_ON_SITE', docked: 'ALREADY_ON_SITE', sealing: 'ALREADY_ON_SITE', sealed: 'ALREADY_ON_SITE' },
    ],
    [
      dock,
      {
        absent: 'UNKNOWN_TRUCK',
        docked: 'ALREADY_DOCKED',
        sealing: 'SEALING',
        sealed: 'ALREADY_SEALED',
        departed: 'ALREADY_DEPARTED',
      },
    ],
    [
      seal,
      {
        absent: 'UNKNOWN_TRUCK',
        arrived: 'NOT_DOCKED',
        sealing: 'SEALING',
        sealed: 'ALREADY_SEALED',
        departed: 'ALREADY_DEPARTED',
      },
    ],
    [
      unseal,
      {
        absent: 'UNKNOWN_TRUCK',
        arrived: 'NOT_SEALED',
        docked: 'NOT_SEALED',
        sealing: 'SEALING',
        departed: 'ALREADY_DEPARTED',
      },
    ],
  ])('is refused: %j', (command, refusals) => {
    for (const [situation, reason] of Object.entries(refusals)) {
      given(...(situations[situation] ?? []))
        .when(command)
        .thenRefused('TruckCommandRefused', reason);
    }
  });
  it('names itself in the refusal', () => {
    given().when(unseal).then({ type: 'TruckCommandRefused', truckId, command: 'UNSEAL', reason: 'UNKNOWN_TRUCK' });
  });
});

describe('docking', () => {
  it('opens an arrived truck', () => {
    given(arrived()).when(dock).then(docked);
  });
});

describe('sealing', () => {
  it('is done at once when nothing is reserved', () => {
    given(...withParcel)
      .when(seal)
      .then(sealing(), sealed(1));
    given(...open)
      .when(seal)
      .then(sealing(), sealed(0));
  });
  it('waits for reserved places, whatever becomes of them', () => {
    const waiting = [...withParcel, reserved('A.1'), reserved('A.2'), sealing(2)];
    given(...withParcel, reserved('A.1'), reserved('A.2'))
      .when(seal)
      .then(sealing(2));
    given(...waiting)
      .when(loaded('A.1'))
      .then(entered('A.1'));
    given(...waiting, entered('A.1'))
      .when(declined('HELD', 'A.2'))
      .then(freed('HELD', 'A.2'), sealed(2));
    given(...waiting, freed('HELD', 'A.2'))
      .when(loaded('A.1'))
      .then(entered('A.1'), sealed(2));
  });
  it('is done when the last reserved parcel does not fit', () => {
    given(...withParcel, reserved('A.1'), sealing(1))
      .when(loaded('A.1', { grossWeightGrams: 600 }))
      .then(freed('OVER_CAPACITY', 'A.1'), vacated('OVER_CAPACITY', 'A.1'), sealed(1));
  });
  it('does not hang on an answer that nobody waits for', () => {
    given(...withParcel, reserved('A.1'), sealing(1))
      .when(declined('HELD', 'A.9'))
      .thenNothing();
  });
  it('is refused while a held parcel is aboard', () => {
    given(...withParcel, blocked)
      .when(seal)
      .thenRefused('TruckCommandRefused', 'BLOCKED_PARCEL');
    given(...withParcel, blocked, vacated())
      .when(seal)
      .then(sealing(), sealed(0));
    given(...withParcel, blocked, unblocked)
      .when(seal)
      .then(sealing(), sealed(1));
  });
});

describe('unsealing', () => {
  it('opens the truck at its dock', () => {
    given(...isSealed)
      .when(unseal)
      .then(unsealed);
    expect(given(...isSealed, unsealed).state).toMatchObject({ status: 'docked', sealNumber: '', dock: 'D4' });
  });
});

describe('a hold of a parcel', () => {
  it.each(['docked', 'sealing', 'sealed'])('aboard a truck that is %s blocks the truck', (status) => {
    const past =
      { docked: withParcel, sealing: [...withParcel, reserved('A.1'), sealing(1)], sealed: isSealed }[status] ?? [];
    given(...past)
      .when(asked())
      .then(blocked);
    expect(given(...past, blocked).state.blocked).toEqual([parcelId]);
  });
  it('comes too late for a truck that left with it', () => {
    given(...isGone)
      .when(asked())
      .then({ type: 'TruckHoldTooLate', truckId, parcelId });
  });
  it.each([
    ['was taken off', [...withParcel, vacated()]],
    ['was taken off before the truck left', [...withParcel, vacated(), sealing(), sealed(0), departed(0)]],
    ['was taken off and scanned again', [...withParcel, vacated(), reserved()]],
    ['left on an earlier visit', [...isGone, arrived({ visit: 2 })]],
  ])('that %s is moot and blocks nothing', (_, past) => {
    given(...past)
      .when(asked())
      .then({ type: 'TruckHoldMoot', truckId, parcelId });
  });
  it('of another visit is moot even if the parcel is aboard again', () => {
    given(...withParcel)
      .when({ ...asked(), visit: 0 })
      .then({ type: 'TruckHoldMoot', truckId, parcelId });
  });
  it('that is asked twice is answered twice and blocks once', () => {
    given(...withParcel, blocked)
      .when(asked())
      .then(blocked);
    expect(given(...withParcel, blocked, blocked).state.blocked).toEqual([parcelId]);
  });
  it('that is lifted unblocks the truck, if it was blocked', () => {
    given(...isSealed, blocked)
      .when({ type: 'ParcelUnblocked', parcelId, truckId })
      .then(unblocked);
    given(...withParcel, blocked, vacated())
      .when({ type: 'ParcelUnblocked', parcelId, truckId })
      .thenNothing();
  });
});

describe('the gate', () => {
  it('lets a sealed truck out, with one event and its parcels', () => {
    given(...isSealed)
      .when(gateOut)
      .then(departed(1), chunk([parcelId]));
    given(...open, sealing(), sealed(0))
      .when(gateOut)
      .then(departed(0));
  });
  it.each([
    ['absent', 'UNKNOWN_TRUCK'],
    ['arrived', 'NOT_SEALED'],
    ['docked', 'NOT_SEALED'],
    ['sealing', 'NOT_SEALED'],
    ['departed', 'ALREADY_DEPARTED'],
  ])('does not let out a truck that is %s', (status, reason) => {
    given(...(situations[status] ?? []))
      .when(gateOut)
      .thenRefused('GateOutRefused', reason);
  });
  it('does not let out a truck with a held parcel, and names it', () => {
    given(...isSealed, blocked)
      .when(gateOut)
      .then({ type: 'GateOutRefused', truckId, reason: 'BLOCKED_PARCEL', parcelIds: [parcelId] });
    given(...isSealed, blocked, unblocked)
      .when(gateOut)
      .then(departed(1), chunk([parcelId]));
  });
  it('names 20 held parcels at most', () => {
    const ids = Array.from({ length: 21 }, (_, i) => `A.${i}`);
    const past = [...open, ...ids.flatMap((id) => [reserved(id), entered(id)]), sealing(), sealed(21)];
    const [refusal] = given(...past, ...ids.map((id) => ({ ...blocked, parcelId: id }))).when(gateOut).events;
    expect(refusal).toMatchObject({ type: 'GateOutRefused', parcelIds: ids.slice(0, 20) });
  });
  it('tells the parcels in chunks of 500', () => {
    const ids = Array.from({ length: 1_001 }, (_, i) => `A.${i}`);
    const past = [...open, ...ids.flatMap((id) => [reserved(id), entered(id)]), sealing(), sealed(1_001)];
    given(...past)
      .when(gateOut)
      .then(
        departed(1_001),
        chunk(ids.slice(0, 500), 1, 3),
        chunk(ids.slice(500, 1_000), 2, 3),
        chunk(ids.slice(1_000), 3, 3),
      );
  });
  it('keeps the manifest for late questions until the truck comes back', () => {
    expect(given(...isGone).state).toMatchObject({ status: 'departed', manifest: [{ parcelId }] });
  });
});

describe('refusals of trucks', () => {
  it('have a sentence for every published code', () => {
    expect(GateOutRefusal.filter((code) => !(code in reasons.GateOutRefusal))).toEqual([]);
    expect(TruckRefusal.filter((code) => !(code in reasons.TruckRefusal))).toEqual([]);
    expect(UnsealReason.filter((code) => !(code in reasons.UnsealReason))).toEqual([]);
  });
});
