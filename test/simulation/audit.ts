import type { EventMeta } from '@alataw/contracts';
import type { StageRecords } from '@alataw/lane';
import type { LogRecord, RecordBatch } from '@alataw/log';
import { encodeRemains, numberMember, numberSet, slotOf } from '@alataw/projection';
import type { StageDefinition } from '@alataw/stage';
import { dockStage, dockStage2 } from './dock.stage';
import { gateStage } from './gate.stage';
import { Judge } from './judge';
import { auditLetters } from './letters';
import type { SlotLane } from './memory-redis';
import { recordsOf } from './records';
import type { World } from './sim-process';

/** Writes where only lanes may; the audit knows it, so that it can tell its records from those of a former owner. */
export const ALIEN = { producerId: 9_999, producerEpoch: 0 };

interface Decided {
  readonly type: string;
  readonly meta: EventMeta;
  readonly truckId: string;
  readonly parcelId: string;
}

type Audited = Pick<World, 'codec' | 'broker' | 'redis' | 'seen'>;

type Subject = ReturnType<StageRecords['subject']>;

const placeOf = (topic: string, partition: number, offset: number): string => `${topic}/${partition}/${offset}`;

/** What must hold of every schedule, once it has settled. */
export const audit = (stages: readonly StageDefinition[], world: Audited): string[] => new Audit(world).run(stages);

class Audit {
  private readonly faults: string[] = [];
  /** Records of events topics that count, by place. */
  private readonly counting = new Map<string, LogRecord>();
  private readonly decided: Decided[] = [];
  private readonly causes = new Map<string, number>();

  constructor(private readonly world: Audited) {}

  run(stages: readonly StageDefinition[]): string[] {
    for (const stage of stages) this.foldStage(stage);
    this.checkCauses();
    this.checkForwards('loading.transfer');
    this.checkForwards('loading.dead-letters');
    this.checkAnswers();
    this.checkDock();
    if (stages.includes(gateStage)) this.checkGate();
    return [...new Set(this.faults)];
  }

  private fault(what: string): void {
    this.faults.push(what);
  }

  private foldStage(stage: StageDefinition): void {
    const records = recordsOf(stage, this.world.broker.partitions);
    for (let partition = 0; partition < this.world.broker.partitions; partition++) {
      const { counting, others } = new Judge(this.world.codec).read(this.world.broker.batches(stage.output, partition));
      const isFormerOwner = (b: RecordBatch): boolean => b.producerId >= 0 && b.producerId !== ALIEN.producerId;
      if (!this.world.broker.hasForgotten && others.some(isFormerOwner)) this.fault('a former owner was let write');
      const subjects = new Map<string, Subject>();
      for (const batch of counting) {
        for (const record of batch.records) {
          this.counting.set(placeOf(stage.output, partition, record.offset), record);
          this.fold(records, subjects, record);
        }
      }
      if (stage === dockStage) this.checkLetters(counting);
      for (const fold of stage === dockStage ? [dockStage, dockStage2] : [stage])
        this.compareSlot(fold, partition, counting);
    }
  }

  private checkLetters(counting: readonly RecordBatch[]): void {
    for (const [answer, count] of auditLetters(this.world.codec, counting, (what) => this.fault(what)))
      this.world.seen(answer, count);
  }

  private fold(records: StageRecords, subjects: Map<string, Subject>, record: LogRecord): void {
    const own = records.readOwn(record);
    if (own.kind === 'claimed' || own.kind === 'advanced') return;
    const { topic, partition, offset } = own.meta.cause;
    const cause = placeOf(topic, partition, offset);
    this.causes.set(cause, (this.causes.get(cause) ?? 0) + 1);
    if (own.kind === 'answer') return;
    this.decided.push(own.event as Decided);
    const key = `${own.entity.kind}/${own.id}`;
    const subject = subjects.get(key) ?? records.subject(own.entity.kind, own.id, null);
    subjects.set(key, subject);
    if (own.meta.sequence !== subject.sequence + 1) this.fault('a sequence of events has a gap or a repetition');
    subject.apply(own.event, own.meta.occurredAt, record.offset);
  }

