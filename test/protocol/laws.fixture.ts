/** An event as the laws see it: by its fields alone. */
export type LawEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

/** What is known of anything that may be in a load unit, from the events alone. */
interface ContentFile {
  /** A parcel is staged, a unit closed. */
  ready: boolean;
  /** The unit that it is in, by its own events. */
  on: string | null;
  /** The vehicle that left with it, by that vehicle's events. */
  left: string | null;
}

interface ParcelFile extends ContentFile {
  blocked: boolean;
  withdrawn: boolean;
  /** A hold is asked for and not settled. */
  asked: boolean;
}

interface UnitFile extends ContentFile {
  manifest: Set<string>;
  reserved: Set<string>;
  /** It takes nothing more. */
  closing: boolean;
  /** What is known of its gate pass. */
  pass: 'none' | 'valid' | 'void';
}

/** Thrown when an event breaks what must always hold. */
export class LawBroken extends Error {
  override readonly name = 'LawBroken';
}

/**
 * What must hold of loading at every instant, in the order of the decisions. Folds the events by itself: it shares nothing
 * with the deciders but the names of their events.
 */
export class Laws {
  private readonly parcels = new Map<string, ParcelFile>();
  private readonly units = new Map<string, UnitFile>();

  /** @param seen takes down the types of the events that happened */
  constructor(private readonly seen: Set<string> = new Set()) {}

  /** The same knowledge, to go on from apart. */
  fork(): Laws {
    const twin = new Laws(this.seen);
    for (const [id, parcel] of this.parcels) twin.parcels.set(id, { ...parcel });
    for (const [id, unit] of this.units) {
      twin.units.set(id, { ...unit, manifest: new Set(unit.manifest), reserved: new Set(unit.reserved) });
    }
    return twin;
  }

  /** All that is known, the same text for the same knowledge. */
  text(): string {
    const units = [...this.units].map(([id, { manifest, reserved, ...unit }]) =>
      [id, ...manifest, '/', ...reserved, ...Object.values(unit)].join(),
    );
    const parcels = [...this.parcels].map(([id, parcel]) => [id, ...Object.values(parcel)].join());
    return [...units.sort(), ...parcels.sort()].join(';');
  }

  /** @throws {LawBroken} */
  observe(event: LawEvent): void {
    this.seen.add(event.type);
    this.aboutParcel(event);
    this.aboutUnit(event);
    this.aboutHold(event);
  }

  private aboutParcel({ type, ...event }: LawEvent): void {
    const parcelId = String(event['parcelId']);
    const name = `${parcelId} and ${String(event['unitId'])}`;
    switch (type) {
      case 'ParcelStaged':
        this.parcel(parcelId).ready = true;
        break;
      case 'ParcelLoaded': {
        const parcel = this.parcel(parcelId);
        law(!parcel.blocked && !parcel.withdrawn, `${name}: loaded, but held, revoked or returned`);
        this.load(parcel, String(event['unitId']), name);
        break;
      }
      case 'ParcelOffloaded':
        this.parcel(parcelId).on = null;
        break;
      case 'ParcelUnblocked':
        this.parcel(parcelId).blocked = false;
        break;
      case 'ParcelWithdrawn':
        this.parcel(parcelId).withdrawn = true;
        break;
      case 'ParcelDeparted':
        law(this.parcel(parcelId).left === event['transportId'], `${name}: departed without its vehicle`);
        this.parcel(parcelId).on = null;
    }
  }

  private load(content: ContentFile, unitId: string, name: string): void {
    const unit = this.unit(unitId);
    law(content.ready, `${name}: loaded, but not released or not closed`);
    law(content.on === null && content.left === null, `${name}: loaded, but on another unit or gone`);
    law(!unit.ready && unit.left === null, `${name}: loaded after the unit was closed`);
    content.on = unitId;
  }

