import type { LoadUnitState } from '@alataw/contracts';
import type { Decider } from '@alataw/stage';
import { unitDeciderOf, type LoadUnitCommand, type LoadUnitEvent } from '../../apps/loading/src/domain/unit.decider';
import type { AnyDecider, Deciders } from './centre.fixture';
import { sound } from './guards-removed.fixture';

type UnitDecider = Decider<LoadUnitState, LoadUnitCommand, LoadUnitEvent>;

/** Units that tell one parcel at a time: whatever may come between two parts of a departure, does. */
const oneByOne = unitDeciderOf({ chunkParcels: 1 });
const withUnit = (unit: UnitDecider): Deciders => ({ ...sound, unit: unit as unknown as AnyDecider });

export const paced: Deciders = withUnit(oneByOne);

/** Decides as if the unit stood otherwise, when told one kind of thing. */
function thatTakes(type: LoadUnitCommand['type'], as: (state: LoadUnitState) => Partial<LoadUnitState>): Deciders {
  const decide: UnitDecider['decide'] = (command, state, context) =>
    oneByOne.decide(command, command.type === type ? { ...state, ...as(state) } : state, context);
  return withUnit({ ...oneByOne, decide });
}

/** Guards of departures that are told in parts. */
export const pacingGuardsRemoved: Readonly<Record<string, Deciders>> = {
  'a hold is said to be too late before the parcel was told that it left': withUnit({
    ...oneByOne,
    decide: (command, state, context) => {
      const events = oneByOne.decide(command, state, context);
      return command.type === 'ParcelHoldAsked' ? events.filter(({ type }) => type !== 'DepartureChunk') : events;
    },
  }),
  'a truck comes back before all that left in it was told so': thatTakes('ArriveTruck', ({ status, manifest }) =>
    status === 'departed' ? { named: manifest.length } : {},
  ),
  'a truck takes what it told early for the next in turn': withUnit({
    ...oneByOne,
    evolve: (state, event, at) => {
      const after = oneByOne.evolve(state, event, at);
      const isEarly = event.type === 'DepartureChunk' && after.namedEarly.length > 0;
      return isEarly ? { ...after, named: state.named + 1, namedEarly: [] } : after;
    },
  }),
};
