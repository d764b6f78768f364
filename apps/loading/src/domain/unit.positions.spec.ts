import { type ArriveWagon, type LoadContent, type MoveContent, type WagonArrived } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { Timetable } from '@alataw/values';
import { bagId, containerId, entered, opened, packed, reserved, unitLoaded } from './loading.fixture';
import { noRules } from './loading.rules';
import { unitDecider, type LoadUnitEvent } from './unit.decider';
import { unitDeciderUnder } from './unit.rules';

const { given } = deciderSpec(unitDecider);
const block = 'block:A';
const train = 'train:K9';
const other = 'container:TCNU1000090';
const third = 'container:MSKU0000006';
const size = { bays: 4, rows: 6, tiers: 3 };
const laidOut: LoadUnitEvent = { type: 'BlockLaidOut', unitId: block, visit: 1, ...size };
const store = (contentId: string, position: string | null, unitId = block): LoadContent => ({
  ...{ type: 'LoadContent', unitId, contentId, position },
});
const expecting = (contentId: string, position: string | null, unitId = block): LoadUnitEvent => ({
  ...reserved(contentId),
  ...{ unitId, position },
});
const standing = (contentId: string, position: string | null, unitId = block): LoadUnitEvent[] => [
  expecting(contentId, position, unitId),
  { ...entered(contentId), unitId },
];
const move = (contentId: string, position: string, unitId = block): MoveContent => ({
  ...{ type: 'MoveContent', unitId, contentId, position },
});

describe('a block of the warehouse', () => {
  it('is laid out once, within its limits', () => {
    given()
      .when({ type: 'LayOutBlock', unitId: block, ...size })
      .then(laidOut);
    given(laidOut)
      .when({ type: 'LayOutBlock', unitId: block, ...size })
      .thenRefused('UnitCommandRefused', 'ALREADY_ON_SITE');
    for (const wrong of [{ bays: 0 }, { bays: 100 }, { rows: 0 }, { tiers: 10 }, { bays: 99, rows: 99 }])
      given()
        .when({ type: 'LayOutBlock', unitId: block, ...size, ...wrong })
        .thenRefused('UnitCommandRefused', 'SIZE_INVALID');
    given()
      .when({ type: 'LayOutBlock', unitId: containerId, ...size })
      .thenRefused('UnitCommandRefused', 'NUMBER_INVALID');
  });
  it('keeps a place for a container, and no place for two', () => {
    given(laidOut).when(store(containerId, '04-06-1')).then(expecting(containerId, '04-06-1'));
    given(laidOut, expecting(containerId, '04-06-1'))
      .when(store(other, '04-06-1'))
      .thenRefused('LoadRefused', 'POSITION_TAKEN');
    given(laidOut, ...standing(containerId, '04-06-1'))
      .when(store(other, '04-06-1'))
      .thenRefused('LoadRefused', 'POSITION_TAKEN');
  });
  it.each([null, '4-6-1', '05-01-1', '01-07-1', '01-01-4', '00-01-1', '01-01-0', ''])('has no place %j', (position) => {
    given(laidOut).when(store(containerId, position)).thenRefused('LoadRefused', 'POSITION_INVALID');
  });
  it('puts a container on one that stands there, not on one that is expected', () => {
    given(laidOut).when(store(other, '01-01-2')).thenRefused('LoadRefused', 'POSITION_UNSUPPORTED');
    given(laidOut, expecting(containerId, '01-01-1'))
      .when(store(other, '01-01-2'))
      .thenRefused('LoadRefused', 'POSITION_UNSUPPORTED');
    given(laidOut, ...standing(containerId, '01-01-1'))
      .when(store(other, '01-01-2'))
      .then(expecting(other, '01-01-2'));
  });
  it('does not let a container out from under another, be it only expected', () => {
    const out = { type: 'OffloadContent', unitId: block, contentId: containerId } as const;
    const one = [laidOut, ...standing(containerId, '01-01-1')];
    given(...one, expecting(other, '01-01-2'))
      .when(out)
      .thenRefused('OffloadRefused', 'POSITION_COVERED');
    given(...one)
      .when(out)
      .then({ type: 'PlaceVacated', unitId: block, visit: 1, contentId: containerId, reason: 'OFFLOADED' });
  });
  it('has the place free again when the container declines, or is taken out', () => {
    const freed: LoadUnitEvent = {
      ...{ type: 'PlaceFreed', unitId: block, contentId: containerId, reason: 'CONTENT_NOT_CLOSED', parcelIds: [] },
    };
    const out: LoadUnitEvent = {
      ...{ type: 'PlaceVacated', unitId: block, visit: 1, contentId: containerId, reason: 'OFFLOADED' },
    };
    expect(given(laidOut, expecting(containerId, '01-01-1'), freed).state.positions).toEqual([]);
    expect(given(laidOut, ...standing(containerId, '01-01-1'), out).state.positions).toEqual([]);
  });
  it('is not closed and does not leave', () => {
    given(laidOut)
      .when({ type: 'CloseUnit', unitId: block, seals: [] })
      .thenRefused('UnitCommandRefused', 'IS_WAREHOUSE');
    given(laidOut).when({ type: 'DepartUnit', unitId: block }).thenRefused('DepartureRefused', 'NOT_A_VEHICLE');
  });
  it('takes a container with a held parcel in it, which a train does not', () => {
    const held: LoadUnitEvent = { type: 'UnitBlocked', unitId: containerId, contentId: 'A.1', parcelId: 'A.1' };
    const place = { type: 'PlaceReserved', visit: 1, contentId: containerId, position: '01-01-1' } as const;
    const past = [...packed(containerId, ['S']), held];
    expect(given(...past).when({ ...place, unitId: block }).events).toMatchObject([
      { type: 'UnitLoaded', carrierId: block },
    ]);
    given(...past)
      .when({ ...place, unitId: train })
      .thenRefused('UnitLoadDeclined', 'HELD');
  });
});

