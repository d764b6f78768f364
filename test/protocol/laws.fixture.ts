/** An event as the laws see it: by its fields alone. */
export type LawEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

/** What is known of a parcel from the events alone. */
interface ParcelFile {
  staged: boolean;
  /** The truck that it is on, by its own events. */
  on: string | null;
  blocked: boolean;
  withdrawn: boolean;
  /** The truck that passed the gate with it, by the truck's events. */
  left: string | null;
  /** A hold is asked for and not settled. */
  asked: boolean;
}

interface TruckFile {
  manifest: Set<string>;
  reserved: Set<string>;
  closed: boolean;
  sealed: boolean;
  gone: boolean;
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
  private readonly trucks = new Map<string, TruckFile>();

  /** @param seen takes down the types of the events that happened */
  constructor(private readonly seen: Set<string> = new Set()) {}

  /** @throws {LawBroken} */
  observe(event: LawEvent): void {
    this.seen.add(event.type);
    this.aboutParcel(event);
    this.aboutTruck(event);
    this.aboutHold(event);
  }

  private aboutParcel({ type, ...event }: LawEvent): void {
    const parcel = this.parcel(event['parcelId']);
    const truck = this.truck(event['truckId']);
    const name = `${String(event['parcelId'])} and ${String(event['truckId'])}`;
    switch (type) {
      case 'ParcelStaged':
        parcel.staged = true;
        break;
      case 'ParcelLoaded':
        law(parcel.staged, `${name}: loaded, but not released`);
        law(!parcel.blocked && !parcel.withdrawn, `${name}: loaded, but held, revoked or returned`);
        law(parcel.on === null && parcel.left === null, `${name}: loaded, but on another truck or gone`);
        law(!truck.sealed && !truck.gone, `${name}: loaded after the seal`);
        parcel.on = String(event['truckId']);
        break;
      case 'ParcelOffloaded':
        parcel.on = null;
        break;
      case 'ParcelUnblocked':
        parcel.blocked = false;
        break;
      case 'ParcelWithdrawn':
        parcel.withdrawn = true;
        break;
      case 'ParcelDeparted':
        law(parcel.left === event['truckId'], `${name}: departed without its truck`);
        parcel.on = null;
    }
  }

  private aboutTruck({ type, ...event }: LawEvent): void {
    const truckId = String(event['truckId']);
    const parcelId = String(event['parcelId']);
    const truck = this.truck(truckId);
    switch (type) {
      case 'TruckArrived':
        this.trucks.set(truckId, emptyTruck());
        break;
      case 'PlaceReserved':
        law(!truck.closed && !truck.gone, `${truckId}: reserves after sealing began`);
        truck.reserved.add(parcelId);
        break;
      case 'PlaceFreed':
        truck.reserved.delete(parcelId);
        break;
      case 'ManifestEntered':
        law(!truck.sealed && !truck.gone, `${truckId}: enters ${parcelId} after the seal`);
        truck.reserved.delete(parcelId);
        truck.manifest.add(parcelId);
        break;
      case 'PlaceVacated':
        law(!truck.gone, `${truckId}: vacates ${parcelId} after it left`);
        truck.manifest.delete(parcelId);
        break;
      case 'SealingStarted':
        truck.closed = true;
        break;
      case 'TruckSealed':
        law(truck.reserved.size === 0, `${truckId}: sealed while a parcel had not answered`);
        truck.sealed = true;
        break;
      case 'TruckUnsealed':
        truck.closed = false;
        truck.sealed = false;
        break;
      case 'TruckBlocked':
        law(
          !truck.gone && truck.manifest.has(parcelId),
          `${truckId}: blocked by ${parcelId}, which it does not hold back`,
        );
        break;
      case 'TruckHoldTooLate':
        law(this.parcel(parcelId).left === truckId, `${truckId}: says that it left with ${parcelId}, but it did not`);
        break;
      case 'TruckDeparted':
        this.leave(truckId, truck);
    }
  }

  private leave(truckId: string, truck: TruckFile): void {
    law(truck.sealed && truck.reserved.size === 0, `${truckId}: left unsealed or with an unconfirmed parcel`);
    for (const parcelId of truck.manifest) {
      const parcel = this.parcel(parcelId);
      law(parcel.on === truckId, `${truckId}: left with ${parcelId}, which is not on it`);
      law(
        !parcel.blocked && !parcel.withdrawn,
        `${truckId}: left with ${parcelId}, which is held, revoked or returned`,
      );
      parcel.left = truckId;
    }
    truck.gone = true;
  }

  private aboutHold({ type, ...event }: LawEvent): void {
    const parcelId = String(event['parcelId']);
    const parcel = this.parcel(parcelId);
    switch (type) {
      case 'HoldRequested':
        law(!parcel.asked, `${parcelId}: asked to be held twice`);
        parcel.asked = true;
        break;
      case 'LoadingHoldConfirmed':
        law(parcel.asked && !parcel.blocked, `${parcelId}: a hold is confirmed that nobody asked for, or twice`);
        law(parcel.left === null, `${parcelId}: a hold is confirmed after it left`);
        parcel.blocked = true;
        break;
      case 'LoadingHoldTooLate':
        law(
          parcel.asked && !parcel.blocked,
          `${parcelId}: a hold is too late that was confirmed, or that nobody asked for`,
        );
        law(parcel.left !== null, `${parcelId}: a hold is too late though it did not leave`);
        break;
      case 'ParcelHeld':
      case 'ReleaseRevoked':
        law(parcel.blocked && parcel.left === null, `${parcelId}: held or revoked, but free or gone`);
        parcel.asked = false;
        break;
      case 'HoldTooLate':
        law(parcel.left !== null, `${parcelId}: said to be gone, but it is not`);
        parcel.asked = false;
    }
  }

  private parcel(id: unknown): ParcelFile {
    return found(this.parcels, String(id), () => ({
      staged: false,
      on: null,
      blocked: false,
      withdrawn: false,
      left: null,
      asked: false,
    }));
  }

  private truck(id: unknown): TruckFile {
    return found(this.trucks, String(id), emptyTruck);
  }
}

function emptyTruck(): TruckFile {
  return { manifest: new Set(), reserved: new Set(), closed: false, sealed: false, gone: false };
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