  private aboutUnit({ type, ...event }: LawEvent): void {
    const unitId = String(event['unitId']);
    const contentId = String(event['contentId']);
    switch (type) {
      case 'TruckArrived':
      case 'WagonArrived':
      case 'BlockLaidOut':
      case 'UnitOpened':
        this.units.set(unitId, emptyUnit());
        return;
      case 'PlaceReserved':
        law(!this.unit(unitId).closing && this.unit(unitId).left === null, `${unitId}: reserves after closing began`);
        this.unit(unitId).reserved.add(contentId);
        return;
      case 'PlaceFreed':
        this.unit(unitId).reserved.delete(contentId);
        return;
      case 'ManifestEntered':
        law(!this.unit(unitId).ready && this.unit(unitId).left === null, `${unitId}: enters ${contentId} when closed`);
        this.unit(unitId).reserved.delete(contentId);
        this.unit(unitId).manifest.add(contentId);
        return;
      case 'PlaceVacated':
        law(this.unit(unitId).left === null, `${unitId}: vacates ${contentId} after it left`);
        this.unit(unitId).manifest.delete(contentId);
        return;
      case 'ClosingStarted':
        this.unit(unitId).closing = true;
        return;
      case 'UnitClosed':
        law(this.unit(unitId).reserved.size === 0, `${unitId}: closed while a content had not answered`);
        this.unit(unitId).ready = true;
        return;
      case 'UnitReopened':
        law(this.unit(unitId).on === null, `${unitId}: opened while another unit carries it`);
        this.unit(unitId).closing = false;
        this.unit(unitId).ready = false;
        this.voidPass(unitId);
        return;
      case 'UnitLoaded':
        this.load(this.unit(unitId), String(event['carrierId']), `${unitId} and ${String(event['carrierId'])}`);
        return;
      case 'UnitOffloaded':
        this.unit(unitId).on = null;
        return;
      case 'UnitBlocked':
        law(
          this.unit(unitId).left === null && this.unit(unitId).manifest.has(contentId),
          `${unitId}: blocked by ${contentId}, which it does not hold back`,
        );
        this.voidPass(unitId);
        return;
      case 'GatePassIssued':
        law(this.unit(unitId).ready, `${unitId}: gets a gate pass open`);
        this.unit(unitId).pass = 'valid';
        return;
      case 'UnitHoldTooLate':
        law(
          this.parcel(event['parcelId']).left !== null,
          `${unitId}: says that it left with ${contentId}, but it did not`,
        );
        return;
      case 'UnitDeparted':
        if (unitId === event['transportId']) this.leave(unitId, unitId);
        law(this.unit(unitId).left === event['transportId'], `${unitId}: left without its vehicle`);
    }
  }

  /** Whatever is in a vehicle leaves at the instant at which the vehicle does. */
  private leave(unitId: string, vehicle: string): void {
    const unit = this.unit(unitId);
    law(unit.ready && unit.reserved.size === 0, `${unitId}: left open or with an unconfirmed content`);
    law(unit.pass !== 'void', `${unitId}: left on a pass that had ended`);
    unit.left = vehicle;
    for (const contentId of unit.manifest) {
      const name = `${unitId}: left with ${contentId}, which is`;
      const content = this.units.get(contentId) ?? this.parcel(contentId);
      law(content.on === unitId, `${name} not in it`);
      if ('manifest' in content) {
        this.leave(contentId, vehicle);
        continue;
      }
      const { blocked, withdrawn } = this.parcel(contentId);
      law(!blocked && !withdrawn, `${name} held, revoked or returned`);
      content.left = vehicle;
    }
  }

  /** A pass is for a truck as it stood. */
  private voidPass(unitId: string): void {
    if (this.unit(unitId).pass === 'valid') this.unit(unitId).pass = 'void';
  }

  private aboutHold({ type, ...event }: LawEvent): void {
    const parcelId = String(event['parcelId']);
    switch (type) {
      case 'HoldRequested':
        law(!this.parcel(parcelId).asked, `${parcelId}: asked to be held twice`);
        this.parcel(parcelId).asked = true;
        break;
      case 'LoadingHoldConfirmed': {
        const parcel = this.parcel(parcelId);
        law(parcel.asked && !parcel.blocked, `${parcelId}: a hold is confirmed that nobody asked for, or twice`);
        law(parcel.left === null, `${parcelId}: a hold is confirmed after it left`);
        parcel.blocked = true;
        break;
      }
      case 'LoadingHoldTooLate': {
        const { asked, blocked, left } = this.parcel(parcelId);
        law(asked && !blocked, `${parcelId}: a hold is too late that was confirmed, or that nobody asked for`);
        law(left !== null, `${parcelId}: a hold is too late though it did not leave`);
        break;
      }
      case 'ParcelHeld':
      case 'ReleaseRevoked': {
        const parcel = this.parcel(parcelId);
        law(parcel.blocked && parcel.left === null, `${parcelId}: held or revoked, but free or gone`);
        parcel.asked = false;
        break;
      }
      case 'HoldTooLate':
        law(this.parcel(parcelId).left !== null, `${parcelId}: said to be gone, but it is not`);
        this.parcel(parcelId).asked = false;
    }
  }

  private parcel(id: unknown): ParcelFile {
    return found(this.parcels, String(id), () => ({
      ...{ ready: false, on: null, left: null },
      ...{ blocked: false, withdrawn: false, asked: false },
    }));
  }

  private unit(id: string): UnitFile {
    return found(this.units, id, emptyUnit);
  }
}

function emptyUnit(): UnitFile {
  return { ready: false, on: null, left: null, manifest: new Set(), reserved: new Set(), closing: false, pass: 'none' };
}

function found<T>(files: Map<string, T>, id: string, empty: () => T): T {
  const file = files.get(id) ?? empty();
  files.set(id, file);
  return file;
}

/** @throws {LawBroken} unless it holds */
export function law(holds: boolean, otherwise: string): void {
  if (!holds) throw new LawBroken(otherwise);
}
