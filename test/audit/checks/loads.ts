import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import { isUnit, isWarehouse } from '../fold/unit-rules';
import { numberIn, textIn, type AuditRecord } from '../log/record';

/** The statuses of the release stage in which a parcel may stand in a unit: a hold that is asked for is none yet. */
export const MAY_LEAVE: ReadonlySet<string> = new Set(['released', 'holdRequested']);

type Say = (what: string) => void;

/** Invariant 5: what is loaded is released, free, and on no other unit. Called before the event is folded. */
export class Loads {
  /** The manifest that each parcel or unit stands in: `<unit>#<visit>`. */
  private readonly manifests = new Map<string, string>();

  constructor(
    private readonly entities: Entities,
    private readonly findings: Findings,
  ) {}

  event(record: AuditRecord): void {
    switch (record.type) {
      case 'ParcelLoaded':
        return this.parcelLoaded(record);
      case 'UnitLoaded':
        return this.unitLoaded(record);
      case 'ManifestEntered':
        return this.entered(record);
      case 'UnitOpened':
      case 'WagonArrived': // for its next use; where it left with something, it has left
        this.manifests.delete(record.key);
        return;
      case 'PlaceVacated': {
        const contentId = textIn(record.fields, 'contentId');
        const stay = `${record.key}#${numberIn(record.fields, 'visit')}`;
        if (this.manifests.get(contentId) === stay) this.manifests.delete(contentId);
        return;
      }
      default:
    }
  }

  private parcelLoaded(record: AuditRecord): void {
    this.findings.checked(5);
    const say: Say = (what) => this.findings.record(5, record, what);
    const unitId = textIn(record.fields, 'unitId');
    const release = this.entities.release.state(record.key);
    const parcel = this.entities.parcels.state(record.key);
    if (!release.released) say('loaded, but never released');
    else if (!MAY_LEAVE.has(release.status)) say(`loaded, but it is ${release.status}`);
    if (parcel.hold === 'CONFIRMED') say('loaded, but its hold was confirmed');
    if (parcel.unitId !== null) say(`loaded on ${unitId}, but it is on ${parcel.unitId}`);
    this.judgePlace(record, unitId, say);
  }

  /** With a unit everything in it is loaded. */
  private unitLoaded(record: AuditRecord): void {
    this.findings.checked(5);
    const say: Say = (what) => this.findings.record(5, record, what);
    const carrierId = textIn(record.fields, 'carrierId');
    const { carriedBy } = this.entities.units.state(record.key);
    if (carriedBy !== null) say(`loaded on ${carrierId}, but it is on ${carriedBy}`);
    this.judgePlace(record, carrierId, say);
    // Nothing leaves from the warehouse, so that it may keep what is held.
    if (!isWarehouse(carrierId)) this.judgeContents(record.key, say);
  }

  private judgeContents(unitId: string, say: Say): void {
    for (const { contentId } of this.entities.units.state(unitId).manifest) {
      if (isUnit(contentId)) {
        this.judgeContents(contentId, say);
        continue;
      }
      const { status } = this.entities.release.state(contentId);
      if (!MAY_LEAVE.has(status)) say(`loaded with ${contentId} in it, which is ${status}`);
      const { hold } = this.entities.parcels.state(contentId);
      if (hold === 'CONFIRMED') say(`loaded with ${contentId} in it, the hold of which was confirmed`);
    }
  }

  private judgePlace(record: AuditRecord, unitId: string, say: Say): void {
    const unit = this.entities.units.state(unitId);
    if (unit.visit !== numberIn(record.fields, 'visit')) say(`loaded on a visit of ${unitId} that is not now`);
    else if (!unit.reserved.includes(record.key)) say(`loaded on ${unitId}, which keeps no place for it`);
  }

  private entered(record: AuditRecord): void {
    this.findings.checked(5);
    const contentId = textIn(record.fields, 'contentId');
    const say: Say = (what) => this.findings.record(5, record, `${contentId} ${what}`);
    const { visit } = this.entities.units.state(record.key);
    const place = this.placeOf(contentId);
    if (place.on !== record.key || place.visit !== visit) say(`is on ${place.on ?? 'no unit'}`);
    const other = this.manifests.get(contentId);
    if (other !== undefined) say(`stands in the manifest of ${other} as well`);
    this.manifests.set(contentId, `${record.key}#${visit}`);
  }

  private placeOf(contentId: string): { readonly on: string | null; readonly visit: number } {
    if (!isUnit(contentId)) {
      const { unitId, visit } = this.entities.parcels.state(contentId);
      return { on: unitId, visit };
    }
    const { carriedBy, carrierVisit } = this.entities.units.state(contentId);
    return { on: carriedBy, visit: carrierVisit };
  }
}
