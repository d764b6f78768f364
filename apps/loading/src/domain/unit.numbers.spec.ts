import type { LoadUnitState, UnitSeal } from '@alataw/contracts';
import { unitNumbers } from './unit.numbers';
import { initialUnit } from './unit.state';

const seal = (sealId: string): UnitSeal => ({ sealId, sealClass: 'H', status: 'applied', replaces: null });
const open: LoadUnitState = { ...initialUnit, status: 'open', seals: [seal('seal:CNCUSTOMS:SL00-17'), seal('SL-18')] };

describe(unitNumbers.name, () => {
  it('finds a truck by its plate, with its country and without, and by its seals', () => {
    const { numbers, owner } = unitNumbers(open, 'truck:KZ-123ABC02');
    expect(numbers).toEqual(['KZ123ABC02', '123ABC02', 'SL0017', 'SL18']);
    expect(owner).toBe('');
  });

  it('finds other units by their number as it is', () => {
    expect(unitNumbers({ ...open, seals: [] }, 'bag:KZ-17').numbers).toEqual(['KZ17']);
  });

  it('finds nothing of what has not been', () => {
    expect(unitNumbers(initialUnit, 'bag:KZ-17').numbers).toEqual([]);
  });
});
