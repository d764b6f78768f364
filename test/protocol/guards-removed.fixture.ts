import type { HoldLifted, HoldRequested, LoadingParcelState, LoadingTruckState } from '@alataw/contracts';
import type { Decider } from '@alataw/stage';
import {
  parcelDecider,
  type LoadingParcelCommand,
  type LoadingParcelEvent,
} from '../../apps/loading/src/domain/parcel.decider';
import {
  truckDecider,
  type LoadingTruckCommand,
  type LoadingTruckEvent,
} from '../../apps/loading/src/domain/truck.decider';
import { releaseDecider } from '../../apps/release/src/domain/release.decider';
import type { AnyDecider, Deciders } from './centre.fixture';

type ParcelDecider = Decider<LoadingParcelState, LoadingParcelCommand, LoadingParcelEvent>;
type TruckDecider = Decider<LoadingTruckState, LoadingTruckCommand, LoadingTruckEvent>;

export const sound: Deciders = {
  release: releaseDecider as unknown as AnyDecider,
  parcel: parcelDecider as unknown as AnyDecider,
  truck: truckDecider as unknown as AnyDecider,
};

/** A parcel that decides as if it stood otherwise, when told one kind of thing. */
function parcelThatTakes(
  type: LoadingParcelCommand['type'],
  as: (state: LoadingParcelState) => Partial<LoadingParcelState>,
): Deciders {
  const decide: ParcelDecider['decide'] = (command, state, context) =>
    parcelDecider.decide(command, command.type === type ? { ...state, ...as(state) } : state, context);
  return { ...sound, parcel: { ...parcelDecider, decide } as unknown as AnyDecider };
}

/** The same for a truck. */
function truckThatTakes(
  type: LoadingTruckCommand['type'],
  as: (state: LoadingTruckState, command: LoadingTruckCommand) => Partial<LoadingTruckState>,
): Deciders {
  const decide: TruckDecider['decide'] = (command, state, context) =>
    truckDecider.decide(command, command.type === type ? { ...state, ...as(state, command) } : state, context);
  return { ...sound, truck: { ...truckDecider, decide } as unknown as AnyDecider };
}

function parcelThatHears(decide: ParcelDecider['decide'], evolve = evolveParcel): Deciders {
  return { ...sound, parcel: { ...parcelDecider, decide, evolve } as unknown as AnyDecider };
}

function truckThatHears(decide: TruckDecider['decide'], evolve = evolveTruck): Deciders {
  return { ...sound, truck: { ...truckDecider, decide, evolve } as unknown as AnyDecider };
}

const decideParcel: ParcelDecider['decide'] = (command, state, context) =>
  parcelDecider.decide(command, state, context);
const evolveParcel: ParcelDecider['evolve'] = (state, event, at) => parcelDecider.evolve(state, event, at);
const decideTruck: TruckDecider['decide'] = (command, state, context) => truckDecider.decide(command, state, context);
const evolveTruck: TruckDecider['evolve'] = (state, event, at) => truckDecider.evolve(state, event, at);
const nowhere = { truckId: null, visit: 0 } as const;

