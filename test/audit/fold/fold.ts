import type { AvroRecord } from '../log/avro';
import type { Stage } from '../log/topics';

/** What a stage remembers of an entity; every state has a status and nothing that Avro could not say. */
export type State = AvroRecord & { readonly status: string };

/** How an event moves a state. */
export interface Transition<S extends State> {
  /** The statuses in which it may happen; `'any'`: in all of them, also before the stage has heard of the entity. */
  readonly from: readonly string[] | 'any';
  /** What else must hold, or the fault in a few words. */
  readonly unless?: (state: S, event: AvroRecord, at: number) => string | null;
  /** Absent for an event that changes nothing. @param at the event's `occurredAt`, epoch ms UTC */
  readonly to?: (state: S, event: AvroRecord, at: number) => S;
  /** It is the last of a life: Redis has no entry any more, and the next event begins another life. */
  readonly ends?: true;
}

/** A sorted set in which an entity stands, and the time of entry that is its score. */
export interface Membership {
  /** `queue:<name>` or `index:<name>` */
  readonly set: string;
  readonly since: number;
}

/** By which numbers an entity is found, and by whom besides staff. */
export interface Numbers {
  /** Empty: staff alone. */
  readonly owner: string;
  /** As they are written; null: it has none. */
  readonly written: readonly (string | null)[];
}

/** The audit's own fold of one kind of entity of one stage. */
export interface Fold<S extends State> {
  readonly stage: Stage;
  readonly kind:
    'parcel' | 'unit' | 'document' | 'entry-application' | 'booking' | 'seal' | 'subscription' | 'dead-letter';
  /** The field of its events that names the entity, and is their key. */
  readonly idField: string;
  /** The schema of the state in Redis, with its namespace. */
  readonly stateName: string;
  /** The lane of an entity, where it is not the one that its id hashes to; -1: none. */
  readonly laneOf?: (id: string) => number;
  /** Whether an answer is no entity's event: it carries no number. */
  readonly isOfNobody?: (event: AvroRecord) => boolean;
  /** Why there can be no such answer. @param state of the entity that it is about; null: its lane knows none */
  readonly unlessOfNobody?: (state: S | null, event: AvroRecord, at: number) => string | null;
  /** What Redis keeps of an entity whose life is over, by its state after that; absent or null: nothing. */
  readonly remains?: (state: S) => string | null;
  readonly initial: S;
  readonly events: Readonly<Record<string, Transition<S>>>;
  /** The name under which the entity is counted; null: under none. */
  countedAs(state: S): string | null;
  /** The sets in which an entity may stand, but for those that never lose a member: an empty one is no key in Redis. */
  readonly sets: readonly string[];
  memberships(state: S): readonly Membership[];
  /** Absent: it is found by its id alone. */
  numbers?(state: S, id: string): Numbers;
}

const MAX_SHARED = 10_000;
const shared = new Map<string, string>();

/** One copy of a short text that many states repeat: platforms, carriers, countries. */
export function share(text: string): string {
  const known = shared.get(text);
  if (known !== undefined) return known;
  if (text.length <= 40 && shared.size < MAX_SHARED) shared.set(text, text);
  return text;
}
