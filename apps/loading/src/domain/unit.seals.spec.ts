import type {
  ApplySeal,
  ReplaceSeal,
  SealAlarmRaised,
  SealApplied,
  SealAsked,
  SealBroken,
  SealRefused,
  VerifySeal,
} from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import {
  SEAL,
  arrived,
  bagId,
  closed,
  closing,
  containerId,
  departed,
  docked,
  entered,
  packed,
  reserved,
  unitDeclined,
  unitId,
  unitLoaded,
} from './loading.fixture';
import { unitDecider, type LoadUnitEvent } from './unit.decider';

const { given } = deciderSpec(unitDecider);
const ID = 'seal:CNCUSTOMS:AL7';
const NEXT = 'seal:CNCUSTOMS:AL8';
const about = (sealId: string) => ({ unitId, visit: 1, sealId });
const nobody = { carrierId: null, carrierVisit: 0 } as const;

const apply = (number = 'AL7', of: Partial<ApplySeal> = {}): ApplySeal => ({
  ...{ type: 'ApplySeal', unitId, issuer: 'CNCUSTOMS', number, sealClass: 'H', ...of },
});
const asked = (sealId = ID, of: Partial<SealAsked> = {}): SealAsked => ({
  ...{ type: 'SealAsked', ...about(sealId), sealClass: 'H', replaces: null, reason: null, ...of },
});
const taken = (sealId = ID, visit = 1) => ({ type: 'SealTaken', ...about(sealId), visit, sealClass: 'H' }) as const;
const denied = { type: 'SealDeclined', ...about(ID), usedBy: 'truck:RU-2' } as const;
const applied = (sealId = ID, of: Partial<SealApplied> = {}): SealApplied => ({
  ...{ type: 'SealApplied', ...about(sealId), sealClass: 'H', replaces: null, ...nobody, ...of },
});
const refused = (reason: SealRefused['reason'], sealId = ID): SealRefused => ({
  ...{ type: 'SealRefused', unitId, sealId, reason },
});
const verify = (finding: VerifySeal['finding'], sealId = ID): VerifySeal => ({
  ...{ type: 'VerifySeal', unitId, sealId, finding, remark: null },
});
const verified = (sealId = ID) => ({ type: 'SealVerified', ...about(sealId), remark: null }) as const;
const broken = (sealId = ID, of: Partial<SealBroken> = {}): SealBroken => ({
  ...{ type: 'SealBroken', ...about(sealId), finding: 'DAMAGED', remark: null, ...nobody, ...of },
});
const replace = (sealId = ID): ReplaceSeal => ({
  ...{ type: 'ReplaceSeal', unitId, sealId, issuer: 'CNCUSTOMS', number: 'AL8', sealClass: 'H', reason: 'EXAMINED' },
});
const remove = (sealId: string) => ({ type: 'RemoveSeal', unitId, sealId, reason: 'CUSTOMS_ORDER' }) as const;
const gateOut = { type: 'DepartUnit', unitId } as const;

/** A truck with one parcel, closed without a seal, or with one that was told at the closing. */
const open = [arrived(), docked, reserved(), entered()] as const;
const bare = [...open, { ...closing(), seals: [] }, { ...closed(1), seals: [] }] as const;
const told = [...open, closing(), closed(1)] as const;
const sealed = [...bare, asked(), applied()] as const;
const mending = [...sealed, broken(), asked(NEXT, { replaces: ID, reason: 'EXAMINED' })] as const;
const standing = (...past: readonly LoadUnitEvent[]) =>
  given(...past).state.seals.map(({ sealId, status }) => `${sealId} ${status}`);

