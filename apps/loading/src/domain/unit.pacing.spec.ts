import type { ContinueDeparture, DepartureChunk, DepartUnit } from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import {
  arrived,
  asked,
  bagId,
  chunk,
  closed,
  closing,
  departed,
  docked,
  entered,
  loaded,
  opened,
  packed,
  reserved,
  unitId,
  unitLoaded,
} from './loading.fixture';
import { unitDecider } from './unit.decider';

const { given } = deciderSpec(unitDecider);
const leave: DepartUnit = { type: 'DepartUnit', unitId };
const LEFT_AT = 5_000;
const goOn = (namedAt: number, unit = unitId): ContinueDeparture => ({
  ...{ type: 'ContinueDeparture', unitId: unit, namedAt },
});
const idsOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `A.${i}`);
/** A truck with so many parcels, sealed. */
const sealedWith = (ids: readonly string[], parcels = 1) => [
  ...[arrived(), docked],
  ...ids.flatMap((id) => [reserved(id), entered(id, { parcels })]),
  ...[closing(), closed(ids.length)],
];
const ids = idsOf(501);
const gone = [...sealedWith(ids), at(LEFT_AT, departed(501)), at(LEFT_AT, chunk(ids.slice(0, 250), 251))];
const NAMED_AT = LEFT_AT + 1; // each chunk has a time of its own

describe('a departure', () => {
  it('tells 250 parcels at once, and the others when its time comes', () => {
    given(...sealedWith(ids))
      .when(leave)
      .then(departed(501), chunk(ids.slice(0, 250), 251));
    given(...gone)
      .when(goOn(NAMED_AT))
      .then(chunk(ids.slice(250, 500), 1));
    const more = [...gone, at(6_000, chunk(ids.slice(250, 500), 1))];
    given(...more)
      .when(goOn(6_000))
      .then(chunk(ids.slice(500)));
  });
  it('of a small load is told at once', () => {
    given(...sealedWith(idsOf(250)))
      .when(leave)
      .then(departed(250), chunk(idsOf(250)));
    expect(given(...sealedWith(idsOf(1)), departed(1), chunk(idsOf(1))).state).toMatchObject({ named: 1 });
  });
  it('counts the parcels in what is carried, and takes one content at least', () => {
    const bags = idsOf(3);
    const left = { ...departed(3), parcels: 300 };
    given(...sealedWith(bags, 100))
      .when(leave)
      .then(left, chunk(bags.slice(0, 2), 1));
    given(...sealedWith(bags, 1_000))
      .when(leave)
      .then({ ...left, parcels: 3_000 }, chunk(bags.slice(0, 1), 2));
  });
  it('of a unit that is carried goes on in the same way, in the name of the vehicle', () => {
    const bag = { unitId: bagId, seals: [] };
    const past = [
      opened(bagId, { maxPieces: 5_000, maxVolumeCm3: null, maxMassGrams: 1e9 }),
      ...ids.flatMap((id) => [
        { ...reserved(id), unitId: bagId },
        { ...entered(id), unitId: bagId },
      ]),
      ...[{ ...closing(), ...bag }, { ...closed(501), ...bag }, unitLoaded(bagId)],
    ];
    const first: DepartureChunk = { ...chunk(ids.slice(0, 250), 251), unitId: bagId };
    given(...past)
      .when({ type: 'DepartWith', contentId: bagId, unitId, visit: 1, transportId: unitId })
      .then({ ...departed(501), ...bag }, first);
    given(...past, at(LEFT_AT, { ...departed(501), ...bag }), first)
      .when(goOn(NAMED_AT, bagId))
      .then({ ...chunk(ids.slice(250, 500), 1), unitId: bagId });
  });
});

describe('the word to go on', () => {
  it('counts once: after another chunk, or when all is told, it is refused', () => {
    given(...gone)
      .when(goOn(NAMED_AT - 1))
      .thenRefused('UnitCommandRefused', 'NOT_DUE');
    given(...gone, at(6_000, chunk(ids.slice(250, 500), 1)))
      .when(goOn(NAMED_AT))
      .thenRefused('UnitCommandRefused', 'NOT_DUE');
    given(...sealedWith(idsOf(1)), at(LEFT_AT, departed(1)), at(LEFT_AT, chunk(idsOf(1))))
      .when(goOn(NAMED_AT))
      .thenRefused('UnitCommandRefused', 'NOT_DUE');
    given(...sealedWith(ids))
      .when(goOn(0))
      .thenRefused('UnitCommandRefused', 'NOT_DUE');
    given().when(goOn(0)).thenRefused('UnitCommandRefused', 'NOT_DUE');
  });
  it('finds another time after every chunk, if they came at once or the clock went back', () => {
    const state = given(...gone, at(LEFT_AT - 9, chunk(ids.slice(250, 500), 1))).state;
    expect(state).toMatchObject({ named: 500, namedAt: NAMED_AT + 1 });
  });
});

describe('a hold that comes too late', () => {
  const last = ids[500]!;
  const early = chunk([last], 250);
  const tooLate = { type: 'UnitHoldTooLate', unitId, contentId: last, parcelId: last } as const;
  it('has the parcel told before it is answered, if it was not yet', () => {
    given(...gone)
      .when(asked('HOLD', last))
      .then(early, tooLate);
    given(...gone, early)
      .when(asked('HOLD', last))
      .then(tooLate);
    given(...gone)
      .when(asked('HOLD', ids[0]))
      .then({ ...tooLate, contentId: ids[0]!, parcelId: ids[0]! });
  });
  it('has it told once: the chunk whose turn it is leaves it out', () => {
    const state = given(...gone, early).state;
    expect(state).toMatchObject({ named: 250, namedEarly: [last] });
    given(...gone, early)
      .when(goOn(state.namedAt))
      .then(chunk(ids.slice(250, 500)));
    expect(given(...gone, early, chunk(ids.slice(250, 500))).state).toMatchObject({ named: 501, namedEarly: [] });
  });
});

describe('a unit of which not everything knows that it left', () => {
  it('is not used again', () => {
    const permitted = { carrier: 'KAZPOST', maxMassGrams: 1_000, maxPieces: 3, maxVolumeCm3: null };
    given(...gone)
      .when({ type: 'ArriveTruck', unitId, ...permitted })
      .thenRefused('UnitCommandRefused', 'DEPARTING');
    given(...packed(bagId), unitLoaded(bagId), { ...departed(1), unitId: bagId, seals: [] })
      .when({ type: 'OpenUnit', unitId: bagId, place: 'S2', sizeType: null, tareGrams: null, ...permitted })
      .thenRefused('UnitCommandRefused', 'DEPARTING');
  });
  it('takes nothing more', () => {
    given(...gone)
      .when(loaded('A.900'))
      .then({ type: 'PlaceVacated', unitId, visit: 1, contentId: 'A.900', reason: 'NOT_RESERVED' });
  });
});
