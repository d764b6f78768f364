import type {
  AcceptMass,
  ArriveWagon,
  GatePassIssued,
  GatePassVoided,
  IssueGatePass,
  LoadUnitState,
  MassAccepted,
  TruckWeighed,
  WeighTruck,
} from '@alataw/contracts';
import type { Decider } from '@alataw/stage';
import { unitKindOf } from '@alataw/values';
import { isAsked, sealFault, type LoadingRules } from './loading.rules';
import { unitDecider, type LoadUnitCommand, type LoadUnitEvent } from './unit.decider';
import { issuePass, lacksPass, withPassVoided } from './unit.gate-pass';
import { refuse } from './unit.opening';
import { arriveWagon } from './unit.wagons';
import { acceptMass, weigh } from './unit.weighing';

export type RuledUnitCommand = LoadUnitCommand | ArriveWagon | WeighTruck | AcceptMass | IssueGatePass;
export type RuledUnitEvent = LoadUnitEvent | TruckWeighed | MassAccepted | GatePassIssued | GatePassVoided;
type RuledDecider = Decider<LoadUnitState, RuledUnitCommand, RuledUnitEvent>;

/**
 * A load unit under the rules of a site. What a unit is and carries is the same everywhere (`unit.decider.ts`); what a site asks
 * of trucks besides comes before and behind that: an application, weighing, a gate pass. Gate-out stays the decision of the truck's
 * lane alone.
 */
export const unitDeciderUnder = (rules: LoadingRules): RuledDecider => ({
  initialState: unitDecider.initialState,

  decide(command, state, context) {
    const { at } = context;
    switch (command.type) {
      case 'WeighTruck':
        return withPassVoided(state, [weigh(command, state, rules, at)]);
      case 'AcceptMass':
        return [acceptMass(command, state)];
      case 'IssueGatePass':
        return [issuePass(command, state, rules, at)];
      case 'ArriveTruck':
        return isAsked(rules.entryApplicationRequired, at)
          ? [refuse(command.unitId, 'ARRIVE', 'APPLICATION_REQUIRED')]
          : unitDecider.decide(command, state, context);
      case 'ArriveWagon':
        return [arriveWagon(command, state, rules, at)];
      case 'CloseUnit':
        return command.seals.length > 0 && isAsked(rules.sealRegisterRequired, at)
          ? [refuse(command.unitId, 'CLOSE', 'SEALS_REGISTERED')]
          : unitDecider.decide(command, state, context);
      case 'DepartUnit': {
        const { unitId } = command;
        // What else is wrong is told first: who has to open the truck needs no pass before.
        const events = unitDecider.decide(command, state, context);
        const leaves = events.some(({ type }) => type === 'UnitDeparted');
        if (!leaves || unitKindOf(unitId) !== 'truck') return events;
        const reason = sealFault(state.seals, rules, at) ?? (lacksPass(state, rules, at) ? 'NO_GATE_PASS' : null);
        return reason === null ? events : [{ type: 'DepartureRefused', unitId, reason, parcelIds: [], missing: [] }];
      }
      default:
        return withPassVoided(state, unitDecider.decide(command, state, context));
    }
  },

  evolve(state, event, at) {
    switch (event.type) {
      case 'TruckWeighed':
        return event.weighing === 'GROSS'
          ? { ...state, grossGrams: event.massGrams, massStanding: event.standing }
          : { ...state, tareGrams: event.massGrams, grossGrams: 0, massStanding: 'NONE' };
      case 'MassAccepted':
        return { ...state, massStanding: 'ACCEPTED' };
      case 'GatePassIssued':
        return { ...state, passNo: event.passNo, passes: state.passes + 1 };
      case 'GatePassVoided':
        return { ...state, passNo: null };
      case 'UnitReopened':
        return { ...unitDecider.evolve(state, event, at), grossGrams: 0, massStanding: 'NONE' };
      default:
        return unitDecider.evolve(state, event, at);
    }
  },
});