  /** Folds the log as a slot's own fold does, up to the slot's mark, and compares: also where readers follow another. */
  private compareSlot(stage: StageDefinition, partition: number, counting: readonly RecordBatch[]): void {
    const records = recordsOf(stage, this.world.broker.partitions);
    const stored = this.world.redis.of(slotOf(stage.name, records.fold), partition);
    const isFollowed = this.world.redis.followed(stage.name, partition) === records.fold;
    if (!isFollowed && (stored.lane === null || stored.isTorn)) return; // given up in the middle
    const subjects = new Map<string, Subject>();
    for (const record of counting.flatMap((batch) => batch.records)) {
      if (!isFollowed && record.offset >= stored.lane!.mark) break;
      const own = records.readOwn(record);
      if (own.kind !== 'event') continue;
      const key = `${own.entity.kind}/${own.id}`;
      const subject = subjects.get(key) ?? records.subject(own.entity.kind, own.id, null);
      subjects.set(key, subject);
      subject.apply(own.event, own.meta.occurredAt, record.offset);
    }
    this.compare(stage, stored, [...subjects.values()]);
  }

  private compare({ entities }: StageDefinition, stored: SlotLane, subjects: readonly Subject[]): void {
    const counts = new Map<string, number>();
    const members: string[] = [];
    let alive = 0;
    let remembered = 0;
    for (const subject of subjects) {
      const { kind, id, bytes, statusAfter, enter, gain, left } = subject.toChange(this.world.codec);
      const entry = stored.entries.get(`${kind}/${id}`);
      const isSame = bytes ? entry?.equals(bytes) === true : entry === undefined;
      if (!isSame) this.fault('Redis differs from the log in a state');
      if (bytes) alive++;
      const remains = left?.remains ? encodeRemains(left.remains) : undefined;
      if (stored.left.get(`${kind}/${id}`) !== remains) this.fault('Redis remembers otherwise than the log');
      if (remains !== undefined) remembered++;
      if (statusAfter !== null) counts.set(statusAfter, (counts.get(statusAfter) ?? 0) + 1);
      for (const { set } of enter) members.push(`${set} ${id}`);
      for (const by of gain) members.push(`${numberSet(kind, by.number)} ${numberMember(by, id)}`);
    }
    if (stored.entries.size > alive || stored.left.size > remembered) this.fault('Redis knows what the log does not');
    for (const [status, count] of stored.counts) {
      if (count !== (counts.get(status) ?? 0)) this.fault('Redis counts otherwise than the log');
    }
    const found = [...stored.sets].flatMap(([set, ids]) => [...ids.keys()].map((id) => `${set} ${id}`));
    if (found.sort().join() !== members.sort().join()) this.fault('a queue in Redis differs from the log');
    if (entities.length === 0) this.fault('a stage without entities proves nothing');
  }

  /** Nothing follows from a record that does not count. */
  private checkCauses(): void {
    for (const { meta } of this.decided) {
      const { topic, partition, offset } = meta.cause;
      if (topic === dockStage.output && !this.counting.has(placeOf(topic, partition, offset)))
        this.fault('a decision follows from a record that does not count');
    }
    const ids = this.decided.map((event) => event.meta.eventId);
    if (new Set(ids).size < ids.length) this.fault('an input was decided twice');
  }

  private checkForwards(topic: string): void {
    for (let partition = 0; partition < this.world.broker.partitions; partition++) {
      for (const { records } of this.world.broker.batches(topic, partition)) {
        for (const { headers } of records) {
          const [lane, offset] = (headers?.['origin'] ?? '').split(':').map(Number);
          if (offset !== undefined && !this.counting.has(placeOf(dockStage.output, lane!, offset)))
            this.fault('a record that does not count was forwarded');
        }
      }
    }
  }

  private checkAnswers(): void {
    for (let partition = 0; partition < this.world.broker.partitions; partition++) {
      for (let offset = 0; offset < this.world.broker.end('loading.commands', partition); offset++) {
        if (!this.causes.has(placeOf('loading.commands', partition, offset)))
          this.fault('a command was left without an answer');
      }
    }
  }

  private count(...types: string[]): number {
    return this.decided.filter((event) => types.includes(event.type)).length;
  }

  private checkDock(): void {
    if (this.count('Reserved') !== this.count('Taken', 'Declined')) this.fault('a reservation was answered not once');
    if (this.count('Taken') !== this.count('Entered')) this.fault('what a parcel took was entered not once');
    if (this.count('Declined') !== this.count('Freed')) this.fault('what a parcel declined was freed not once');
    const taken = this.decided.filter((event) => event.type === 'Taken').map((event) => event.parcelId);
    if (new Set(taken).size < taken.length) this.fault('a parcel is on two trucks');
  }

  private checkGate(): void {
    if (this.count('Taken', 'Declined') !== this.count('Noticed'))
      this.fault('what the dock said was noticed not once');
    if (this.count('Taken') !== this.count('Passed')) this.fault('a decision of two events is not whole');
  }
}