/** The protocol with one guard taken out each: the laws have to notice every one of them. */
export const guardsRemoved: Readonly<Record<string, Deciders>> = {
  'a held parcel takes a place': parcelThatTakes('PlaceReserved', ({ status }) =>
    status === 'blocked' ? { status: 'staged' } : {},
  ),
  'a withdrawn parcel takes a place': parcelThatTakes('PlaceReserved', ({ status }) =>
    status === 'withdrawn' ? { status: 'staged' } : {},
  ),
  'a parcel on a truck takes a place on another': parcelThatTakes('PlaceReserved', ({ status }) =>
    status === 'loaded' ? { status: 'staged' } : {},
  ),
  'a parcel that left takes a place': parcelThatTakes('PlaceReserved', ({ status }) =>
    status === 'departed' ? { status: 'staged' } : {},
  ),
  'a parcel takes a place while its former truck is asked': parcelThatTakes('PlaceReserved', () => ({ hold: 'NONE' })),
  'a parcel confirms a hold without asking its truck': parcelThatTakes('HoldRequested', ({ status }) =>
    status === 'loaded' ? { status: 'staged', ...nowhere } : {},
  ),
  'a blocked parcel is staged when taken off': parcelThatHears(decideParcel, (state, event, at) =>
    event.type === 'ParcelOffloaded' && state.status === 'blocked'
      ? { ...state, ...nowhere, status: 'staged' }
      : parcelDecider.evolve(state, event, at),
  ),
  'a parcel does not tell its truck that its hold was lifted': parcelThatHears((command, state, context) =>
    parcelDecider
      .decide(command, state, context)
      .map((event) => (event.type === 'ParcelUnblocked' ? { ...event, truckId: null } : event)),
  ),
  'a parcel that was taken off does not wait for the answer to its hold': parcelThatHears((command, state, context) => {
    const events = parcelDecider.decide(command, state, context);
    const { parcelId } = command;
    const isTakenOff = command.type === 'PlaceVacated' && state.hold === 'ASKED' && events.length > 0;
    return isTakenOff
      ? [...events, { type: 'LoadingHoldTooLate', parcelId, kind: state.holdKind, truckId: command.truckId }]
      : events;
  }),
  'a parcel ignores what is moot': parcelThatTakes('TruckHoldMoot', () => ({ hold: 'NONE' })),
  'a truck is sealed while places are reserved': truckThatTakes('SealTruck', () => ({ reserved: [] })),
  'a truck reserves places while it is being sealed': truckThatTakes('LoadParcel', ({ status }) =>
    status === 'sealing' ? { status: 'docked' } : {},
  ),
  'a truck reserves places behind the seal': truckThatTakes('LoadParcel', ({ status }) =>
    status === 'sealed' ? { status: 'docked' } : {},
  ),
  'a truck is unloaded behind the seal and after it left': truckThatTakes('OffloadParcel', () => ({
    status: 'docked',
  })),
  'a truck passes the gate unsealed': truckThatTakes('GateOut', ({ status }) =>
    status === 'docked' ? { status: 'sealed' } : {},
  ),
  'a truck passes the gate while it is being sealed': truckThatTakes('GateOut', ({ status }) =>
    status === 'sealing' ? { status: 'sealed' } : {},
  ),
  'a truck passes the gate with a held parcel': truckThatTakes('GateOut', () => ({ blocked: [] })),
  'a truck that left still confirms a hold': truckThatTakes('TruckHoldAsked', ({ status }) =>
    status === 'departed' ? { status: 'sealed' } : {},
  ),
  'a truck says that it left with a parcel that it had put off': truckThatTakes('TruckHoldAsked', (state, command) =>
    state.status === 'departed' && command.type === 'TruckHoldAsked'
      ? { manifest: [...state.manifest, { parcelId: command.parcelId, grossWeightGrams: 0, pieces: 0 }] }
      : {},
  ),
  'a truck is blocked by a parcel that it does not carry': truckThatTakes('TruckHoldAsked', (state, command) =>
    state.status !== 'departed' && command.type === 'TruckHoldAsked'
      ? {
          visit: command.visit,
          manifest: [...state.manifest, { parcelId: command.parcelId, grossWeightGrams: 0, pieces: 0 }],
        }
      : {},
  ),
  'a truck keeps a place that was declined': truckThatHears((command, state, context) =>
    command.type === 'LoadDeclined' ? [] : truckDecider.decide(command, state, context),
  ),
  'a truck keeps a parcel blocked that it put off': truckThatHears(decideTruck, (state, event, at) => {
    const after = truckDecider.evolve(state, event, at);
    return event.type === 'PlaceVacated' ? { ...after, blocked: state.blocked } : after;
  }),
  'a truck does not send off what does not fit': truckThatHears((command, state, context) =>
    truckDecider
      .decide(command, state, context)
      .filter((event) => event.type !== 'PlaceVacated' || event.reason !== 'OVER_CAPACITY'),
  ),
  'a seal does not end with the last answer': truckThatHears((command, state, context) => {
    const events = truckDecider.decide(command, state, context);
    return command.type === 'SealTruck' ? events : events.filter((event) => event.type !== 'TruckSealed');
  }),
};

/** A hold of a parcel about which loading is still being asked, as a second desk might ask for it. */
export const impatientRelease: Deciders = {
  ...sound,
  release: {
    ...releaseDecider,
    decide: (command, state, context) => {
      if (command.type !== 'LiftHold' || state.status !== 'holdRequested')
        return releaseDecider.decide(command, state, context);
      const { parcelId } = command;
      const lifted: HoldLifted = { type: 'HoldLifted', parcelId, released: true, remark: null };
      const asked: HoldRequested = { type: 'HoldRequested', parcelId, kind: 'HOLD', reason: 'OTHER', remark: null };
      return [lifted, asked];
    },
  } satisfies typeof releaseDecider as unknown as AnyDecider,
};
