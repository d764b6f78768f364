import type { StageName } from '@alataw/contracts';
import { on, type Decider, type StageDefinition } from '@alataw/stage';
import { Declined, Taken, type Pair } from './dock.stage';
import { contract, EVENT_META, int, text } from './toy-contracts';

/**
 * A stage that reads what the dock says: what it decides must follow from records that count, and from those alone. What
 * a parcel has taken leads to two events, so that half of a decision would be seen.
 */
type GateEvent = ({ readonly type: 'Noticed' } & Pair) | ({ readonly type: 'Passed' } & Pair);

interface GateParcel {
  readonly noticed: number;
  readonly passed: number;
}

const event = (name: string) =>
  contract<Pair>(name, 'event', 'release.events', 'parcelId', [EVENT_META, text('truckId'), text('parcelId')]);
const Noticed = event('Noticed');
const Passed = event('Passed');
const GateState = contract<GateParcel>('GateState', 'state', null, null, [int('noticed'), int('passed')]);

const decider: Decider<GateParcel, Pair & { readonly type: string }, GateEvent> = {
  initialState: { noticed: 0, passed: 0 },
  decide({ type, truckId, parcelId }) {
    const noticed = { type: 'Noticed', truckId, parcelId } as const;
    return type === Taken.name ? [noticed, { type: 'Passed', truckId, parcelId }] : [noticed];
  },
  evolve: ({ noticed, passed }, { type }) =>
    type === 'Noticed' ? { noticed: noticed + 1, passed } : { noticed, passed: passed + 1 },
};

export const gateStage: StageDefinition = {
  name: 'release' satisfies StageName,
  output: 'release.events',
  entities: [
    {
      kind: 'parcel',
      decider,
      state: GateState,
      events: [Noticed, Passed],
      status: (s: GateParcel) => (s.passed > 0 ? 'passed' : 'waiting'),
      memberships: (s: GateParcel) => (s.passed > 0 ? [] : [{ set: 'queue:waiting', since: 1 }]),
    },
  ],
  consumes: [on(Taken, 'parcel', (m) => m.parcelId), on(Declined, 'parcel', (m) => m.parcelId)],
};
