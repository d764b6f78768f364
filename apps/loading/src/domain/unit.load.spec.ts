import { type LoadContent, type OffloadContent, type UnitReopened } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import {
  SEAL,
  arrived,
  bagId,
  closed,
  closing,
  declined,
  departed,
  docked,
  entered,
  freed,
  loaded,
  parcelId,
  reserved,
  unitLoaded,
  unitDeclined,
  unitId,
  vacated,
} from './loading.fixture';
import { unitDecider, type LoadUnitEvent } from './unit.decider';
import { MAX_ID_CHARACTERS } from './unit.limits';

const { given } = deciderSpec(unitDecider);
const scan = (id = parcelId): LoadContent => ({ type: 'LoadContent', unitId, contentId: id, position: null });
const offload: OffloadContent = { type: 'OffloadContent', unitId, contentId: parcelId };
const reopened: UnitReopened = { type: 'UnitReopened', unitId, seals: [SEAL], reason: 'OTHER' };
/** Ready to be loaded: 1,000 g and 3 pieces at most; a parcel has 450 g. */
const open = [arrived(), docked];
const shut: readonly (readonly [string, readonly LoadUnitEvent[]])[] = [
  ['UNKNOWN_UNIT', []],
  ['NOT_OPEN', [arrived()]],
  ['CLOSED', [...open, reserved('A.1'), closing(1)]],
  ['CLOSED', [...open, closing(), closed(0)]],
  ['UNIT_DEPARTED', [...open, closing(), closed(0), departed(0)]],
];

describe('a scan', () => {
  it('reserves a place on a docked truck', () => {
    given(...open)
      .when(scan())
      .then(reserved());
    expect(given(...open, reserved()).state).toMatchObject({ reserved: [parcelId], manifest: [], massGrams: 0 });
  });
  it('reserves a place again after it was reopened', () => {
    given(...open, closing(), closed(0), reopened)
      .when(scan())
      .then(reserved());
  });
  it.each(shut)('is refused as %s after %j', (reason, past) => {
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
      .thenRefused('LoadRefused', 'UNIT_FULL');
  });
  it('is refused when no mass is left', () => {
    given(...open, reserved('A.1'), entered('A.1', { grossWeightGrams: 999 }))
      .when(scan())
      .then(reserved());
    given(...open, reserved('A.1'), entered('A.1', { grossWeightGrams: 1_000 }))
      .when(scan())
      .thenRefused('LoadRefused', 'UNIT_FULL');
  });
  it('is refused for what the unit does not carry', () => {
    given(...open)
      .when(scan('train:K9'))
      .thenRefused('LoadRefused', 'NOT_CARRIED_HERE');
    given(...open)
      .when(scan(bagId))
      .then(reserved(bagId));
  });
  it('is refused when the manifest has 5,000 entries', () => {
    const past = [
      arrived({ maxPieces: 10_000 }),
      docked,
      ...Array.from({ length: 4_999 }, (_, i) => reserved(`A.${i}`)),
    ];
    given(...past)
      .when(scan())
      .then(reserved());
    given(...past, reserved())
      .when(scan('A.5000'))
      .thenRefused('LoadRefused', 'UNIT_FULL');
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
      .thenRefused('LoadRefused', 'UNIT_FULL');
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
      manifest: [{ contentId: parcelId, grossWeightGrams: 450, pieces: 1, parcels: 1 }],
      massGrams: 450,
      pieces: 1,
      parcels: 1,
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
      .then(freed('OVER_CAPACITY', parcelId, []), vacated('OVER_CAPACITY'));
  });
  it('sends off again what exceeds the permitted pieces', () => {
    given(...open, reserved())
      .when(loaded(parcelId, { pieces: 3 }))
      .then(entered(parcelId, { pieces: 3 }));
    given(...open, reserved())
      .when(loaded(parcelId, { pieces: 4 }))
      .then(freed('OVER_CAPACITY', parcelId, []), vacated('OVER_CAPACITY'));
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

describe('the answer of a unit to be loaded', () => {
  it('enters it as one entry with all its pieces and parcels', () => {
    const of = { grossWeightGrams: 900, pieces: 3, parcels: 2 };
    given(...open, reserved(bagId))
      .when(unitLoaded(bagId, of))
      .then(entered(bagId, of));
    expect(given(...open, reserved(bagId), entered(bagId, of)).state).toMatchObject({
      massGrams: 900,
      pieces: 3,
      parcels: 2,
    });
  });
  it('frees the place when it declines, and names the parcels in the way', () => {
    given(...open, reserved(bagId))
      .when(unitDeclined(bagId, 'HELD', ['A.1', 'A.2']))
      .then(freed('HELD', bagId, ['A.1', 'A.2']));
  });
  it('sends off again what is too much', () => {
    given(...open, reserved(bagId))
      .when(unitLoaded(bagId, { pieces: 4 }))
      .then(freed('OVER_CAPACITY', bagId, []), vacated('OVER_CAPACITY', bagId));
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
  it.each(shut)('is refused as %s after %j', (reason, past) => {
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
