import type { HoldLifted, HoldRequested, LoadingParcelState, LoadUnitState, ManifestEntry } from '@alataw/contracts';
import type { Decider } from '@alataw/stage';
import {
  parcelDecider,
  type LoadingParcelCommand,
  type LoadingParcelEvent,
} from '../../apps/loading/src/domain/parcel.decider';
import { noRules } from '../../apps/loading/src/domain/loading.rules';
import {
  unitDeciderUnder,
  type RuledUnitCommand as LoadUnitCommand,
  type RuledUnitEvent as LoadUnitEvent,
} from '../../apps/loading/src/domain/unit.rules';
import { toldAtClosing } from '../../apps/loading/src/domain/unit.sealed';
import { releaseDecider } from '../../apps/release/src/domain/release.decider';
import type { AnyDecider, Deciders } from './centre.fixture';

type ParcelDecider = Decider<LoadingParcelState, LoadingParcelCommand, LoadingParcelEvent>;
type UnitDecider = Decider<LoadUnitState, LoadUnitCommand, LoadUnitEvent>;
export const unitDecider = unitDeciderUnder(noRules);

export const sound: Deciders = {
  release: releaseDecider as unknown as AnyDecider,
  parcel: parcelDecider as unknown as AnyDecider,
  unit: unitDecider as unknown as AnyDecider,
};

/** A parcel that decides as if it stood otherwise, when told one kind of thing. */
export function parcelThatTakes(
  type: LoadingParcelCommand['type'],
  as: (state: LoadingParcelState) => Partial<LoadingParcelState>,
): Deciders {
  const decide: ParcelDecider['decide'] = (command, state, context) =>
    parcelDecider.decide(command, command.type === type ? { ...state, ...as(state) } : state, context);
  return { ...sound, parcel: { ...parcelDecider, decide } as unknown as AnyDecider };
}

/** The same for a load unit. */
export function unitThatTakes(
  type: LoadUnitCommand['type'],
  as: (state: LoadUnitState, command: LoadUnitCommand) => Partial<LoadUnitState>,
): Deciders {
  const decide: UnitDecider['decide'] = (command, state, context) =>
    unitDecider.decide(command, command.type === type ? { ...state, ...as(state, command) } : state, context);
  return { ...sound, unit: { ...unitDecider, decide } as unknown as AnyDecider };
}

export function parcelThatHears(decide: ParcelDecider['decide'], evolve = evolveParcel): Deciders {
  return { ...sound, parcel: { ...parcelDecider, decide, evolve } as unknown as AnyDecider };
}

export function unitThatHears(decide: UnitDecider['decide'], evolve = evolveUnit): Deciders {
  return { ...sound, unit: { ...unitDecider, decide, evolve } as unknown as AnyDecider };
}

const decideParcel: ParcelDecider['decide'] = (command, state, context) =>
  parcelDecider.decide(command, state, context);
const evolveParcel: ParcelDecider['evolve'] = (state, event, at) => parcelDecider.evolve(state, event, at);
const decideUnit: UnitDecider['decide'] = (command, state, context) => unitDecider.decide(command, state, context);
const evolveUnit: UnitDecider['evolve'] = (state, event, at) => unitDecider.evolve(state, event, at);
const nothing = { grossWeightGrams: 0, pieces: 0, parcels: 0, volumeCm3: 0, unmeasured: 1, lengthMm: 0, part: null };
const emptyEntry = (contentId: string): ManifestEntry => ({ contentId, ...nothing });
const nowhere = { unitId: null, visit: 0, parts: [] } as const;

