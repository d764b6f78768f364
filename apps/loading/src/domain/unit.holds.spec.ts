import type { UnitBlocked, UnitHoldAsked, UnitHoldMoot, UnitHoldTooLate, UnitUnblocked } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import {
  arrived,
  asked,
  bagId,
  blocked,
  chunk,
  docked,
  departed,
  entered,
  opened,
  packed,
  parcelId,
  reserved,
  unitId,
  unitLoaded,
  unitOffloaded,
  vacated,
} from './loading.fixture';
import { unitDecider } from './unit.decider';

const { given } = deciderSpec(unitDecider);
/** The parcel's question to the bag that it is in. */
const question = { ...asked(), unitId: bagId };
/** What the bag says about it, to the parcel and to the truck. */
const about = { unitId: bagId, contentId: parcelId, parcelId };
const up: UnitHoldAsked = { type: 'UnitHoldAsked', ...about, carrierId: unitId, visit: 1 };
const bagBlocked: UnitBlocked = { type: 'UnitBlocked', ...about };
const bagTooLate: UnitHoldTooLate = { type: 'UnitHoldTooLate', ...about };
const bagMoot: UnitHoldMoot = { type: 'UnitHoldMoot', ...about };
/** What the truck says about it to the bag. */
const truckAbout = { unitId, contentId: bagId, parcelId };
const truckBlocked: UnitBlocked = { type: 'UnitBlocked', ...truckAbout };
const truckTooLate: UnitHoldTooLate = { type: 'UnitHoldTooLate', ...truckAbout };
const truckMoot: UnitHoldMoot = { type: 'UnitHoldMoot', ...truckAbout };

const aboard = [...packed(bagId), unitLoaded(bagId)];
const bagGone = [
  { ...departed(1), unitId: bagId, seals: [] },
  { ...chunk([parcelId]), unitId: bagId },
];

describe('a question about a parcel, at a unit that is carried', () => {
  it('is asked on, and nothing is blocked yet', () => {
    given(...aboard)
      .when(question)
      .then(up);
    expect(given(...aboard, up).state).toMatchObject({ blocked: [], asked: [{ parcelId, contentId: parcelId }] });
  });
  it('is answered by the unit itself when nothing carries it', () => {
    given(...packed(bagId))
      .when(question)
      .then(bagBlocked);
    given(...aboard, unitOffloaded(bagId))
      .when(question)
      .then(bagBlocked);
  });
  it('comes too late when the unit has left', () => {
    given(...aboard, ...bagGone)
      .when(question)
      .then(bagTooLate);
  });
  it('is moot for a parcel that is not in it, or of an earlier use', () => {
    given(...aboard)
      .when({ ...question, parcelId: 'A.9' })
      .then({ ...bagMoot, contentId: 'A.9', parcelId: 'A.9' });
    given(...aboard, ...bagGone, opened(bagId, { visit: 2 }))
      .when(question)
      .then(bagMoot);
  });
});

describe('a question from a unit to its carrier', () => {
  const withBag = [arrived(), docked, reserved(bagId), entered(bagId)];
  it('blocks the carrier by the name of the parcel, and of what it is in', () => {
    given(...withBag)
      .when(up)
      .then(truckBlocked);
    expect(given(...withBag, truckBlocked).state.blocked).toEqual([{ parcelId, contentId: bagId }]);
  });
  it('is moot when the unit was taken off, or on another stay', () => {
    given(...withBag, vacated('OFFLOADED', bagId))
      .when(up)
      .then(truckMoot);
    given(...withBag)
      .when({ ...up, visit: 0 })
      .then(truckMoot);
  });
  it('blocks no longer when the unit is taken off', () => {
    expect(given(...withBag, truckBlocked, vacated('OFFLOADED', bagId)).state.blocked).toEqual([]);
  });
});

