import type { Findings } from '../findings';
import type { AuditRecord } from '../log/record';
import { STAGES, type Stage } from '../log/topics';
import { partitionOfKey } from '../wire/murmur2';
import { deadLetterFold, type DeadLetterState } from './dead-letter';
import { bookingFold } from './booking';
import { carrierParcelFold } from './carriers';
import { customsFold } from './customs';
import { declarationFold } from './declaration';
import { documentFold } from './documents';
import { entryFold } from './entry';
import type { Fold, State } from './fold';
import { inspectionFold } from './inspection';
import { loadingParcelFold } from './loading-parcel';
import { loadUnitFold } from './load-unit';
import { releaseFold } from './release';
import { sealFold } from './seal';
import { subscriptionFold } from './subscription';

/** What the log says of one entity of one stage. */
export interface Entry<S extends State = State> {
  /** Number of its events so far. */
  sequence: number;
  /** Offset of the first of its life. */
  first: number;
  /** Where its events stand in the stage's output, ascending: the first eight, and the last eight of the others. */
  readonly offsets: number[];
  state: S;
  /** Its life is over. */
  isOver: boolean;
}

/** As many as Redis keeps of how it began, and of what happened last. */
const KEPT_OFFSETS = { first: 8, last: 8 } as const;

/** All entities of one kind of one stage, folded; by partition, since a lane is a partition. */
export class EntityFold<S extends State> {
  private readonly byPartition: Map<string, Entry<S>>[];
  private readonly folded: Entry<S>;

  constructor(
    readonly fold: Fold<S>,
    private readonly partitions: number,
    private readonly findings: Findings,
  ) {
    this.byPartition = Array.from({ length: partitions }, () => new Map<string, Entry<S>>());
    this.folded = { sequence: 0, first: -1, offsets: [], state: fold.initial, isOver: false };
  }

  /** The state as far as it is folded; the initial one for an entity that the stage has not heard of. */
  state(id: string): S {
    return (this.find(id) ?? this.folded).state;
  }

  find(id: string): Entry<S> | undefined {
    return this.of(this.laneOf(id)).get(id);
  }

  *entries(): Generator<[partition: number, id: string, entry: Entry<S>]> {
    for (const [partition, entries] of this.byPartition.entries()) {
      for (const [id, entry] of entries) yield [partition, id, entry];
    }
  }

  /** The entities of a lane. */
  of(partition: number): ReadonlyMap<string, Entry<S>> {
    return this.byPartition[partition] ?? new Map<string, Entry<S>>();
  }

  /** Invariant 3: the event is the next one of its entity, and legal after what was. Then it is folded, legal or not. */
  take(record: AuditRecord): void {
    const { type, meta, key, partition, offset, fields, topic } = record;
    const transition = type === null ? undefined : this.fold.events[type];
    if (!transition || !meta) return;
    this.findings.checked(3);
    const say = (what: string): void => this.findings.record(3, record, what);
    if (this.fold.isOfNobody?.(fields)) return this.takeOfNobody(record, meta.sequence, meta.occurredAt);
    if (fields[this.fold.idField] !== key) say(`its key is not its ${this.fold.idField}`);
    const home = this.laneOf(key);
    if (home !== partition) return say(`${key} belongs to ${topic}/${home}`);
    const entry = this.entry(partition, key, offset);
    if (meta.sequence !== entry.sequence + 1) say(`number ${meta.sequence} follows number ${entry.sequence}`);
    const { state } = entry;
    if (transition.from !== 'any' && !transition.from.includes(state.status)) {
      say(`${type} of a ${this.fold.kind} that is ${state.status}`);
    } else {
      const fault = transition.unless?.(state, fields, meta.occurredAt) ?? null;
      if (fault !== null) say(`${type} of a ${this.fold.kind} that is ${state.status}: ${fault}`);
    }
    entry.sequence++;
    entry.offsets.push(offset);
    if (entry.offsets.length > KEPT_OFFSETS.first + KEPT_OFFSETS.last) entry.offsets.splice(KEPT_OFFSETS.first, 1);
    if (transition.to) entry.state = transition.to(state, fields, meta.occurredAt);
    entry.isOver = transition.ends === true;
    if (!entry.isOver) return;
    entry.sequence = 0;
    entry.offsets.length = 0;
  }

  /** It answers about an entity that its lane does not know, and has no number among anybody's events. */
  private takeOfNobody(record: AuditRecord, sequence: number, at: number): void {
    const say = (what: string): void => this.findings.record(3, record, what);
    if (sequence !== 0) say(`number ${sequence} of an entity that does not exist`);
    const known = this.of(record.partition).get(record.key);
    const fault = this.fold.unlessOfNobody?.(known?.state ?? null, record.fields, at) ?? null;
    if (fault !== null) say(fault);
  }

  private laneOf(id: string): number {
    return this.fold.laneOf?.(id) ?? partitionOfKey(Buffer.from(id), this.partitions);
  }

  private entry(partition: number, id: string, first: number): Entry<S> {
    const lane = this.byPartition[partition];
    const known = lane?.get(id);
    if (known?.isOver) known.first = first;
    if (known) return known;
    const fresh: Entry<S> = { sequence: 0, first, offsets: [], state: this.fold.initial, isOver: false };
    lane?.set(id, fresh);
    return fresh;
  }
}

/** The sets of a stage that come and go, by name. */
export const setsOf = (stage: Stage): string[] =>
  [
    ...[declarationFold, documentFold, inspectionFold, releaseFold, loadingParcelFold, loadUnitFold, customsFold],
    ...[carrierParcelFold, subscriptionFold],
    ...[entryFold, bookingFold, sealFold, deadLetterFold(stage)],
  ].flatMap((fold) => (fold.stage === stage ? fold.sets : []));

/** The state of the whole centre as the log says. */
export class Entities {
  readonly declaration;
  readonly documents;
  readonly inspection;
  readonly release;
  readonly parcels;
  readonly units;
  readonly entries;
  readonly bookings;
  readonly seals;
  readonly customs;
  readonly told;
  readonly subscriptions;
  readonly deadLetters: ReadonlyMap<Stage, EntityFold<DeadLetterState>>;
  readonly all: readonly EntityFold<State>[];

  constructor(partitions: number, findings: Findings) {
    const open = <S extends State>(fold: Fold<S>): EntityFold<S> => new EntityFold(fold, partitions, findings);
    this.declaration = open(declarationFold);
    this.documents = open(documentFold);
    this.inspection = open(inspectionFold);
    this.release = open(releaseFold);
    this.parcels = open(loadingParcelFold);
    this.units = open(loadUnitFold);
    this.entries = open(entryFold);
    this.bookings = open(bookingFold);
    this.seals = open(sealFold);
    this.customs = open(customsFold);
    this.told = open(carrierParcelFold);
    this.subscriptions = open(subscriptionFold);
    this.deadLetters = new Map(STAGES.map((stage) => [stage, open(deadLetterFold(stage))]));
    this.all = [
      this.declaration,
      this.documents,
      this.inspection,
      this.release,
      this.parcels,
      this.units,
      this.entries,
      this.bookings,
      this.seals,
      this.customs,
      this.told,
      this.subscriptions,
      ...this.deadLetters.values(),
    ] as unknown as EntityFold<State>[];
  }

  ofStage(stage: Stage): readonly EntityFold<State>[] {
    return this.all.filter(({ fold }) => fold.stage === stage);
  }

  take(stage: Stage, record: AuditRecord): void {
    for (const entities of this.ofStage(stage)) entities.take(record);
  }
}
