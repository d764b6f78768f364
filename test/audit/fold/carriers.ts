import type { AvroRecord } from '../log/avro';
import { numberIn, optionalTextIn, textIn } from '../log/record';
import { share, type Fold } from './fold';

/** What loading said before the release was heard of. */
type Movement = AvroRecord & {
  readonly milestone: string;
  readonly happenedAt: number;
  readonly unitId: string | null;
  readonly transportId: string | null;
  readonly piece: number | null;
};

export type CarrierParcelState = {
  readonly status: 'absent' | 'unreleased' | 'underway' | 'ended';
  readonly number: number;
  readonly carrier: string;
  readonly platform: string;
  readonly destinationCountry: string;
  readonly portCode: string;
  readonly tradeMode: string;
  readonly declarationVersion: number;
  readonly movements: readonly Movement[];
};

const initial: CarrierParcelState = {
  status: 'absent',
  number: 0,
  carrier: '',
  platform: '',
  destinationCountry: '',
  portCode: '',
  tradeMode: '',
  declarationVersion: 0,
  movements: [],
};

const factsOf = (event: AvroRecord) => ({
  carrier: share(textIn(event, 'carrier')),
  platform: share(textIn(event, 'platform')),
  destinationCountry: share(textIn(event, 'destinationCountry')),
  portCode: share(textIn(event, 'portCode')),
  tradeMode: share(textIn(event, 'tradeMode')),
  declarationVersion: numberIn(event, 'declarationVersion'),
});

const ENDS: readonly string[] = ['DEPARTED', 'RETURNED', 'DETAINED'];

/** Whose parcel it is does not change between its release and its end. */
function otherFacts(state: CarrierParcelState, event: AvroRecord): string | null {
  const wrong = Object.entries(factsOf(event)).find(([name, value]) => (state as AvroRecord)[name] !== value);
  return wrong === undefined ? null : `its ${wrong[0]} is not the release's`;
}

export const carrierParcelFold: Fold<CarrierParcelState> = {
  stage: 'carriers',
  kind: 'parcel',
  idField: 'parcelId',
  stateName: 'alataw.carriers.CarrierParcelState',
  initial,
  events: {
    MilestoneReached: {
      from: 'any',
      unless: (state, event) => {
        if (numberIn(event, 'number') !== state.number + 1) return `milestone ${state.number} was the last`;
        if (textIn(event, 'milestone') === 'RELEASED') return null;
        return state.status === 'absent' || state.status === 'unreleased'
          ? 'it was not released'
          : otherFacts(state, event);
      },
      to: (state, event) => {
        const milestone = textIn(event, 'milestone');
        const isOver = ENDS.includes(milestone) || (state.status === 'ended' && milestone !== 'RELEASED');
        return {
          ...{ status: isOver ? 'ended' : 'underway', number: numberIn(event, 'number') },
          ...factsOf(event),
          movements: [],
        };
      },
    },
    MovementNoted: {
      from: ['absent', 'unreleased'],
      unless: ({ movements }, event) =>
        movements.length === 0 && textIn(event, 'milestone') !== 'LOADED' ? 'it was not loaded' : null,
      to: (state, event, at) => {
        const { piece } = event;
        const movement: Movement = {
          milestone: share(textIn(event, 'milestone')),
          happenedAt: at,
          unitId: optionalTextIn(event, 'unitId'),
          transportId: optionalTextIn(event, 'transportId'),
          piece: typeof piece === 'number' ? piece : null,
        };
        return { ...state, status: 'unreleased', movements: [...state.movements, movement] };
      },
    },
    MilestonesRetired: { from: ['ended'], to: () => initial, ends: true },
  },
  countedAs: ({ status }) => (status === 'absent' ? null : status),
  sets: [],
  memberships: ({ status, carrier }) => (status === 'underway' ? [{ set: `index:parcels:${carrier}`, since: 0 }] : []),
};