describe('moving', () => {
  const past = [laidOut, ...standing(containerId, '01-01-1'), ...standing(other, '01-02-1')];
  it('puts a container elsewhere in its block', () => {
    given(...past)
      .when(move(other, '01-01-2'))
      .then({ type: 'ContentMoved', unitId: block, contentId: other, from: '01-02-1', position: '01-01-2' });
    const moved: LoadUnitEvent = {
      ...{ type: 'ContentMoved', unitId: block, contentId: other, from: '01-02-1', position: '01-01-2' },
    };
    given(...past, moved)
      .when(move(containerId, '01-03-1'))
      .thenRefused('MoveRefused', 'POSITION_COVERED');
    given(...past, moved)
      .when(store(third, '01-02-1'))
      .then(expecting(third, '01-02-1'));
  });
  it.each([
    ['onto itself', move(containerId, '01-01-2'), 'POSITION_UNSUPPORTED'],
    ['to where another stands', move(containerId, '01-02-1'), 'POSITION_TAKEN'],
    ['to where nothing is', move(containerId, '09-02-1'), 'POSITION_INVALID'],
    ['of what is not here', move(third, '01-03-1'), 'NOT_ABOARD'],
  ] as const)('%s is refused', (_, command, reason) => {
    given(...past)
      .when(command)
      .thenRefused('MoveRefused', reason);
  });
  it('is refused where nothing has a place, while it is not confirmed, and when the unit is shut or gone', () => {
    given().when(move(containerId, '01-01-1')).thenRefused('MoveRefused', 'UNKNOWN_UNIT');
    given(opened(bagId))
      .when(move('A.1', '1', bagId))
      .thenRefused('MoveRefused', 'NO_POSITIONS');
    given(laidOut, expecting(containerId, '01-01-1'))
      .when(move(containerId, '01-02-1'))
      .thenRefused('MoveRefused', 'UNCONFIRMED');
    const closing: LoadUnitEvent = { type: 'ClosingStarted', unitId: train, seals: [], reserved: 0 };
    given(opened(train), ...standing(containerId, '1', train), closing)
      .when(move(containerId, '2', train))
      .thenRefused('MoveRefused', 'CLOSED');
  });
});

describe('a train', () => {
  const wagon = 'wagon:94123452';
  it('is made up in order: at its end, or where it is said', () => {
    given(opened(train))
      .when(store(wagon, null, train))
      .then(expecting(wagon, '1', train));
    given(opened(train), ...standing(containerId, '7', train))
      .when(store(wagon, null, train))
      .then(expecting(wagon, '8', train));
    given(opened(train), ...standing(containerId, '7', train))
      .when(store(wagon, '3', train))
      .then(expecting(wagon, '3', train));
    for (const [position, reason] of [
      ['7', 'POSITION_TAKEN'],
      ['0', 'POSITION_INVALID'],
      ['1000', 'POSITION_INVALID'],
      ['01-01-1', 'POSITION_INVALID'],
    ] as const)
      given(opened(train), ...standing(containerId, '7', train))
        .when(store(wagon, position, train))
        .thenRefused('LoadRefused', reason);
  });
  it('lets a wagon go before it leaves, and one be put elsewhere', () => {
    const past = [opened(train), ...standing(wagon, '1', train)];
    given(...past)
      .when({ type: 'OffloadContent', unitId: train, contentId: wagon })
      .then({ type: 'PlaceVacated', unitId: train, visit: 1, contentId: wagon, reason: 'OFFLOADED' });
    given(...past)
      .when(move(wagon, '5', train))
      .then({ type: 'ContentMoved', unitId: train, contentId: wagon, from: '1', position: '5' });
  });
  it('knows no places anywhere else', () => {
    given(opened(bagId))
      .when(store('A.1', '1', bagId))
      .thenRefused('LoadRefused', 'POSITION_INVALID');
  });
});

