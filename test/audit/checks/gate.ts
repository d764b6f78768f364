import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import { numberIn, textIn, textsIn, type AuditRecord, type Place } from '../log/record';
import { MAY_LEAVE } from './loads';

/** A truck that left, and the parcels that have to follow. */
interface Departure {
  readonly place: Place;
  readonly visit: number;
  /** Parcels of the manifest that no chunk has named yet. */
  readonly unnamed: Set<string>;
  /** Parcels that a chunk has named and whose lanes have not said so yet. */
  readonly following: Set<string>;
}

/** Invariant 6, at the gate: nothing comes aboard after the seal, and nothing passes that may not leave. */
export class Gate {
  private readonly departures = new Map<string, Departure>();

  constructor(
    private readonly entities: Entities,
    private readonly findings: Findings,
  ) {}

  /** Called before the event is folded. */
  event(record: AuditRecord): void {
    switch (record.type) {
      case 'ParcelLoaded':
        return this.sealed(record, textIn(record.fields, 'truckId'), numberIn(record.fields, 'visit'));
      case 'ManifestEntered':
        return this.sealed(record, record.key, this.entities.trucks.state(record.key).visit);
      case 'TruckDeparted':
        return this.departed(record);
      case 'DepartureChunk':
        return this.chunk(record);
      case 'ParcelDeparted':
        return this.followed(record);
      default:
    }
  }

  finish(isDrained: boolean): void {
    let following = 0;
    for (const [stay, { place, unnamed, following: parcels }] of this.departures) {
      following += parcels.size;
      const [first] = unnamed;
      if (first !== undefined) this.findings.violation(6, `${stay} left with ${first}, which no chunk names`, place);
      const [waiting] = parcels;
      if (isDrained && waiting !== undefined) {
        this.findings.violation(6, `${waiting} never followed ${stay}, which left with it`, place);
      }
    }
    if (following > 0) this.findings.note(6, `${following} parcels are to follow their trucks`);
  }

  private sealed(record: AuditRecord, truckId: string, visit: number): void {
    this.findings.checked(6);
    const truck = this.entities.trucks.state(truckId);
    const isShut = truck.status === 'sealed' || truck.status === 'departed';
    if (isShut && truck.visit === visit)
      this.findings.record(6, record, `loaded on ${truckId}, which is ${truck.status}`);
  }

  private departed(record: AuditRecord): void {
    this.findings.checked(6);
    const say = (what: string): void => this.findings.record(6, record, what);
    const truck = this.entities.trucks.state(record.key);
    const visit = numberIn(record.fields, 'visit');
    if (truck.status !== 'sealed') say(`it passed the gate ${truck.status}`);
    if (truck.reserved.length > 0) say(`it passed the gate with ${truck.reserved.length} unconfirmed places`);
    const ids = truck.manifest.map(({ parcelId }) => parcelId);
    for (const id of ids) {
      this.findings.checked(6);
      const parcel = this.entities.parcels.state(id);
      const { status } = this.entities.release.state(id);
      if (truck.blocked.includes(id)) say(`it passed the gate with ${id}, which it knows to be held`);
      if (parcel.hold === 'CONFIRMED') say(`it passed the gate with ${id}, the hold of which was confirmed`);
      if (parcel.truckId !== record.key || parcel.visit !== visit) say(`it left with ${id}, which did not confirm`);
      if (!MAY_LEAVE.has(status)) say(`it passed the gate with ${id}, which is ${status}`);
    }
    const { topic, partition, offset } = record;
    const place = { topic, partition, offset };
    const departure = { place, visit, unnamed: new Set(ids), following: new Set<string>() };
    this.departures.set(`${record.key}#${visit}`, departure);
  }

  private chunk(record: AuditRecord): void {
    const departure = this.departures.get(`${record.key}#${numberIn(record.fields, 'visit')}`);
    for (const id of textsIn(record.fields, 'parcelIds')) {
      if (departure?.unnamed.delete(id)) departure.following.add(id);
      else this.findings.record(6, record, `it names ${id}, with which the truck did not leave`);
    }
  }

  private followed(record: AuditRecord): void {
    this.findings.checked(6);
    const truckId = textIn(record.fields, 'truckId');
    const departure = this.departures.get(`${truckId}#${numberIn(record.fields, 'visit')}`);
    const { hold } = this.entities.parcels.state(record.key);
    if (hold === 'CONFIRMED') this.findings.record(6, record, 'it left although its hold was confirmed');
    if (!departure?.following.delete(record.key)) {
      this.findings.record(6, record, `it left with ${truckId}, which did not leave with it`);
    }
  }
}
