import type { Contract } from '@alataw/contracts';

/** What is left of an entity whose life is over: a few bytes. */
export interface Remains {
  /** Whose it was. */
  readonly owner: string;
  /** The day on which nothing is left any more, counted from 1970-01-01 UTC. */
  readonly untilDay: number;
  /** What else the stage has to know of it, in as few characters as it can; empty: nothing. No colon. */
  readonly note: string;
}

/** How the life of an entity ends: it has no entry any more, and the next event of its id begins another life. */
export interface Ending<State = unknown> {
  /** The last event of a life. */
  readonly event: Contract<unknown>;
  /** Absent: nothing is left. */
  readonly leaves?: {
    /** @param state after the last event; null: nothing is left of this one */
    remains(state: State): Remains | null;
    /** The state that it is found in while something is left. */
    state(remains: Remains): State;
  };
}
