import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import { labelOf, partAt, partsOf, readLabel } from '../fold/parcel-parts';
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
        const { id: contentId, piece } = readLabel(textIn(record.fields, 'contentId'));
        const entry = this.entities.units.state(record.key).manifest.find((each) => each.contentId === contentId);
        if (piece !== null && (entry?.pieces ?? 0) > 1) return; // others of it stay
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
    for (const part of partsOf(parcel)) {
      if (part.unitId !== unitId && !parcel.isSplit) say(`loaded on ${unitId}, but it is on ${part.unitId}`);
    }
    this.judgePlace(record, unitId, labelOf(record.key, record.fields['piece']), say);
  }

  /** With a unit everything in it is loaded. */
  private unitLoaded(record: AuditRecord): void {
    this.findings.checked(5);
    const say: Say = (what) => this.findings.record(5, record, what);
    const carrierId = textIn(record.fields, 'carrierId');
    const { carriedBy } = this.entities.units.state(record.key);
    if (carriedBy !== null) say(`loaded on ${carrierId}, but it is on ${carriedBy}`);
    this.judgePlace(record, carrierId, record.key, say);
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

  private judgePlace(record: AuditRecord, unitId: string, label: string, say: Say): void {
    const unit = this.entities.units.state(unitId);
    if (unit.visit !== numberIn(record.fields, 'visit')) say(`loaded on a visit of ${unitId} that is not now`);
    else if (!unit.reserved.includes(label)) say(`loaded on ${unitId}, which keeps no place for it`);
  }

  private entered(record: AuditRecord): void {
    this.findings.checked(5);
    const contentId = textIn(record.fields, 'contentId');
    const say: Say = (what) => this.findings.record(5, record, `${contentId} ${what}`);
    const { visit } = this.entities.units.state(record.key);
    const place = this.placeOf(contentId, record.key, visit);
    if (place.on !== record.key || place.visit !== visit) say(`is on ${place.on ?? 'no unit'}`);
    const stay = `${record.key}#${visit}`;
    const other = this.manifests.get(contentId);
    const isMore = other === stay && numberIn(record.fields, 'parcels') === 0;
    const mayBeApart = !isUnit(contentId) && this.entities.parcels.state(contentId).isSplit;
    if (other !== undefined && !isMore && !mayBeApart) say(`stands in the manifest of ${other} as well`);
    this.manifests.set(contentId, stay);
  }

  private placeOf(
    contentId: string,
    unitId: string,
    stay: number,
  ): { readonly on: string | null; readonly visit: number } {
    if (!isUnit(contentId)) {
      const parcel = this.entities.parcels.state(contentId);
      const part = partAt(parcel, { unitId, visit: stay });
      return { on: part?.unitId ?? parcel.unitId, visit: part?.visit ?? parcel.visit };
    }
    const { carriedBy, carrierVisit } = this.entities.units.state(contentId);
    return { on: carriedBy, visit: carrierVisit };
  }
}
