import type { Decider, DecisionContext } from './decider';

/** An event of the past together with the time it occurred, epoch ms UTC. */
interface Timed<Event> {
  readonly timed: Event;
  readonly occurredAt: number;
}

/** Gives an event of the past a time of its own; without it, the events of a `given` occur at 1, 2, 3 … ms. */
export const at = <Event>(occurredAt: number, event: Event): Timed<Event> => ({ timed: event, occurredAt });

const isTimed = <Event>(event: Event | Timed<Event>): event is Timed<Event> =>
  typeof event === 'object' && event !== null && 'timed' in event;

export interface Then<State, Event> {
  /** Expects exactly these events, in this order. */
  then(...events: Event[]): void;
  /** Expects that nothing happens. */
  thenNothing(): void;
  /** Expects one refusal with this reason, and an unchanged state. */
  thenRefused(type: string, reason: string): void;
  /** What was decided, for expectations of another kind. */
  readonly events: readonly Event[];
  /** The state after it. */
  readonly state: State;
}

export interface Given<State, Command, Event> {
  when(command: Command, context?: Partial<DecisionContext>): Then<State, Event>;
  /** The state that the past leads to. */
  readonly state: State;
}

/** A command without a context of its own is decided a second after the epoch, later than any event of the past. */
const DEFAULT_CONTEXT: DecisionContext = { at: 1_000, actor: 'staff:test' };

/**
 * Tests a decider as it is specified: given these events, when this command comes, then these events follow. Uses the
 * running test's `expect`.
 */
export function deciderSpec<State, Command, Event extends { readonly type: string }>(
  decider: Decider<State, Command, Event>,
): { given(...past: (Event | Timed<Event>)[]): Given<State, Command, Event> } {
  const fold = (from: State, events: readonly Event[], occurredAt: (i: number) => number): State =>
    events.reduce((state, event, i) => decider.evolve(state, event, occurredAt(i)), from);
  return {
    given(...past) {
      const state = past.reduce<State>((folded, event, i) => {
        const [own, occurredAt] = isTimed(event) ? [event.timed, event.occurredAt] : [event, i + 1];
        return decider.evolve(folded, own, occurredAt);
      }, decider.initialState);
      return {
        state,
        when(command, context) {
          const full = { ...DEFAULT_CONTEXT, ...context };
          const events = decider.decide(command, state, full);
          const after = fold(state, events, () => full.at);
          return {
            events,
            state: after,
            then: (...expected) => expect(events).toEqual(expected),
            thenNothing: () => expect(events).toEqual([]),
            thenRefused: (type, reason) => {
              expect(events).toEqual([expect.objectContaining({ type, reason })]);
              expect(after).toEqual(state);
            },
          };
        },
      };
    },
  };
}
