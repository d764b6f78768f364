import { parcelThatHears, parcelThatTakes, unitDecider, unitThatHears, unitThatTakes } from './guards-removed.fixture';
import { parcelDecider } from '../../apps/loading/src/domain/parcel.decider';
import type { Deciders } from './centre.fixture';

const nowhere = { unitId: null, visit: 0, parts: [] } as const;
const asWhole = unitThatTakes('DepartUnit', ({ manifest }) => ({
  manifest: manifest.map((entry) => ({ ...entry, part: null })),
}));

/** Guards of parcels in pieces. */
export const pieceGuardsRemoved: Readonly<Record<string, Deciders>> = {
  'a truck leaves with a part of a parcel': asWhole,
  'a bag with a part of a parcel takes a place': unitThatTakes('PlaceReserved', ({ manifest }) => ({
    manifest: manifest.map((entry) => ({ ...entry, part: null })),
  })),
  'a piece takes a place while others are elsewhere': parcelThatTakes('PlaceReserved', () => ({ isSplit: true })),
  'a piece takes a second place': parcelThatTakes('PlaceReserved', ({ status }) =>
    status === 'staged' ? nowhere : {},
  ),
  'a hold of which one piece is aboard asks nobody': parcelThatTakes('HoldRequested', ({ status }) =>
    status === 'staged' ? nowhere : {},
  ),
  'the first of several units answers a hold': parcelThatTakes('UnitBlocked', () => ({ awaited: 1 })),
  'a lifted hold is told to one of several units': parcelThatHears((command, state, context) => {
    const events = parcelDecider.decide(command, state, context);
    return command.type === 'HoldLifted' ? events.slice(0, 1) : events;
  }),
  'a parcel has left with its first piece': parcelThatHears((command, state, context) =>
    parcelDecider
      .decide(command, state, context)
      .map((event) => (event.type === 'PiecesDeparted' ? { ...event, type: 'ParcelDeparted' as const } : event)),
  ),
};

const once = <T extends { readonly parcelId: string }>(parcels: readonly T[]): readonly T[] =>
  parcels.filter((each, n) => parcels.findLastIndex(({ parcelId }) => parcelId === each.parcelId) === n);

/** Guards of a parcel of which a unit has two parts, one of them in another unit. */
export const deepPieceGuardsRemoved: Readonly<Record<string, Deciders>> = {
  'a unit knows a held parcel once': unitThatHears(
    (command, state, context) => unitDecider.decide(command, state, context),
    (state, event, at) => {
      const after = unitDecider.evolve(state, event, at);
      return { ...after, blocked: once(after.blocked) };
    },
  ),
};
