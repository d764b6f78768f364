import type { SealAsked } from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { sealDecider } from './seal.decider';

const { given } = deciderSpec(sealDecider);
const sealId = 'seal:CNCUSTOMS:AL1';
const asked = (unitId: string, visit = 1): SealAsked => ({
  ...{ type: 'SealAsked', unitId, visit, sealId, sealClass: 'H', replaces: null, reason: null },
});
const taken = { type: 'SealTaken', sealId, unitId: 'truck:KZ-1', visit: 1, sealClass: 'H' } as const;

describe('a number of the register of seals', () => {
  it('is taken by the unit that asks first', () => {
    given().when(asked('truck:KZ-1')).then(taken);
    expect(given(at(17, taken)).state).toEqual({
      ...{ status: 'taken', unitId: 'truck:KZ-1', visit: 1, sealClass: 'H', since: 17 },
    });
  });
  it('stays used: no other unit gets it, and not the same unit in a later use', () => {
    for (const unit of [asked('truck:RU-2'), asked('truck:KZ-1', 2), asked('truck:KZ-1')]) {
      const { unitId, visit } = unit;
      given(taken).when(unit).then({ type: 'SealDeclined', sealId, unitId, visit, usedBy: 'truck:KZ-1' });
    }
  });
});