describe('a seal that is put on', () => {
  it('is asked of the register, and is on the unit once that has answered', () => {
    given(...bare)
      .when(apply())
      .then(asked());
    expect(standing(...bare, asked())).toEqual([`${ID} asked`]);
    given(...bare, asked())
      .when(taken())
      .then(applied());
    expect(standing(...sealed)).toEqual([`${ID} applied`]);
  });
  it('is not on the unit when its number was used', () => {
    given(...bare, asked())
      .when(denied)
      .then(refused('SEAL_USED'));
    expect(standing(...bare, asked(), refused('SEAL_USED'))).toEqual([]);
  });
  it('is one of several, eight at most', () => {
    given(...told)
      .when(apply())
      .then(asked());
    const others = Array.from({ length: 7 }, (_, n) => asked(`seal:KZ:${n}`));
    given(...told, ...others.slice(1))
      .when(apply())
      .then(asked());
    given(...told, ...others)
      .when(apply())
      .then(refused('TOO_MANY'));
  });
  it.each([
    ['UNKNOWN_UNIT', []],
    ['NOT_CLOSED', open],
    ['ALREADY_DEPARTED', [...told, departed(1)]],
    ['SEAL_PENDING', [...bare, asked()]],
    ['SEAL_USED', sealed],
  ] as const)('is refused as %s after %j', (reason, past) => {
    given(...past)
      .when(apply())
      .then(refused(reason));
  });
  it('is refused on what bears none, and when its number is none', () => {
    given(...packed(bagId))
      .when(apply('AL7', { unitId: bagId }))
      .then({ ...refused('NOT_SEALABLE'), unitId: bagId });
    given(...bare)
      .when(apply('al7'))
      .then(refused('NUMBER_INVALID', 'seal:CNCUSTOMS:al7'));
  });
  it('is nothing to a unit that has left, or is used again, when the register answers', () => {
    given(...told, asked(), departed(1))
      .when(taken())
      .thenNothing();
    given(...bare, asked())
      .when(taken(ID, 2))
      .thenNothing();
    given(...sealed)
      .when(taken())
      .thenNothing();
    given(...sealed)
      .when(denied)
      .thenNothing();
  });
  it('lets a truck leave that was closed without one', () => {
    given(...bare)
      .when(gateOut)
      .thenRefused('DepartureRefused', 'NOT_SEALED');
    given(...bare, asked())
      .when(gateOut)
      .thenRefused('DepartureRefused', 'SEAL_PENDING');
    expect(given(...sealed).when(gateOut).events[0]).toMatchObject({ type: 'UnitDeparted', seals: [ID] });
    given(...told, asked())
      .when(gateOut)
      .thenRefused('DepartureRefused', 'SEAL_PENDING');
  });
  it('keeps the unit closed while its number is asked for', () => {
    given(...told, asked())
      .when({ type: 'ReopenUnit', unitId, reason: 'OTHER' })
      .thenRefused('UnitCommandRefused', 'SEAL_PENDING');
  });
});

describe('a seal that somebody looks at', () => {
  it('is verified when it is as it was applied, again and again', () => {
    given(...sealed)
      .when(verify('INTACT'))
      .then(verified());
    given(...sealed, verified())
      .when(verify('INTACT'))
      .then(verified());
    given(...told)
      .when(verify('INTACT', SEAL))
      .then(verified(SEAL));
    expect(standing(...sealed, verified())).toEqual([`${ID} verified`]);
  });
  it('is broken when it is not, and stops the truck for as long as it is', () => {
    given(...sealed, verified())
      .when(verify('DAMAGED'))
      .then(broken());
    expect(standing(...sealed, broken())).toEqual([`${ID} broken`]);
    given(...sealed, broken())
      .when(gateOut)
      .thenRefused('DepartureRefused', 'SEAL_BROKEN');
    given(...sealed, broken())
      .when(verify('INTACT'))
      .then(refused('SEAL_BROKEN'));
    given(...sealed, broken())
      .when(verify('MISSING'))
      .then(refused('SEAL_BROKEN'));
  });
  it.each([
    ['NOT_ON_UNIT', bare],
    ['SEAL_PENDING', [...bare, asked()]],
    ['SEAL_PENDING', mending],
    ['UNKNOWN_UNIT', []],
  ] as const)('is refused as %s after %j', (reason, past) => {
    given(...past)
      .when(verify('INTACT'))
      .then(refused(reason));
  });
});

describe('a seal that is replaced', () => {
  it('is on the unit until the new one is, which ends what was broken', () => {
    given(...sealed, broken())
      .when(replace())
      .then(asked(NEXT, { replaces: ID, reason: 'EXAMINED' }));
    given(...mending)
      .when(gateOut)
      .thenRefused('DepartureRefused', 'SEAL_BROKEN');
    given(...mending)
      .when(taken(NEXT))
      .then(applied(NEXT, { replaces: ID }));
    expect(standing(...mending, applied(NEXT, { replaces: ID }))).toEqual([`${NEXT} applied`]);
    expect(given(...mending, applied(NEXT, { replaces: ID })).when(gateOut).events[0]?.type).toBe('UnitDeparted');
  });
  it('stays when the number of the new one was used', () => {
    const declined = { ...denied, sealId: NEXT };
    given(...mending)
      .when(declined)
      .then(refused('SEAL_USED', NEXT));
    expect(standing(...mending, refused('SEAL_USED', NEXT))).toEqual([`${ID} broken`]);
  });
  it('is refused when it is not there, or is being replaced already', () => {
    given(...told)
      .when(replace())
      .then(refused('NOT_ON_UNIT'));
    given(...mending)
      .when(replace())
      .then(refused('SEAL_PENDING'));
  });
});