describe('a wagon', () => {
  const axleLoadGrams = new Timetable([{ from: '2000-01-01', value: 23_500_000, source: 'the test' }]);
  const { given } = deciderSpec(unitDeciderUnder({ ...noRules, axleLoadGrams }));
  const wagon = 'wagon:94123452';
  const facts = {
    ...{ unitId: wagon, carrier: 'KTZ', track: 'T1', tareGrams: 22_000_000 },
    ...{ axles: 4, loadingLengthMm: 13_300, maxMassGrams: 72_000_000 },
  };
  const arrive: ArriveWagon = { type: 'ArriveWagon', ...facts };
  const arrived: WagonArrived = { ...facts, type: 'WagonArrived', visit: 1, axleGrams: 23_500_000 };
  const NOW = { at: Date.parse('2026-11-24') };
  it('arrives empty, and carries what its axles leave of its load limit', () => {
    given().when(arrive, NOW).then(arrived);
    given()
      .when({ ...arrive, maxMassGrams: 75_000_000 }, NOW)
      .then(arrived); // 4 axles of 23.5 t, less 22 t
    deciderSpec(unitDeciderUnder(noRules))
      .given()
      .when({ ...arrive, maxMassGrams: 75_000_000 }, NOW)
      .then({ ...arrived, maxMassGrams: 75_000_000, axleGrams: 0 });
    given(arrived).when(arrive, NOW).thenRefused('UnitCommandRefused', 'ALREADY_ON_SITE');
  });
  it.each([
    { axles: 1 },
    { axles: 17 },
    { tareGrams: 0 },
    { loadingLengthMm: 0 },
    { maxMassGrams: 0 },
    { tareGrams: 94_000_000 },
  ])('with %j is none', (wrong) => {
    given()
      .when({ ...arrive, ...wrong }, NOW)
      .thenRefused('UnitCommandRefused', 'WAGON_INVALID');
  });
  it('bears a number with its check digit', () => {
    given()
      .when({ ...arrive, unitId: 'wagon:94123453' }, NOW)
      .thenRefused('UnitCommandRefused', 'NUMBER_INVALID');
  });
  const on = (contentId: string) => ({ ...unitLoaded(contentId), carrierId: wagon });
  it('takes containers as long as there is length, and mass', () => {
    const twenty = { ...on(containerId), lengthMm: 6_058, grossWeightGrams: 30_000_000 };
    const past = [arrived, expecting(containerId, null, wagon)];
    const first = { ...entered(containerId, { lengthMm: 6_058, grossWeightGrams: 30_000_000 }), unitId: wagon };
    given(...past)
      .when(twenty)
      .then(first);
    const more = [...past, first, expecting(other, null, wagon)];
    given(...more)
      .when({ ...twenty, unitId: other })
      .then({ ...first, contentId: other });
    for (const [change, reason] of [
      [{ lengthMm: 12_192 }, 'OVER_LENGTH'],
      [{ grossWeightGrams: 42_000_001 }, 'OVER_CAPACITY'],
    ] as const)
      given(...more)
        .when({ ...twenty, unitId: other, ...change })
        .then(
          { type: 'PlaceFreed', unitId: wagon, contentId: other, reason, parcelIds: [] },
          { type: 'PlaceVacated', unitId: wagon, visit: 1, contentId: other, reason },
        );
  });
});

describe('a container', () => {
  const place = {
    type: 'PlaceReserved',
    unitId: 'wagon:94123452',
    visit: 1,
    contentId: containerId,
    position: null,
  } as const;
  const sized = (of: object) => [opened(containerId, of), ...packed(containerId, ['S']).slice(1)];
  it('tells its mass with its own, and its length', () => {
    given(...sized({ sizeType: '45G1', tareGrams: 3_800_000 }))
      .when(place)
      .then(unitLoaded(containerId, { carrierId: place.unitId, grossWeightGrams: 3_800_450, lengthMm: 12_192 }));
  });
  it('stands on no wagon while its size is not known', () => {
    given(...sized({}))
      .when(place)
      .thenRefused('UnitLoadDeclined', 'SIZE_UNKNOWN');
  });
  it('is opened with a code that there is, and nothing else has one', () => {
    const open = {
      type: 'OpenUnit',
      carrier: 'KTZ',
      place: 'Y1',
      maxMassGrams: 1,
      maxPieces: 1,
      maxVolumeCm3: null,
      tareGrams: null,
    } as const;
    given()
      .when({ ...open, unitId: containerId, sizeType: '52G1' })
      .thenRefused('UnitCommandRefused', 'SIZE_INVALID');
    given()
      .when({ ...open, unitId: bagId, sizeType: '22G1' })
      .thenRefused('UnitCommandRefused', 'SIZE_INVALID');
    given()
      .when({ ...open, unitId: containerId, sizeType: null, tareGrams: -1 })
      .thenRefused('UnitCommandRefused', 'SIZE_INVALID');
    given()
      .when({ ...open, unitId: containerId, sizeType: '22G1' })
      .then(opened(containerId, { carrier: 'KTZ', place: 'Y1', maxMassGrams: 1, maxPieces: 1, sizeType: '22G1' }));
  });
});
