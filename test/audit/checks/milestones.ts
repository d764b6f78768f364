import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import type { AvroRecord } from '../log/avro';
import { flagIn, numberIn, placeText, textIn, type AuditRecord, type Place } from '../log/record';
import type { Lanes } from './lanes';

/** Something that happened to a parcel and that its carrier has to be told. */
interface Due {
  readonly place: Place;
  readonly milestone: string;
  /** All that is to be said of it, as one text. */
  readonly what: string;
  /** Read before the release, and to be told behind it: when it happened, as was noted; undefined: not so. */
  notedAt?: number;
  /** Put aside by the lane, until an operator settles it. */
  isParked: boolean;
}

/** What is told of each event of release and loading. */
const MILESTONES: Readonly<Record<string, string>> = {
  ParcelReleased: 'RELEASED',
  ReleaseRevoked: 'RELEASE_REVOKED',
  ParcelHeld: 'HELD',
  HoldLifted: 'HOLD_LIFTED',
  HoldTooLate: 'HOLD_TOO_LATE',
  ParcelReturned: 'RETURNED',
  ParcelDetained: 'DETAINED',
  ParcelLoaded: 'LOADED',
  ParcelOffloaded: 'OFFLOADED',
  ParcelDeparted: 'DEPARTED',
  PiecesDeparted: 'PIECES_DEPARTED',
};

/** Invariant 9: a carrier is told everything that happens to a released parcel, each once, as it was, in the order of its topic. */
export class Milestones {
  private readonly due = new Map<string, Due[]>();

  constructor(
    private readonly entities: Entities,
    private readonly lanes: Lanes,
    private readonly findings: Findings,
  ) {}

  /** Called before the event is folded, in an order in which every cause comes first. */
  event(record: AuditRecord): void {
    if (record.type === 'MilestoneReached') return this.told(record);
    if (record.type === 'MovementNoted') return this.noted(record);
    const milestone = record.type === null ? undefined : MILESTONES[record.type];
    if (milestone === undefined || !this.isCarriers(record)) return;
    const { topic, partition, offset, key, fields } = record;
    const own = this.due.get(key) ?? [];
    this.due.set(key, own);
    own.push({ place: { topic, partition, offset }, milestone, what: saidOf(milestone, fields), isParked: false });
  }

  /** An input that the lane could not process is told once it is retried. */
  parked({ meta }: AuditRecord): void {
    for (const own of this.due.values()) {
      for (const due of own) if (meta && isAt(due.place, meta.cause)) due.isParked = true;
    }
  }

  finish(isDrained: boolean): void {
    let waiting = 0;
    for (const [parcelId, own] of this.due) {
      for (const { place, milestone, isParked, notedAt } of own) {
        if (isParked || this.isForgotten(parcelId, milestone)) continue;
        const next = this.lanes.of('carriers', place.partition).progress.next.get(place.topic) ?? 0;
        const isRead = place.offset < next && notedAt === undefined;
        if (!isRead && !isDrained) waiting++;
        else this.findings.violation(9, `the carrier was never told ${milestone}`, { ...place, entity: parcelId });
      }
    }
    if (waiting > 0) this.findings.note(9, `${waiting} milestones wait to be told`);
  }

  /** What happens before the release is no carrier's business. */
  private isCarriers({ type, key, fields }: AuditRecord): boolean {
    if (type === 'ParcelHeld' || type === 'HoldLifted') return flagIn(fields, 'released');
    if (type === 'ParcelReturned' || type === 'ParcelDetained') return this.entities.release.state(key).released;
    return true;
  }

  /** What is taken off a unit when everything about the parcel has been forgotten is told to nobody. */
  private isForgotten(parcelId: string, milestone: string): boolean {
    return milestone === 'OFFLOADED' && this.entities.told.state(parcelId).status === 'absent';
  }

  private noted(record: AuditRecord): void {
    this.findings.checked(9);
    const due = this.find(record);
    if (due === undefined) return this.say(record, 'it tells of nothing that happened');
    if (due.what !== saidOf(due.milestone, record.fields)) this.say(record, `it was ${due.what}`);
    due.notedAt = record.meta?.occurredAt ?? 0;
  }

  private told(record: AuditRecord): void {
    this.findings.checked(9);
    const due = this.find(record);
    if (due === undefined) return this.say(record, 'it tells of nothing that happened');
    const own = this.due.get(record.key) ?? [];
    const missed = own.find((each) => each !== due && isBefore(each, due) && !each.isParked);
    if (missed && !this.isForgotten(record.key, missed.milestone))
      this.say(record, `${missed.milestone} of ${placeText(missed.place)} has to be told before`);
    if (due.what !== saidOf(textIn(record.fields, 'milestone'), record.fields)) this.say(record, `it was ${due.what}`);
    const happenedAt = numberIn(record.fields, 'happenedAt');
    const really = due.notedAt ?? record.meta?.occurredAt;
    if (happenedAt !== really) this.say(record, `it happened at ${really}`);
    own.splice(own.indexOf(due), 1);
    if (own.length === 0) this.due.delete(record.key);
  }

  /** What a record of the stage is about: its cause, or what was noted before the release; of a retry, what it says. */
  private find({ key, meta, fields }: AuditRecord): Due | undefined {
    const own = this.due.get(key) ?? [];
    const milestone = textIn(fields, 'milestone');
    const cause = own.find(({ place }) => meta !== null && isAt(place, meta.cause));
    if (cause) return cause;
    const isRetry = meta?.cause.topic === 'carriers.commands';
    return own.find((due) => due.milestone === milestone && (isRetry ? due.isParked : due.notedAt !== undefined));
  }

  private say(record: AuditRecord, what: string): void {
    this.findings.record(9, record, what);
  }
}

const isAt = (a: Place, b: Place): boolean =>
  a.topic === b.topic && a.partition === b.partition && a.offset === b.offset;

/** A topic is read in its order; release and loading are two. */
const isBefore = ({ place: a }: Due, { place: b }: Due): boolean => a.topic === b.topic && a.offset < b.offset;

/** What an event of any stage says of a milestone, as one text. */
function saidOf(milestone: string, fields: AvroRecord): string {
  const isReleased = milestone === 'RELEASED';
  const names = ['unitId', 'transportId', 'piece', 'reason'];
  const facts = ['carrier', 'platform', 'destinationCountry', 'portCode', 'tradeMode', 'declarationVersion'];
  const said = [...names, ...(isReleased ? facts : [])].map((name) => `${name}=${textOf(fields[name])}`);
  return [milestone, ...said].join(' ');
}

const textOf = (value: AvroRecord[string] | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : '-';
