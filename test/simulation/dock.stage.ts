import type { Codec, StageName } from '@alataw/contracts';
import { findable, forward, on, unreachable, type Decider, type Entity, type StageDefinition } from '@alataw/stage';
import { COMMAND_META, contract, EVENT_META, int, text, texts, toyCodec } from './toy-contracts';

/**
 * The smallest stage that uses all of a lane: two kinds of entities in two lanes that have to agree. A truck reserves a
 * place for a parcel, the parcel takes the first place offered, the truck enters or frees it.
 */
interface Put {
  readonly type: 'Put';
  readonly truckId: string;
  readonly parcelId: string;
}
export interface Pair {
  readonly parcelId: string;
  readonly truckId: string;
}
type TruckEvent =
  | ({ readonly type: 'Reserved' } & Pair)
  | ({ readonly type: 'PutRefused' } & Pair)
  | ({ readonly type: 'Entered' } & Pair)
  | ({ readonly type: 'Freed' } & Pair);
type ParcelEvent = ({ readonly type: 'Taken' } & Pair) | ({ readonly type: 'Declined' } & Pair);
type Answer = ParcelEvent;

export interface DockTruck {
  readonly reserved: readonly string[];
  readonly entered: readonly string[];
}
export interface DockParcel {
  readonly truckId: string;
  readonly declined: number;
}

const pair = [text('truckId'), text('parcelId')];
const event = (name: string, key: keyof Pair) =>
  contract<Pair>(name, 'event', 'loading.events', key, [EVENT_META, ...pair]);
export const PutCommand = contract<Put>('Put', 'command', 'loading.commands', 'truckId', [COMMAND_META, ...pair]);
const Reserved = event('Reserved', 'truckId');
const PutRefused = event('PutRefused', 'truckId');
const Entered = event('Entered', 'truckId');
const Freed = event('Freed', 'truckId');
export const Taken = event('Taken', 'parcelId');
export const Declined = event('Declined', 'parcelId');
const TruckState = contract<DockTruck>('TruckState', 'state', null, null, [texts('reserved'), texts('entered')]);
const ParcelState = contract<DockParcel>('ParcelState', 'state', null, null, [text('truckId'), int('declined')]);

/** Made once: most of an error's cost is its stack. */
const FAILURE = new Error('a decider that fails');

const truckDecider: Decider<DockTruck, Put | Answer, TruckEvent> = {
  initialState: { reserved: [], entered: [] },
  decide(command, { reserved, entered }) {
    const { parcelId, truckId } = command;
    switch (command.type) {
      case 'Put':
        if (parcelId === 'POISON') throw FAILURE;
        if (parcelId === 'FRAGILE' && reserved.length + entered.length === 0) throw FAILURE;
        if (reserved.includes(parcelId) || entered.includes(parcelId))
          return [{ type: 'PutRefused', parcelId, truckId }];
        return [{ type: 'Reserved', parcelId, truckId }];
      case 'Taken':
        return [{ type: 'Entered', parcelId, truckId }];
      case 'Declined':
        return [{ type: 'Freed', parcelId, truckId }];
      default:
        return unreachable(command);
    }
  },
  evolve({ reserved, entered }, { type, parcelId }) {
    const others = reserved.filter((id) => id !== parcelId);
    if (type === 'Reserved') return { reserved: [...reserved, parcelId], entered };
    if (type === 'Entered') return { reserved: others, entered: [...entered, parcelId] };
    return type === 'Freed' ? { reserved: others, entered } : { reserved, entered };
  },
};

const parcelDecider: Decider<DockParcel, Pair, ParcelEvent> = {
  initialState: { truckId: '', declined: 0 },
  decide: ({ parcelId, truckId }, state) => [{ type: state.truckId === '' ? 'Taken' : 'Declined', parcelId, truckId }],
  evolve: (state, { type, truckId }) =>
    type === 'Taken' ? { ...state, truckId } : { ...state, declined: state.declined + 1 },
};

export const dockStage: StageDefinition = {
  name: 'loading' satisfies StageName,
  output: 'loading.events',
  entities: [
    {
      kind: 'unit',
      decider: truckDecider,
      state: TruckState,
      events: [Reserved, PutRefused, Entered, Freed],
      status: (s: DockTruck) => (s.entered.length > 0 ? 'used' : 'empty'),
      memberships: (s: DockTruck) => (s.reserved.length > 0 ? [{ set: 'queue:reserving', since: 1 }] : []),
      // one that comes, one that goes again
      numbers: (s: DockTruck) => findable('', s.entered[0] ?? null, s.reserved[0] ?? null),
    },
    {
      kind: 'parcel',
      decider: parcelDecider,
      state: ParcelState,
      events: [Taken, Declined],
      status: (s: DockParcel) => (s.truckId === '' ? 'free' : 'taken'),
      memberships: (s: DockParcel) => (s.truckId === '' ? [] : [{ set: `queue:on-${s.truckId}`, since: 1 }]),
    },
  ],
  consumes: [
    on(PutCommand, 'unit', (m) => m.truckId),
    on(Reserved, 'parcel', (m) => m.parcelId),
    on(Taken, 'unit', (m) => m.truckId),
    on(Declined, 'unit', (m) => m.truckId),
  ],
  transfers: {
    topic: 'loading.transfer',
    events: [
      forward(Reserved, (e) => [e.parcelId]),
      forward(Taken, (e) => [e.truckId]),
      forward(Declined, (e) => [e.truckId]),
    ],
  },
};

const [truck, parcel] = dockStage.entities as [Entity<DockTruck>, Entity<DockParcel>];

/** The same events folded otherwise: other states, statuses and queues. */
export const dockStage2: StageDefinition = {
  ...dockStage,
  fold: 2,
  entities: [
    {
      ...truck,
      status: (s: DockTruck) => (s.entered.length > 1 ? 'full' : s.entered.length === 1 ? 'used' : 'empty'),
      memberships: (s: DockTruck) => (s.entered.length > 0 ? [{ set: 'queue:leaving', since: s.entered.length }] : []),
    },
    {
      ...parcel,
      decider: {
        ...parcel.decider,
        evolve: (s: DockParcel, event: Pair & { type: string }) =>
          event.type === 'Taken' ? { ...s, truckId: event.truckId } : { ...s, declined: s.declined + 100 },
      },
      status: (s: DockParcel) => (s.declined > 0 ? 'contested' : 'taken'),
      memberships: (s: DockParcel) => [
        ...(s.truckId === '' ? [] : [{ set: `queue:on-${s.truckId}`, since: 2 } as const]),
        ...(s.declined === 0 ? [] : [{ set: 'index:contested', since: s.declined } as const]),
      ],
    },
  ],
};

/** Knows the dock's records besides Alataw's. */
export const dockCodec = toyCodec;

export const put = (codec: Codec, n: number, truckId: string, parcelId: string): { key: Buffer; value: Buffer } => {
  const meta = { commandId: `put-${n}`, correlationId: `put-${n}`, actor: 'staff:dock', issuedAt: n };
  const value = codec.encode(PutCommand, { type: 'Put', truckId, parcelId, meta });
  return { key: Buffer.from(truckId), value: Buffer.from(value) };
};
