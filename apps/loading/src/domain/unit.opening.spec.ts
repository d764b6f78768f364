import type { OpenUnit } from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { bagId, chunk, departed, opened, packed, parcelId, unitId, unitLoaded } from './loading.fixture';
import { unitDecider } from './unit.decider';

const { given } = deciderSpec(unitDecider);
const open: OpenUnit = {
  type: 'OpenUnit',
  unitId: bagId,
  carrier: 'KAZPOST',
  place: 'S2',
  maxMassGrams: 1_000,
  maxPieces: 3,
  maxVolumeCm3: null,
  sizeType: null,
  tareGrams: null,
};
const left = [
  { ...departed(1), unitId: bagId, seals: [] },
  { ...chunk([parcelId]), unitId: bagId },
];
const gone = [...packed(bagId), unitLoaded(bagId), ...left];

describe('opening a unit', () => {
  it('makes it ready to be loaded, where it stands', () => {
    given().when(open).then(opened(bagId));
    expect(given(at(17, opened(bagId))).state).toMatchObject({
      kind: 'bag',
      status: 'open',
      place: 'S2',
      carriedBy: null,
      since: 17,
    });
  });
  it.each([
    ['a check digit that is wrong', 'container:CSQU3054384'],
    ['an SSCC that is none', 'bag:106141411928374658'],
    ['no number', 'pallet:'],
    ['a kind that there is not', 'crate:A1'],
    ['a truck, which arrives', 'truck:KZ-123ABC02'],
  ])('is refused for %s', (_, unitId) => {
    given()
      .when({ ...open, unitId })
      .thenRefused('UnitCommandRefused', 'NUMBER_INVALID');
  });
  it('of a truck is its arrival, and of nothing else', () => {
    const arrive = {
      type: 'ArriveTruck',
      carrier: 'KAZPOST',
      maxMassGrams: 1_000,
      maxPieces: 3,
      maxVolumeCm3: null,
    } as const;
    for (const unitId of [bagId, 'truck:??', 'KZ-123ABC02'])
      given()
        .when({ ...arrive, unitId })
        .thenRefused('UnitCommandRefused', 'NUMBER_INVALID');
  });
  it.each([[[opened(bagId)]], [packed(bagId)], [[...packed(bagId), unitLoaded(bagId)]]])(
    'is refused while it is in use: %j',
    (past) => {
      given(...past)
        .when(open)
        .then({ type: 'UnitCommandRefused', unitId: bagId, command: 'OPEN', reason: 'ALREADY_ON_SITE' });
    },
  );
  it.each([{ maxMassGrams: 0 }, { maxPieces: 0, maxVolumeCm3: null }, { maxPieces: 5_000_001, maxVolumeCm3: null }])(
    'with %j is refused',
    (changes) => {
      given()
        .when({ ...open, ...changes })
        .thenRefused('UnitCommandRefused', 'CAPACITY');
    },
  );
  it('of one that left is its next use, on nothing and with nothing in it', () => {
    given(...gone)
      .when(open)
      .then(opened(bagId, { visit: 2 }));
    expect(given(...gone, opened(bagId, { visit: 2 })).state).toMatchObject({
      status: 'open',
      visit: 2,
      manifest: [],
      massGrams: 0,
      carriedBy: null,
    });
  });
  it('of one that left waits until what carried it has answered every hold', () => {
    const about = { unitId: bagId, contentId: parcelId, parcelId };
    const question = { type: 'UnitHoldAsked', ...about, carrierId: unitId, visit: 1 } as const;
    const asking = [...packed(bagId), unitLoaded(bagId), question, ...left];
    given(...asking)
      .when(open)
      .thenRefused('UnitCommandRefused', 'HOLD_PENDING');
    given(...asking, { type: 'UnitHoldTooLate', ...about })
      .when(open)
      .then(opened(bagId, { visit: 2 }));
  });
  it('makes a late departure with an earlier carrier none of its business', () => {
    const { unitId, visit, transportId } = chunk([bagId]);
    given(...gone, opened(bagId, { visit: 2 }))
      .when({ type: 'DepartWith', contentId: bagId, unitId, visit, transportId })
      .thenNothing();
  });
});
