import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import { numberIn, textIn, type AuditRecord } from '../log/record';

/** The statuses of the release stage in which a parcel may stand on a truck: a hold that is asked for is none yet. */
export const MAY_LEAVE: ReadonlySet<string> = new Set(['released', 'holdRequested']);

/** Invariant 5: what is loaded is released, free, and on no other truck. Called before the event is folded. */
export class Loads {
  /** The manifest that each parcel stands in: `<truck>#<visit>`. */
  private readonly manifests = new Map<string, string>();

  constructor(
    private readonly entities: Entities,
    private readonly findings: Findings,
  ) {}

  event(record: AuditRecord): void {
    switch (record.type) {
      case 'ParcelLoaded':
        return this.loaded(record);
      case 'ManifestEntered':
        return this.entered(record);
      case 'PlaceVacated': {
        const parcelId = textIn(record.fields, 'parcelId');
        const stay = `${record.key}#${numberIn(record.fields, 'visit')}`;
        if (this.manifests.get(parcelId) === stay) this.manifests.delete(parcelId);
        return;
      }
      default:
    }
  }

  private loaded(record: AuditRecord): void {
    this.findings.checked(5);
    const say = (what: string): void => this.findings.record(5, record, what);
    const truckId = textIn(record.fields, 'truckId');
    const release = this.entities.release.state(record.key);
    const parcel = this.entities.parcels.state(record.key);
    const truck = this.entities.trucks.state(truckId);
    if (!release.released) say('loaded, but never released');
    else if (!MAY_LEAVE.has(release.status)) say(`loaded, but it is ${release.status}`);
    if (parcel.hold === 'CONFIRMED') say('loaded, but its hold was confirmed');
    if (parcel.truckId !== null) say(`loaded on ${truckId}, but it is on ${parcel.truckId}`);
    if (truck.visit !== numberIn(record.fields, 'visit')) say(`loaded on a visit of ${truckId} that is not now`);
    else if (!truck.reserved.includes(record.key)) say(`loaded on ${truckId}, which keeps no place for it`);
  }

  private entered(record: AuditRecord): void {
    this.findings.checked(5);
    const parcelId = textIn(record.fields, 'parcelId');
    const say = (what: string): void => this.findings.record(5, record, `${parcelId} ${what}`);
    const { visit } = this.entities.trucks.state(record.key);
    const parcel = this.entities.parcels.state(parcelId);
    if (parcel.truckId !== record.key || parcel.visit !== visit) say(`is on ${parcel.truckId ?? 'no truck'}`);
    const other = this.manifests.get(parcelId);
    if (other !== undefined) say(`stands in the manifest of ${other} as well`);
    this.manifests.set(parcelId, `${record.key}#${visit}`);
  }
}
