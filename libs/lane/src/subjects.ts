import type { Contract } from '@alataw/contracts';
import {
  decodeEntry,
  decodeRemains,
  encodeEntry,
  encodeRemains,
  withEventOffset,
  type EntityKey,
  type EntryChange,
  type FoundBy,
} from '@alataw/projection';
import { unfindable, type Entity, type Membership, type Remains } from '@alataw/stage';

/** Turns states into bytes and back; the part of the codec that subjects need. */
export interface StateCodec {
  encode<T>(contract: Contract<T>, value: T): Buffer;
  decodeAs<T>(contract: Contract<T>, bytes: Buffer): T;
}

/** Entities of different kinds meet in one stage; inside, none of them is told what the others' types are. */
export type AnyEntity = Entity<unknown, unknown, unknown>;

interface Snapshot {
  readonly state: unknown;
  /** 0 before its first event, and again after its last. */
  readonly sequence: number;
  readonly eventOffsets: readonly number[];
  /** What is left of its last life, until the next begins. */
  readonly remains: Remains | null;
  /** The day of the end, from 1970-01-01 UTC. */
  readonly endedOn: number;
}

const UNBORN = { sequence: 0, eventOffsets: [], remains: null, endedOn: 0 } as const;
const DAY_MS = 86_400_000;

/** One entity while a round decides about it: what it was, and what the round has made of it so far. */
export class Subject implements EntityKey {
  private readonly statusBefore: string | null;
  private readonly setsBefore: readonly Membership[];
  private readonly foundBefore: readonly FoundBy[];
  /** As it was read. */
  private readonly before: Snapshot;

  private constructor(
    readonly entity: AnyEntity,
    readonly id: string,
    private current: Snapshot,
  ) {
    this.statusBefore = current.sequence === 0 ? null : entity.status(current.state);
    this.setsBefore = current.sequence === 0 ? [] : entity.memberships(current.state);
    this.foundBefore = current.sequence === 0 ? [] : this.found(current.state);
    this.before = current;
  }

  /** @param bytes the stored entry, or null for an entity that this stage has not heard of */
  static from(entity: AnyEntity, id: string, bytes: Buffer | null, codec: StateCodec): Subject {
    if (bytes === null) {
      return new Subject(entity, id, { ...UNBORN, state: entity.decider.initialState });
    }
    const remains = decodeRemains(bytes);
    if (remains !== null) {
      const { leaves } = entity.ending ?? {};
      if (!leaves) throw new Error(`Nothing is ever left of a ${entity.kind}`);
      return new Subject(entity, id, { ...UNBORN, state: leaves.state(remains), remains });
    }
    const { state, sequence, eventOffsets } = decodeEntry(bytes);
    return new Subject(entity, id, { ...UNBORN, state: codec.decodeAs(entity.state, state), sequence, eventOffsets });
  }

  get kind(): string {
    return this.entity.kind;
  }
  get state(): unknown {
    return this.current.state;
  }
  get sequence(): number {
    return this.current.sequence;
  }
  /** Where its last event stands; -1: it has none, or its life is over. */
  get lastOffset(): number {
    return this.current.eventOffsets.at(-1) ?? -1;
  }
  get isChanged(): boolean {
    return this.current !== this.before;
  }

  /** Folds an event that stands, or will stand, at this offset. */
  apply(event: unknown, at: number, offset: number): void {
    const { state, sequence, eventOffsets } = this.current;
    const after = this.entity.decider.evolve(state, event, at);
    const { ending } = this.entity;
    this.current =
      ending && (event as { readonly type: string }).type === ending.event.name
        ? this.ended(after, at)
        : { ...UNBORN, state: after, sequence: sequence + 1, eventOffsets: withEventOffset(eventOffsets, offset) };
  }

  /** Its life is over: all that is kept is what is left of it. */
  private ended(after: unknown, at: number): Snapshot {
    const { leaves } = this.entity.ending ?? {};
    const remains = leaves?.remains(after) ?? null;
    const state = leaves && remains ? leaves.state(remains) : this.entity.decider.initialState;
    return { ...UNBORN, state, remains, endedOn: Math.floor(at / DAY_MS) };
  }

  /** Lets a decision that fails halfway be undone. */
  save(): Snapshot {
    return this.current;
  }
  restore(snapshot: Snapshot): void {
    this.current = snapshot;
  }

  /** What the round has made of it, for Redis. */
  toChange(codec: StateCodec): EntryChange {
    const { state, sequence, eventOffsets } = this.current;
    const isAlive = sequence > 0;
    const after = isAlive ? this.entity.memberships(state) : [];
    const found = isAlive ? this.found(state) : [];
    return {
      kind: this.kind,
      id: this.id,
      bytes: isAlive ? encodeEntry({ sequence, eventOffsets, state: codec.encode(this.entity.state, state) }) : null,
      ...this.left(),
      statusBefore: this.statusBefore,
      statusAfter: isAlive ? this.entity.status(state) : null,
      leave: this.setsBefore.filter((b) => !after.some((a) => a.set === b.set)).map((b) => b.set),
      enter: after.filter((a) => !this.setsBefore.some((b) => b.set === a.set && b.since === a.since)),
      lose: this.foundBefore.filter((before) => !found.some(isSame(before))),
      gain: found.filter((by) => !this.foundBefore.some(isSame(by))),
    };
  }

  private left(): Pick<EntryChange, 'left'> {
    const [was, is] = [this.before.remains, this.current.remains];
    const isSame = was === is || (was && is && encodeRemains(was) === encodeRemains(is));
    return isSame ? {} : { left: { remains: is, today: this.current.endedOn } };
  }

  private found(state: unknown): readonly FoundBy[] {
    const { owner, numbers } = this.entity.numbers?.(state, this.id) ?? unfindable;
    return numbers.map((number) => ({ number, owner }));
  }
}

const isSame =
  (a: FoundBy) =>
  (b: FoundBy): boolean =>
    a.number === b.number && a.owner === b.owner;

/** The entities of one lane that a round is about. */
export class Subjects {
  private readonly byKey = new Map<string, Subject>();

  static key(of: EntityKey): string {
    return `${of.kind}/${of.id}`;
  }

  add(subject: Subject): void {
    this.byKey.set(Subjects.key(subject), subject);
  }

  find(of: EntityKey): Subject | undefined {
    return this.byKey.get(Subjects.key(of));
  }

  get(of: EntityKey): Subject {
    const subject = this.find(of);
    if (!subject) throw new Error(`The state of ${Subjects.key(of)} was not read`);
    return subject;
  }

  changed(): Subject[] {
    return [...this.byKey.values()].filter((s) => s.isChanged);
  }
}
