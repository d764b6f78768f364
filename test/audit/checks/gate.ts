import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import { partAt } from '../fold/parcel-parts';
import { isUnit } from '../fold/unit-rules';
import type { LoadUnitState } from '../fold/unit-state';
import { numberIn, textIn, textsIn, type AuditRecord, type Place } from '../log/record';
import { MAY_LEAVE } from './loads';

/** A unit that left, and its contents, which have to follow. */
interface Departure {
  readonly place: Place;
  /** The vehicle that left. */
  readonly transportId: string;
  /** Contents of the manifest that no chunk has named yet. */
  readonly unnamed: Set<string>;
  /** Contents that a chunk has named and whose lanes have not said so yet. */
  readonly following: Set<string>;
}

type Say = (what: string) => void;

/**
 * Invariant 6, at the gate: nothing comes aboard after the closing, nothing passes in a vehicle, at whatever depth, that may
 * not leave, and whatever is carried leaves with what carries it.
 */
export class Gate {
  private readonly departures = new Map<string, Departure>();

  constructor(
    private readonly entities: Entities,
    private readonly findings: Findings,
  ) {}

  /** Called before the event is folded. */
  event(record: AuditRecord): void {
    const { type, fields, key } = record;
    switch (type) {
      case 'ParcelLoaded':
        return this.closed(record, textIn(fields, 'unitId'), numberIn(fields, 'visit'));
      case 'UnitLoaded':
        return this.closed(record, textIn(fields, 'carrierId'), numberIn(fields, 'visit'));
      case 'ManifestEntered':
        return this.closed(record, key, this.entities.units.state(key).visit);
      case 'SealApplied':
        return this.sealed(record);
      case 'UnitDeparted':
        return this.departed(record);
      case 'DepartureChunk':
        return this.chunk(record);
      case 'PiecesDeparted':
      case 'ParcelDeparted':
        if (this.entities.parcels.state(key).hold === 'CONFIRMED')
          this.findings.record(6, record, 'it left although its hold was confirmed');
        return this.followed(record, textIn(fields, 'unitId'), numberIn(fields, 'visit'));
      default:
    }
  }

  finish(isDrained: boolean): void {
    let following = 0;
    for (const [stay, { place, unnamed, following: contents }] of this.departures) {
      following += contents.size + unnamed.size;
      const [first] = unnamed;
      if (isDrained && first !== undefined)
        this.findings.violation(6, `${stay} left with ${first}, which no chunk names`, place);
      const [waiting] = contents;
      if (isDrained && waiting !== undefined) {
        this.findings.violation(6, `${waiting} never followed ${stay}, which left with it`, place);
      }
    }
    if (following > 0) this.findings.note(6, `${following} parcels or units are to follow what carries them`);
  }

  private closed(record: AuditRecord, unitId: string, visit: number): void {
    this.findings.checked(6);
    const unit = this.entities.units.state(unitId);
    const isShut = unit.status === 'closed' || unit.status === 'departed';
    if (isShut && unit.visit === visit) this.findings.record(6, record, `loaded on ${unitId}, which is ${unit.status}`);
  }

  /** A seal is on the one unit that got its number. */
  private sealed(record: AuditRecord): void {
    this.findings.checked(6);
    const sealId = textIn(record.fields, 'sealId');
    const { unitId, visit } = this.entities.seals.state(sealId);
    if (unitId === record.key && visit === numberIn(record.fields, 'visit')) return;
    this.findings.record(6, record, `${sealId} is put on it, but ${unitId || 'nobody'} has the number`);
  }

  private departed(record: AuditRecord): void {
    this.findings.checked(6);
    const { key, fields } = record;
    const say: Say = (what) => this.findings.record(6, record, what);
    const unit = this.entities.units.state(key);
    const visit = numberIn(fields, 'visit');
    const transportId = textIn(fields, 'transportId');
    if (transportId === key) this.judge(key, visit, unit, say);
    else this.followed(record, unit.carriedBy ?? '', unit.carrierVisit);
    const { topic, partition, offset } = record;
    const unnamed = new Set(unit.manifest.map(({ contentId }) => contentId));
    const place = { topic, partition, offset };
    this.departures.set(`${key}#${visit}`, { place, transportId, unnamed, following: new Set() });
  }

  /** What passes the gate in a vehicle, or in something in it. */
  private judge(unitId: string, visit: number, unit: LoadUnitState, say: Say): void {
    if (unit.status !== 'closed') say(`it passed the gate ${unit.status}`);
    if (unit.reserved.length > 0) say(`it passed the gate with ${unit.reserved.length} unconfirmed places`);
    if (unit.seals.some(({ status }) => status === 'broken')) say('it passed the gate with a broken seal');
    for (const { sealedId } of unit.alarms) say(`it passed the gate with ${sealedId}, whose seal is broken`);
    for (const { parcelId } of unit.blocked) say(`it passed the gate with ${parcelId}, which it knows to be held`);
    for (const { contentId } of unit.manifest) {
      this.findings.checked(6);
      if (isUnit(contentId)) this.judgeUnit(contentId, unitId, visit, say);
      else this.judgeParcel(contentId, unitId, visit, say);
    }
  }

  private judgeParcel(id: string, unitId: string, visit: number, say: Say): void {
    const parcel = this.entities.parcels.state(id);
    const { status } = this.entities.release.state(id);
    if (parcel.hold === 'CONFIRMED') say(`it passed the gate with ${id}, the hold of which was confirmed`);
    const part = partAt(parcel, { unitId, visit });
    if (!part) say(`it left with ${id}, which did not confirm`);
    const isWhole = part?.numbers.length === 0 || part?.numbers.length === parcel.pieces;
    if (!isWhole && !parcel.isSplit) say(`it left with a part of ${id}, which was not split`);
    if (!MAY_LEAVE.has(status)) say(`it passed the gate with ${id}, which is ${status}`);
  }

  private judgeUnit(id: string, carrierId: string, visit: number, say: Say): void {
    const unit = this.entities.units.state(id);
    if (unit.carriedBy !== carrierId || unit.carrierVisit !== visit) say(`it left with ${id}, which did not confirm`);
    this.judge(id, unit.visit, unit, (what) => say(`in ${id}: ${what}`));
  }

  private chunk(record: AuditRecord): void {
    const departure = this.departures.get(`${record.key}#${numberIn(record.fields, 'visit')}`);
    for (const id of textsIn(record.fields, 'contentIds')) {
      if (departure?.unnamed.delete(id)) departure.following.add(id);
      else this.findings.record(6, record, `it names ${id}, with which the unit did not leave`);
    }
  }

  /** A parcel or unit leaves after what carries it, and in the same vehicle. */
  private followed(record: AuditRecord, carrierId: string, visit: number): void {
    this.findings.checked(6);
    const departure = this.departures.get(`${carrierId}#${visit}`);
    if (!departure?.following.delete(record.key)) {
      return this.findings.record(6, record, `it left with ${carrierId}, which did not leave with it`);
    }
    const transportId = textIn(record.fields, 'transportId');
    if (transportId !== departure.transportId) {
      this.findings.record(6, record, `it left with ${transportId}, but ${carrierId} with ${departure.transportId}`);
    }
  }
}
