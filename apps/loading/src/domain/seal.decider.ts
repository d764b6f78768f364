import type { SealAsked, SealDeclined, SealState, SealTaken } from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';

const initialState: SealState = { status: 'absent', sealClass: 'UNKNOWN', unitId: '', visit: 0, since: 0 };

/**
 * One number of the register of seals, in a lane of its own, so that of two units that name it in the same moment one gets it. A
 * number that was used once stays used: a seal is cut when it is taken off.
 */
export const sealDecider: Decider<SealState, SealAsked, SealTaken | SealDeclined> = {
  initialState,

  decide({ sealId, unitId, visit, sealClass }, state) {
    if (state.status === 'absent') return [{ type: 'SealTaken', sealId, unitId, visit, sealClass }];
    return [{ type: 'SealDeclined', sealId, unitId, visit, usedBy: state.unitId }];
  },

  evolve(state, event, at) {
    switch (event.type) {
      case 'SealTaken': {
        const { sealClass, unitId, visit } = event;
        return { status: 'taken', sealClass, unitId, visit, since: at };
      }
      case 'SealDeclined':
        return state;
      default:
        return unreachable(event);
    }
  },
};
