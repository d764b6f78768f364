import { unitKinds } from '@alataw/values';
import { canCarry, rulesOf, unitRules } from './unit.kinds';

const parcelId = 'CNPOST.LX473124829CN';
const idOf = {
  bag: 'bag:B1',
  pallet: 'pallet:P1',
  container: 'container:CSQU3054383',
  wagon: 'wagon:94123452',
  truck: 'truck:KZ-1',
  train: 'train:K9',
  block: 'block:A',
};

describe('what carries what', () => {
  it.each([
    ['bag', ['parcel']],
    ['pallet', ['parcel', 'bag']],
    ['container', ['parcel', 'bag', 'pallet']],
    ['truck', ['parcel', 'bag', 'pallet', 'container']],
    ['wagon', ['container']],
    ['train', ['container', 'wagon']],
    ['block', ['container']],
  ] as const)('a %s carries %j', (kind, carried) => {
    const candidates = { parcel: parcelId, ...idOf };
    const taken = Object.entries(candidates).filter(([, id]) => canCarry(idOf[kind], id));
    expect(taken.map(([name]) => name)).toEqual(carried);
  });
  it('is always smaller, so that nothing comes to be in itself', () => {
    for (const kind of unitKinds) {
      const size = unitKinds.indexOf(kind);
      const sizes = unitRules[kind].carries.map((each) => (each === 'parcel' ? -1 : unitKinds.indexOf(each)));
      expect(sizes.filter((each) => each >= size)).toEqual([]);
    }
  });
  it('is not asked of what is no unit', () => {
    expect(() => rulesOf(parcelId)).toThrow('is no load unit');
  });
});

describe('vehicles, seals and warehouses', () => {
  it('stand open for good: blocks alone', () => {
    expect(unitKinds.filter((kind) => unitRules[kind].isWarehouse)).toEqual(['block']);
  });
  it('leave by themselves: trucks and trains', () => {
    expect(unitKinds.filter((kind) => unitRules[kind].isVehicle)).toEqual(['truck', 'train']);
  });
  it('are needed on containers and trucks', () => {
    expect(unitKinds.filter((kind) => unitRules[kind].needsSeal)).toEqual(['container', 'truck']);
  });
});
