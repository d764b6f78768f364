/** What a decision may know besides the command and the state: nothing that would differ on a replay. */
export interface DecisionContext {
  /** When the cause happened, epoch ms UTC: a command's `issuedAt`, an event's `recordedAt`. The only clock a domain has. */
  readonly at: number;
  /** Who caused it, e.g. `staff:inspector-7` or `platform:TEMU`. */
  readonly actor: string;
}

/**
 * The whole of a stage's business: pure functions. `decide` answers a command with events (a refusal is an event too),
 * `evolve` folds one event into the state. No clock, no randomness, no I/O: what happened once happens again on a replay.
 */
export interface Decider<State, Command, Event> {
  readonly initialState: State;
  decide(command: Command, state: State, context: DecisionContext): readonly Event[];
  /** @param at the event's `occurredAt`, epoch ms UTC */
  evolve(state: State, event: Event, at: number): State;
}

/** Proves to the compiler that a `switch` is exhaustive; throws if bytes from elsewhere prove it wrong. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
}
