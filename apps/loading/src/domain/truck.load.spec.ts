import {
  LoadRefusal,
  OffloadRefusal,
  type LoadParcel,
  type OffloadParcel,
  type TruckUnsealed,
} from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { reasons } from '@alataw/values';
import {
  arrived,
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
import { truckDecider, type LoadingTruckEvent } from './truck.decider';
import { MAX_ID_CHARACTERS } from './truck.limits';

const { given } = deciderSpec(truckDecider);
const scan = (id = parcelId): LoadParcel => ({ type: 'LoadParcel', truckId, parcelId: id });
const offload: OffloadParcel = { type: 'OffloadParcel', truckId, parcelId };
const unsealed: TruckUnsealed = { type: 'TruckUnsealed', truckId, sealNumber: 'AL0012345', reason: 'OTHER' };
/** Ready to be loaded: 1,000 g and 3 pieces at most; a parcel has 450 g. */
const open = [arrived(), docked];
const closed: readonly (readonly [string, readonly LoadingTruckEvent[]])[] = [
  ['UNKNOWN_TRUCK', []],
  ['NOT_DOCKED', [arrived()]],
  ['SEALED', [...open, reserved('A.1'), sealing(1)]],
  ['SEALED', [...open, sealing(), sealed(0)]],
  ['TRUCK_DEPARTED', [...open, sealing(), sealed(0), departed(0)]],
];

describe('a scan', () => {
  it('reserves a place on a docked truck', () => {
    given(...open)
      .when(scan())
      .then(reserved());
    expect(given(...open, reserved()).state).toMatchObject({ reserved: [parcelId], manifest: [], massGrams: 0 });
  });
  it('reserves a place again after an unseal', () => {
    given(...open, sealing(), sealed(0), unsealed)
      .when(scan())
      .then(reserved());
  });
  it.each(closed)('is refused as %s after %j', (reason, past) => {
    given(...past)
      .when(scan())
      .thenRefused('LoadRefused', reason);
  });
  it('is refused when it is repeated, before and after the parcel has answered', () => {
    given(...open, reserved())
      .when(scan())
      .thenRefused('LoadRefused', 'ALREADY_RESERVED');
    given(...open, reserved(), entered())
      .when(scan())
      .thenRefused('LoadRefused', 'ALREADY_LOADED');
  });
  it('is refused when no piece is left, reserved places counted', () => {
    given(...open, reserved('A.1'), entered('A.1'), reserved('A.2'))
      .when(scan())
      .then(reserved());
    given(...open, reserved('A.1'), entered('A.1', { pieces: 2 }), reserved('A.2'))
      .when(scan())
      .thenRefused('LoadRefused', 'TRUCK_FULL');
  });
  it('is refused when no mass is left', () => {
    given(...open, reserved('A.1'), entered('A.1', { grossWeightGrams: 999 }))
      .when(scan())
      .then(reserved());
    given(...open, reserved('A.1'), entered('A.1', { grossWeightGrams: 1_000 }))
      .when(scan())
      .thenRefused('LoadRefused', 'TRUCK_FULL');
  });
  it('is refused when the manifest could not be told in one departure', () => {
    const long = (i: number): string => `LOGISTICS.${String(i).padStart(89, '0')}`;
    const count = Math.floor(MAX_ID_CHARACTERS / 99);
    const past = [
      arrived({ maxPieces: 5_000, maxMassGrams: 1e9 }),
      docked,
      ...Array.from({ length: count - 1 }, (_, i) => reserved(long(i))),
    ];
    given(...past)
      .when(scan(long(count)))
      .then(reserved(long(count)));
    given(...past, reserved(long(count)))
      .when(scan(long(count + 1)))
      .thenRefused('LoadRefused', 'TRUCK_FULL');
    given(...past, reserved(long(count)))
      .when(scan('A.1'))
      .then(reserved('A.1'));
  });
});

describe("the parcel's answer", () => {
  it('enters it in the manifest', () => {
    given(...open, reserved())
      .when(loaded())
      .then(entered());
    expect(given(...open, reserved(), entered()).state).toMatchObject({
      reserved: [],
      manifest: [{ parcelId, grossWeightGrams: 450, pieces: 1 }],
      massGrams: 450,
      pieces: 1,
    });
  });
  it('frees the place when the parcel declines, which is the refusal of the scan', () => {
    given(...open, reserved())
      .when(declined('HELD'))
      .then(freed('HELD'));
    expect(given(...open, reserved(), freed('HELD')).state.reserved).toEqual([]);
  });
  it('sends off again what exceeds the permitted mass', () => {
    given(...open, reserved())
      .when(loaded(parcelId, { grossWeightGrams: 1_000 }))
      .then(entered(parcelId, { grossWeightGrams: 1_000 }));
    given(...open, reserved())
      .when(loaded(parcelId, { grossWeightGrams: 1_001 }))
      .then(freed('OVER_CAPACITY'), vacated('OVER_CAPACITY'));
  });
  it('sends off again what exceeds the permitted pieces', () => {
    given(...open, reserved())
      .when(loaded(parcelId, { pieces: 3 }))
      .then(entered(parcelId, { pieces: 3 }));
    given(...open, reserved())
      .when(loaded(parcelId, { pieces: 4 }))
      .then(freed('OVER_CAPACITY'), vacated('OVER_CAPACITY'));
  });
  it('sends off again a parcel that no place is kept for, and leaves the manifest alone', () => {
    given(...open, reserved('A.1'), entered('A.1'))
      .when(loaded())
      .then(vacated('NOT_RESERVED'));
    expect(given(...open, reserved('A.1'), entered('A.1'), vacated('NOT_RESERVED')).state.manifest).toHaveLength(1);
    given(...open)
      .when(declined('HELD'))
      .thenNothing();
  });
});

describe('taking off', () => {
  it('vacates the place', () => {
    given(...open, reserved(), entered())
      .when(offload)
      .then(vacated());
    expect(given(...open, reserved(), entered(), vacated()).state).toMatchObject({
      manifest: [],
      massGrams: 0,
      pieces: 0,
    });
  });
  it.each(closed)('is refused as %s after %j', (reason, past) => {
    given(...past)
      .when(offload)
      .thenRefused('OffloadRefused', reason);
  });
  it('is refused while the parcel has not answered, and when it is not aboard', () => {
    given(...open, reserved())
      .when(offload)
      .thenRefused('OffloadRefused', 'UNCONFIRMED');
    given(...open)
      .when(offload)
      .thenRefused('OffloadRefused', 'NOT_ABOARD');
  });
});

describe('refusals of loading', () => {
  it('have a sentence for every published code', () => {
    expect(LoadRefusal.filter((code) => !(code in reasons.LoadRefusal))).toEqual([]);
    expect(OffloadRefusal.filter((code) => !(code in reasons.OffloadRefusal))).toEqual([]);
  });
});
