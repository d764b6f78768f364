import type { CommandMeta, EventMeta } from './generated/common';
import type { TopicName } from './generated/topics';

/**
 * `event` and `command` carry an envelope; `record` is public without one; `feed` is what carriers read, in a topic for each
 * subscription; `state` stands in Redis only; `lane` is what every stage has in topics of its own: records about its lanes, and
 * commands and events about its dead letters.
 */
export type ContractKind = 'event' | 'command' | 'record' | 'feed' | 'state' | 'lane';

/** One Avro record that Alataw writes, and the TypeScript type of its fields. Constants: compare them with `===`. */
export interface Contract<T> {
  readonly name: string;
  /** The registry's subject as well, e.g. `alataw.release.ParcelReleased`. */
  readonly fullName: string;
  readonly kind: ContractKind;
  /** Null for states, for what stands in feeds, and for what every stage has. */
  readonly topic: TopicName | null;
  /** @throws {TypeError} when the contract has no key: states, records about a lane */
  keyOf(value: T): string;
  /** Never set: carries the type. */
  readonly __type?: T;
}

/** An event as it stands in the log. */
export type Recorded<E> = E & { readonly meta: EventMeta };

/** A command as it stands in the log. */
export type Issued<C> = C & { readonly meta: CommandMeta };

/** The `keyOf` of contracts without a key. */
export function keyless(): never {
  throw new TypeError('Neither states nor records about a lane have a key of their own.');
}