describe('the answer of the carrier', () => {
  it('blocks the unit, which tells the parcel', () => {
    given(...aboard, up)
      .when(truckBlocked)
      .then(bagBlocked);
    expect(given(...aboard, up, bagBlocked).state).toMatchObject({
      asked: [],
      blocked: [{ parcelId, contentId: parcelId }],
    });
  });
  it('makes it too late when the unit left with its carrier', () => {
    given(...aboard, up, ...bagGone)
      .when(truckTooLate)
      .then(bagTooLate);
    expect(given(...aboard, up, ...bagGone, bagTooLate).state.asked).toEqual([]);
  });
  it('that it is moot leaves it to the unit, which was taken off', () => {
    given(...aboard, up, unitOffloaded(bagId))
      .when(truckMoot)
      .then(bagBlocked);
  });
  it('that it is moot is asked on to the unit that carries it now', () => {
    const other = 'truck:RU-A123BC77';
    given(...aboard, up, unitOffloaded(bagId), unitLoaded(bagId, { carrierId: other, visit: 4 }))
      .when(truckMoot)
      .then({ ...up, carrierId: other, visit: 4 });
  });
  it('that it is moot is passed on when the parcel was taken out meanwhile', () => {
    given(...aboard, up, unitOffloaded(bagId), { ...vacated(), unitId: bagId })
      .when(truckMoot)
      .then(bagMoot);
  });
  it.each([truckBlocked, truckTooLate, truckMoot])('is heard once: %j', (answer) => {
    given(...aboard)
      .when(answer)
      .thenNothing();
    given(...aboard, up, bagBlocked)
      .when(answer)
      .thenNothing();
  });
});

describe('a lifted hold', () => {
  const unblocked: UnitUnblocked = {
    type: 'UnitUnblocked',
    unitId: bagId,
    contentId: parcelId,
    parcelId,
    carrierId: unitId,
  };
  it('is told to whatever carries the unit', () => {
    given(...aboard, up, bagBlocked)
      .when({ type: 'ParcelUnblocked', parcelId, unitId: bagId })
      .then(unblocked);
    given(...packed(bagId), bagBlocked)
      .when({ type: 'ParcelUnblocked', parcelId, unitId: bagId })
      .then({ ...unblocked, carrierId: null });
  });
  it('is told on with the last part of a parcel, where a unit has several', () => {
    const other = 'pallet:P1';
    const inOther: UnitBlocked = { type: 'UnitBlocked', unitId: bagId, contentId: other, parcelId };
    const asking: UnitHoldAsked = {
      ...{ type: 'UnitHoldAsked', unitId: bagId, carrierId: unitId, visit: 1, contentId: other, parcelId },
    };
    for (const also of [inOther, asking]) {
      given(...aboard, up, bagBlocked, also)
        .when({ type: 'ParcelUnblocked', parcelId, unitId: bagId })
        .then({ ...unblocked, carrierId: null });
      const { blocked: left, asked: open } = given(...aboard, up, bagBlocked, also, {
        ...unblocked,
        carrierId: null,
      }).state;
      expect([...left, ...open]).toEqual([{ parcelId, contentId: other }]);
    }
    given(...aboard, bagBlocked, inOther, { ...unblocked, carrierId: null })
      .when({ ...unblocked, unitId: other, carrierId: bagId })
      .then({ ...unblocked, contentId: other });
  });
  it('unblocks the carrier, too', () => {
    given(arrived(), docked, reserved(bagId), entered(bagId), blocked(parcelId, bagId))
      .when(unblocked)
      .then({ type: 'UnitUnblocked', unitId, contentId: bagId, parcelId, carrierId: null });
  });
  it('is nothing to a unit that is not blocked, or to no unit', () => {
    given(...aboard)
      .when({ type: 'ParcelUnblocked', parcelId, unitId: bagId })
      .thenNothing();
    given(...aboard, bagBlocked)
      .when({ ...unblocked, carrierId: null })
      .thenNothing();
  });
});
