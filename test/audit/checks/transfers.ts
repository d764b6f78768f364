import type { Findings } from '../findings';
import { readLabel } from '../fold/parcel-parts';
import { BitSet, type Ledger } from '../log/ledger';
import { originOf, placeText, textIn, textsIn, type AuditRecord, type Place } from '../log/record';
import { TRANSFERRED } from '../log/stages';
import { deadLettersOf, eventsOf, isTransfer, transferOf, transferStage, type Stage } from '../log/topics';
import { partitionOfKey } from '../wire/murmur2';
import type { Lanes } from './lanes';

/** A record that a lane's output obliges it to send on. */
interface Owed {
  readonly from: Place;
  readonly topic: string;
  readonly partition: number;
  /** What has to arrive: the fingerprint of the record that it is a copy of. */
  readonly fingerprint: number;
}

/** Invariant 2, between lanes: what a lane's output says to another lane, or to the dead letters, arrives as it was said. */
export class Transfers {
  private readonly owed = new Map<string, Owed>();
  /** Per receiver and sender: the offsets that have arrived. */
  private readonly arrived = new Map<string, BitSet>();
  /** Per receiver and sender: the largest of them. */
  private readonly newest = new Map<string, number>();
  /** Transfers that had arrived before: the receiver passes over them. */
  private readonly repeated = new Map<string, BitSet>();
  repetitions = 0;

  constructor(
    private readonly ledger: Ledger,
    private readonly lanes: Lanes,
    private readonly partitions: number,
    private readonly findings: Findings,
  ) {}

  /** Takes an event that counts and notes what it obliges its lane to send. */
  event(stage: Stage, record: AuditRecord): void {
    const { type, meta, partition, fields } = record;
    if (type === 'RecordParked' && meta) {
      this.owe(record, deadLettersOf(stage), partition, this.ledger.fingerprintAt(meta.cause));
      return;
    }
    const field = type !== null && isTransfer(transferOf(stage)) ? TRANSFERRED[type] : undefined;
    if (field === undefined || fields[field] === null) return;
    const ids = Array.isArray(fields[field]) ? textsIn(fields, field) : [textIn(fields, field)];
    const receivers = new Set(ids.map((id) => partitionOfKey(Buffer.from(readLabel(id).id), this.partitions)));
    for (const receiver of receivers) this.owe(record, transferOf(stage), receiver, record.fingerprint);
  }

  /** Takes a record of a transfer topic or of a dead-letter topic. @param sender whose output it comes from */
  arrival(sender: Stage, record: AuditRecord): void {
    this.findings.checked(2);
    const { topic, partition, offset } = record;
    const origin = originOf(record);
    if (!origin) return this.findings.record(2, record, 'it does not say where it comes from');
    const from = { topic: eventsOf(sender), ...origin };
    const way = `${topic}/${partition}<${origin.partition}`;
    const arrived = this.arrived.get(way) ?? new BitSet();
    this.arrived.set(way, arrived);
    if (!arrived.add(origin.offset)) {
      this.repetitions++;
      if (isTransfer(topic)) this.repeatedIn(topic, partition).add(offset);
      return;
    }
    this.newest.set(way, Math.max(origin.offset, this.newest.get(way) ?? -1));
    const name = `${way}@${origin.offset}`;
    const owed = this.owed.get(name);
    this.owed.delete(name);
    if (!owed) this.findings.record(2, record, `${placeText(from)} has nothing to send there`);
    else if (owed.fingerprint !== record.fingerprint) {
      this.findings.record(2, record, `it is not the same as what ${placeText(from)} has to send`);
    }
  }

  /** Whether this record of a transfer topic is a repetition, which nobody has to answer. */
  isRepetition({ topic, partition, offset }: Place): boolean {
    return this.repeated.get(`${topic}/${partition}`)?.has(offset) ?? false;
  }

  /** The first output of a lane that has not arrived where it was to be sent; Infinity when all have. */
  firstOwed(stage: Stage, partition: number): number {
    const own = [...this.owed.values()].filter(
      ({ from }) => from.topic === eventsOf(stage) && from.partition === partition,
    );
    return Math.min(...own.map(({ from }) => from.offset));
  }

  /** What never arrived, although its lane has gone on sending; the rest is on its way. */
  finish(isDrained: boolean): void {
    let onTheWay = 0;
    for (const { from, topic, partition } of this.owed.values()) {
      this.findings.checked(2);
      const newest = this.newest.get(`${topic}/${partition}<${from.partition}`) ?? -1;
      const { forwarded } = this.lanes.of(transferStage(topic) ?? stageOf(topic), from.partition).progress;
      if (!isDrained && from.offset > newest && from.offset >= forwarded) onTheWay++;
      else this.findings.violation(2, `${placeText(from)} never arrived in ${topic}/${partition}`, from);
    }
    if (onTheWay > 0) this.findings.note(2, `${onTheWay} transfers or dead letters are on their way`);
    if (this.repetitions > 0) this.findings.note(2, `${this.repetitions} of them came twice and were passed over`);
  }

  private owe({ topic: output, partition, offset }: Place, topic: string, to: number, fingerprint: number): void {
    const from = { topic: output, partition, offset };
    this.owed.set(`${topic}/${to}<${partition}@${offset}`, { from, topic, partition: to, fingerprint });
  }

  private repeatedIn(topic: string, partition: number): BitSet {
    const name = `${topic}/${partition}`;
    const known = this.repeated.get(name) ?? new BitSet();
    this.repeated.set(name, known);
    return known;
  }
}

const stageOf = (deadLetters: string): Stage => deadLetters.slice(0, deadLetters.indexOf('.')) as Stage;