describe('a seal that is taken off', () => {
  it('leaves the others where they are', () => {
    given(...told, asked(), applied())
      .when(remove(ID))
      .then({ type: 'SealRemoved', ...about(ID), reason: 'CUSTOMS_ORDER' });
    expect(
      standing(...told, asked(), applied(), { type: 'SealRemoved', ...about(ID), reason: 'CUSTOMS_ORDER' }),
    ).toEqual([`${SEAL} applied`]);
  });
  it('opens the unit when it is the last one, broken or not', () => {
    const reopened = { type: 'UnitReopened', unitId, seals: [ID], reason: 'CUSTOMS_ORDER' } as const;
    given(...sealed)
      .when(remove(ID))
      .then(reopened);
    given(...sealed, broken())
      .when(remove(ID))
      .then(reopened);
    expect(given(...sealed, reopened).state).toMatchObject({ status: 'open', seals: [] });
  });
  it('is refused when it is broken and others would let the truck go', () => {
    given(...told, asked(), applied(), broken())
      .when(remove(ID))
      .then(refused('SEAL_BROKEN'));
  });
  it('is refused on a unit that another carries, when it is the last one', () => {
    const container = { unitId: containerId };
    given(...packed(containerId, ['S']), unitLoaded(containerId))
      .when({ ...remove('S'), ...container })
      .thenRefused('UnitCommandRefused', 'ABOARD');
  });
});

describe('a broken seal of a unit in another', () => {
  const box = { unitId: containerId };
  const raised: SealAlarmRaised = {
    ...{ type: 'SealAlarmRaised', unitId, contentId: containerId, sealedId: containerId, ...nobody },
  };
  const onTruck = [arrived(), docked, reserved(containerId), entered(containerId)] as const;
  const boxBroken = broken('S', { ...box, carrierId: unitId, carrierVisit: 1 });
  const stowed = [...packed(containerId, ['S']), unitLoaded(containerId)] as const;

  it('is told to what carries it, and again when the last one is mended', () => {
    given(...stowed)
      .when({ ...verify('DAMAGED', 'S'), ...box })
      .then(boxBroken);
    const mended = { ...box, replaces: 'S', reason: 'EXAMINED' } as const;
    given(...stowed, boxBroken, asked(NEXT, mended))
      .when({ ...taken(NEXT), ...box })
      .then(applied(NEXT, { ...box, replaces: 'S', carrierId: unitId, carrierVisit: 1 }));
    given(...stowed, asked(NEXT, mended))
      .when({ ...taken(NEXT), ...box })
      .then(applied(NEXT, { ...box, replaces: 'S' }));
  });
  it('stops what carries it, which tells on', () => {
    given(...onTruck)
      .when(boxBroken)
      .then(raised);
    given(...onTruck, closing(), closed(1), raised)
      .when(gateOut)
      .thenRefused('DepartureRefused', 'SEAL_BROKEN');
    given(...packed(containerId, ['S']), unitLoaded(containerId))
      .when({ ...raised, unitId: bagId, contentId: bagId, carrierId: containerId, carrierVisit: 1 })
      .thenNothing(); // it is not in it
    const pallet = 'bag:P1';
    given({ ...packed(containerId, ['S'])[0] }, { ...reserved(pallet), ...box }, { ...entered(pallet), ...box })
      .when({
        ...raised,
        unitId: pallet,
        contentId: 'bag:B1',
        sealedId: 'bag:B1',
        carrierId: containerId,
        carrierVisit: 1,
      })
      .then({ ...raised, ...box, contentId: pallet, sealedId: 'bag:B1' });
  });
  it('is heard once, and not by one that has put it off, has left, or is used again', () => {
    given(...onTruck, raised)
      .when(boxBroken)
      .thenNothing();
    given(arrived(), docked).when(boxBroken).thenNothing();
    given(...onTruck)
      .when({ ...boxBroken, carrierVisit: 2 })
      .thenNothing();
    given(...onTruck, closing(), closed(1), departed(1))
      .when(boxBroken)
      .thenNothing();
  });
  it('ends when it is mended, or the unit is put off', () => {
    const mended = applied(NEXT, { ...box, carrierId: unitId, carrierVisit: 1 });
    given(...onTruck, raised)
      .when(mended)
      .then({ ...raised, type: 'SealAlarmCleared' });
    given(...onTruck)
      .when(mended)
      .thenNothing();
    expect(given(...onTruck, raised, { ...raised, type: 'SealAlarmCleared' }).state.alarms).toEqual([]);
    const off = { type: 'PlaceVacated', unitId, visit: 1, contentId: containerId, reason: 'OFFLOADED' } as const;
    expect(given(...onTruck, raised, off).state.alarms).toEqual([]);
  });
  it('keeps the unit from being loaded, but not from being stored', () => {
    const shut = [...packed(containerId, ['S']), broken('S', box)];
    given(...shut)
      .when({ ...reserved(containerId) })
      .then(unitDeclined(containerId, 'CONTENT_SEAL_BROKEN'));
    expect(given(...shut).when({ ...reserved(containerId), unitId: 'block:A' }).events[0]?.type).toBe('UnitLoaded');
  });
});
