import type { ReopenUnit } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import type { DepartWith } from './depart-with';
import {
  bagId,
  blocked,
  chunk,
  closed,
  closing,
  containerId,
  departed,
  opened,
  packed,
  parcelId,
  reserved,
  unitDeclined,
  unitId,
  unitLoaded,
  unitOffloaded,
  vacated,
} from './loading.fixture';
import { unitDecider, type LoadUnitEvent } from './unit.decider';

const { given } = deciderSpec(unitDecider);
const aboard = [...packed(bagId), unitLoaded(bagId)];
const bagGone = [...aboard, { ...departed(1), unitId: bagId, seals: [] }];
const held = (id = parcelId) => ({ ...blocked(id), unitId: bagId });

describe('a place reserved for a unit', () => {
  it('is taken by a closed one, with all that is in it', () => {
    given(...packed(bagId))
      .when(reserved(bagId))
      .then(unitLoaded(bagId));
    expect(given(...aboard).state).toMatchObject({ status: 'closed', carriedBy: unitId, carrierVisit: 1 });
  });
  it.each<readonly [string, readonly LoadUnitEvent[]]>([
    ['UNKNOWN_UNIT', []],
    ['CONTENT_NOT_CLOSED', [opened(bagId)]],
    [
      'CONTENT_NOT_CLOSED',
      [opened(bagId), { ...reserved('A.1'), unitId: bagId }, { ...closing(1), unitId: bagId, seals: [] }],
    ],
    [
      'CONTENT_EMPTY',
      [opened(bagId), { ...closing(), unitId: bagId, seals: [] }, { ...closed(0), unitId: bagId, seals: [] }],
    ],
    ['ON_OTHER_UNIT', [...packed(bagId), unitLoaded(bagId, { carrierId: 'truck:RU-A123BC77' })]],
    ['DEPARTED', bagGone],
  ])('is declined as %s after %j', (reason, past) => {
    given(...past)
      .when(reserved(bagId))
      .thenRefused('UnitLoadDeclined', reason);
  });
  it('is declined with a held parcel in it, which is named', () => {
    given(...packed(bagId), held())
      .when(reserved(bagId))
      .then(unitDeclined(bagId, 'HELD', [parcelId]));
  });
  it('is declined with the names of 20 held parcels at most', () => {
    const ids = Array.from({ length: 21 }, (_, i) => `A.${i}`);
    given(...packed(bagId), ...ids.map(held))
      .when(reserved(bagId))
      .then(unitDeclined(bagId, 'HELD', ids.slice(0, 20)));
  });
  it('is declined by a container without a seal', () => {
    given(...packed(containerId))
      .when(reserved(containerId))
      .then(unitDeclined(containerId, 'CONTENT_NOT_SEALED'));
    given(...packed(containerId, ['SEAL1']))
      .when(reserved(containerId))
      .then(unitLoaded(containerId));
  });
  it('is taken again after it was taken off, also while its former carrier is still being asked', () => {
    given(...aboard, unitOffloaded(bagId))
      .when(reserved(bagId))
      .then(unitLoaded(bagId));
    const question = { type: 'UnitHoldAsked', unitId: bagId, carrierId: unitId, visit: 1 } as const;
    given(...aboard, { ...question, contentId: parcelId, parcelId }, unitOffloaded(bagId))
      .when(reserved(bagId))
      .then(unitLoaded(bagId));
  });
});

describe('a vacated place of a unit', () => {
  it('leaves it closed, on nothing', () => {
    given(...aboard)
      .when(vacated('OFFLOADED', bagId))
      .then(unitOffloaded(bagId));
    expect(given(...aboard, unitOffloaded(bagId)).state).toMatchObject({ status: 'closed', carriedBy: null });
  });
  it('is nothing to a unit that is not there, on another stay, or gone', () => {
    for (const past of [packed(bagId), [...packed(bagId), unitLoaded(bagId, { visit: 2 })], bagGone])
      given(...past)
        .when(vacated('OFFLOADED', bagId))
        .thenNothing();
  });
});

describe('a unit that is carried', () => {
  const reopen: ReopenUnit = { type: 'ReopenUnit', unitId: bagId, reason: 'OTHER' };
  it('is not opened before it was taken off', () => {
    given(...aboard)
      .when(reopen)
      .then({ type: 'UnitCommandRefused', unitId: bagId, command: 'REOPEN', reason: 'ABOARD' });
    given(...aboard, unitOffloaded(bagId))
      .when(reopen)
      .then({ type: 'UnitReopened', unitId: bagId, seals: [], reason: 'OTHER' });
  });
  it('takes nothing in', () => {
    given(...aboard)
      .when({ type: 'LoadContent', unitId: bagId, contentId: 'A.2', position: null })
      .thenRefused('LoadRefused', 'CLOSED');
  });
});

describe('a departure of what carries it', () => {
  const train = 'train:K9';
  const leave: DepartWith = { type: 'DepartWith', contentId: containerId, unitId: train, visit: 1, transportId: train };
  const onTrain = [...packed(containerId, ['S']), unitLoaded(containerId, { carrierId: train })];
  it('takes the unit along and goes on to what is in it', () => {
    given(...onTrain)
      .when(leave)
      .then(departed(1, { unitId: containerId, transportId: train, seals: ['S'] }), {
        ...chunk([parcelId]),
        unitId: containerId,
        transportId: train,
      });
  });
  it('is nothing to a unit that is on another one or stay, was taken off, or has left', () => {
    for (const past of [
      packed(containerId, ['S']),
      [...packed(containerId, ['S']), unitLoaded(containerId)],
      [...packed(containerId, ['S']), unitLoaded(containerId, { carrierId: train, visit: 2 })],
      [...onTrain, departed(1, { unitId: containerId, transportId: train })],
    ])
      given(...past)
        .when(leave)
        .thenNothing();
  });
});
