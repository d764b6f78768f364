import type { StageName } from '@alataw/contracts';
import { on, type Decider, type StageDefinition } from '@alataw/stage';
import { Declined, Taken, type Pair } from './dock.stage';
import { contract, EVENT_META, int, text } from './toy-contracts';

/**
 * A stage that reads what the dock says: what it decides must follow from records that count, and from those alone. What
 * a parcel has taken leads to two events, so that half of a decision would be seen. With every third word about it a parcel's life
 * ends, and another begins with the next; of one that has passed something is left.
 */
type GateEvent =
  ({ readonly type: 'Noticed' } & Pair) | ({ readonly type: 'Passed' } & Pair) | ({ readonly type: 'Left' } & Pair);

interface GateParcel {
  readonly noticed: number;
  readonly passed: number;
}

const event = (name: string) =>
  contract<Pair>(name, 'event', 'release.events', 'parcelId', [EVENT_META, text('truckId'), text('parcelId')]);
const Noticed = event('Noticed');
const Passed = event('Passed');
const Left = event('Left');
const GateState = contract<GateParcel>('GateState', 'state', null, null, [int('noticed'), int('passed')]);

const decider: Decider<GateParcel, Pair & { readonly type: string }, GateEvent> = {
  initialState: { noticed: 0, passed: 0 },
  decide({ type, truckId, parcelId }, state) {
    const pair = { truckId, parcelId };
    const events: GateEvent[] = [{ type: 'Noticed', ...pair }];
    if (type === Taken.name) events.push({ type: 'Passed', ...pair });
    if (state.noticed === 2) events.push({ type: 'Left', ...pair });
    return events;
  },
  evolve({ noticed, passed }, { type }) {
    if (type === 'Left') return { noticed: 0, passed };
    return type === 'Noticed' ? { noticed: noticed + 1, passed } : { noticed, passed: passed + 1 };
  },
};

export const gateStage: StageDefinition = {
  name: 'release' satisfies StageName,
  output: 'release.events',
  entities: [
    {
      kind: 'parcel',
      decider,
      state: GateState,
      events: [Noticed, Passed, Left],
      status: (s: GateParcel) => (s.passed > 0 ? 'passed' : 'waiting'),
      memberships: (s: GateParcel) => (s.passed > 0 ? [] : [{ set: 'queue:waiting', since: 1 }]),
      ending: {
        event: Left,
        leaves: {
          remains: ({ passed }: GateParcel) => (passed > 0 ? { owner: `GATE${passed}`, untilDay: 9, note: '' } : null),
          state: ({ owner }) => ({ noticed: 0, passed: Number(owner.slice('GATE'.length)) }),
        },
      },
    },
  ],
  consumes: [on(Taken, 'parcel', (m) => m.parcelId), on(Declined, 'parcel', (m) => m.parcelId)],
};
