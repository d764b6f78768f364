import type {
  AcceptMass,
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
import { isAsked, type LoadingRules } from './loading.rules';
import { unitDecider, type LoadUnitCommand, type LoadUnitEvent } from './unit.decider';
import { issuePass, lacksPass, withPassVoided } from './unit.gate-pass';
import { refuse } from './unit.opening';
import { acceptMass, weigh } from './unit.weighing';

export type RuledUnitCommand = LoadUnitCommand | WeighTruck | AcceptMass | IssueGatePass;
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
      case 'DepartUnit': {
        const { unitId } = command;
        // What else is wrong is told first: who has to open the truck needs no pass before.
        const events = unitDecider.decide(command, state, context);
        const leaves = events.some(({ type }) => type === 'UnitDeparted');
        return leaves && unitKindOf(unitId) === 'truck' && lacksPass(state, rules, at)
          ? [{ type: 'DepartureRefused', unitId, reason: 'NO_GATE_PASS', parcelIds: [] }]
          : events;
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