/** The protocol with one guard taken out each: the laws have to notice every one of them. */
export const guardsRemoved: Readonly<Record<string, Deciders>> = {
  'a held parcel takes a place': parcelThatTakes('PlaceReserved', ({ status }) =>
    status === 'blocked' ? { status: 'staged', ...nowhere } : {},
  ),
  'a withdrawn parcel takes a place': parcelThatTakes('PlaceReserved', ({ status }) =>
    status === 'withdrawn' ? { status: 'staged', ...nowhere } : {},
  ),
  'a parcel on a truck takes a place on another': parcelThatTakes('PlaceReserved', ({ status }) =>
    status === 'loaded' ? { status: 'staged', ...nowhere } : {},
  ),
  'a parcel that left takes a place': parcelThatTakes('PlaceReserved', ({ status }) =>
    status === 'departed' ? { status: 'staged', ...nowhere } : {},
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
      .map((event) => (event.type === 'ParcelUnblocked' ? { ...event, unitId: null } : event)),
  ),
  'a parcel that was taken off does not wait for the answer to its hold': parcelThatHears((command, state, context) => {
    const events = parcelDecider.decide(command, state, context);
    if (command.type !== 'PlaceVacated' || state.hold !== 'ASKED' || events.length === 0) return events;
    const { contentId: parcelId, unitId } = command;
    return [...events, { type: 'LoadingHoldTooLate', parcelId, kind: state.holdKind, unitId }];
  }),
  'a parcel ignores what is moot': parcelThatTakes('UnitHoldMoot', () => ({ hold: 'NONE' })),
  'a truck is closed while places are reserved': unitThatTakes('CloseUnit', () => ({ reserved: [] })),
  'a truck reserves places while it is being closed': unitThatTakes('LoadContent', ({ status }) =>
    status === 'closing' ? { status: 'open' } : {},
  ),
  'a truck reserves places behind the seal': unitThatTakes('LoadContent', ({ status }) =>
    status === 'closed' ? { status: 'open' } : {},
  ),
  'a truck is unloaded behind the seal and after it left': unitThatTakes('OffloadContent', () => ({
    status: 'open',
  })),
  'a truck passes the gate unsealed': unitThatTakes('DepartUnit', ({ status }) =>
    status === 'open' ? { status: 'closed', seals: [toldAtClosing('S')] } : {},
  ),
  'a truck passes the gate while it is being closed': unitThatTakes('DepartUnit', ({ status }) =>
    status === 'closing' ? { status: 'closed' } : {},
  ),
  'a truck passes the gate with a held parcel': unitThatTakes('DepartUnit', () => ({ blocked: [] })),
  'a truck passes the gate on a pass that a hold or an opening has ended': unitThatHears((command, state, context) =>
    unitDecider.decide(command, state, context).filter(({ type }) => type !== 'GatePassVoided'),
  ),
  'a truck whose pass was voided passes the gate without one': unitThatTakes('DepartUnit', () => ({ passes: 0 })),
  'a truck that left still confirms a hold': unitThatTakes('ParcelHoldAsked', ({ status }) =>
    status === 'departed' ? { status: 'closed' } : {},
  ),
  'a truck says that it left with a parcel that it had put off': unitThatTakes('ParcelHoldAsked', (state, command) =>
    state.status === 'departed' && command.type === 'ParcelHoldAsked'
      ? { manifest: [...state.manifest, emptyEntry(command.parcelId)] }
      : {},
  ),
  'a truck is blocked by a parcel that it does not carry': unitThatTakes('ParcelHoldAsked', (state, command) =>
    state.status !== 'departed' && command.type === 'ParcelHoldAsked'
      ? {
          visit: command.visit,
          manifest: [...state.manifest, emptyEntry(command.parcelId)],
        }
      : {},
  ),
  'a truck keeps a place that was declined': unitThatHears((command, state, context) =>
    command.type === 'LoadDeclined' ? [] : unitDecider.decide(command, state, context),
  ),
  'a truck keeps a parcel blocked that it put off': unitThatHears(decideUnit, (state, event, at) => {
    const after = unitDecider.evolve(state, event, at);
    return event.type === 'PlaceVacated' ? { ...after, blocked: state.blocked } : after;
  }),
  'a truck does not send off what does not fit': unitThatHears((command, state, context) =>
    unitDecider
      .decide(command, state, context)
      .filter((event) => event.type !== 'PlaceVacated' || event.reason !== 'OVER_CAPACITY'),
  ),
  'a seal does not end with the last answer': unitThatHears((command, state, context) => {
    const events = unitDecider.decide(command, state, context);
    return command.type === 'CloseUnit' ? events : events.filter((event) => event.type !== 'UnitClosed');
  }),
};

/** Guards of units in units. */
export const nestingGuardsRemoved: Readonly<Record<string, Deciders>> = {
  'a unit takes a place open': unitThatTakes('PlaceReserved', ({ status }) =>
    status === 'open' ? { status: 'closed', seals: [toldAtClosing('S')] } : {},
  ),
  'a unit takes a place with a held parcel': unitThatTakes('PlaceReserved', () => ({ blocked: [] })),
  'a unit on a unit takes a place on another': unitThatTakes('PlaceReserved', () => ({ carriedBy: null })),
  'a unit that left takes a place': unitThatTakes('PlaceReserved', ({ status }) =>
    status === 'departed' ? { status: 'closed', carriedBy: null } : {},
  ),
  'a unit is opened on the unit that carries it': unitThatTakes('ReopenUnit', () => ({ carriedBy: null })),
  'a unit answers a hold without asking what carries it': unitThatTakes('ParcelHoldAsked', () => ({ carriedBy: null })),
  'a unit of a unit answers a hold without asking what carries it': unitThatTakes('UnitHoldAsked', () => ({
    carriedBy: null,
  })),
  'a unit does not tell what carries it that a hold was lifted': unitThatHears((command, state, context) =>
    unitDecider
      .decide(command, state, context)
      .map((event) => (event.type === 'UnitUnblocked' ? { ...event, carrierId: null } : event)),
  ),
  'a unit ignores what is moot': unitThatTakes('UnitHoldMoot', () => ({ asked: [] })),
  'a unit ignores what came too late': unitThatTakes('UnitHoldTooLate', () => ({ asked: [] })),
  'a unit takes a block above as none of its own': unitThatTakes('UnitBlocked', () => ({ asked: [] })),
  'a unit says without looking that it left': unitThatTakes('UnitHoldMoot', () => ({ status: 'departed' })),
  'a unit does not leave with what carries it': unitThatHears((command, state, context) =>
    command.type === 'DepartWith' ? [] : unitDecider.decide(command, state, context),
  ),
  'a unit forgets at its unloading who holds it back': unitThatHears(decideUnit, (state, event, at) => {
    const after = unitDecider.evolve(state, event, at);
    return event.type === 'UnitOffloaded' ? { ...after, blocked: [] } : after;
  }),
};

/** A unit that is used again while a hold of its former use is not answered: too rare for chance, so that it is explored. */
export const forgetfulReuse = unitThatTakes('OpenUnit', () => ({ asked: [] }));

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
