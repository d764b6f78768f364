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

interface ParcelFile {
  ready: boolean;
  /** Its pieces, each with the unit that it is in, or was when it left, and the vehicle that left with it. */
  pieces: readonly PieceFile[];
  /** They may travel apart. */
  isSplit: boolean;
  blocked: boolean;
  withdrawn: boolean;
  /** A hold is asked for and not settled. */
  asked: boolean;
}

interface PieceFile {
  readonly on: string | null;
  readonly left: string | null;
}

interface UnitFile extends ContentFile {
  manifest: Set<string>;
  /** Of each parcel in it the pieces that it has, by what it says itself. */
  boxes: Map<string, readonly number[]>;
  reserved: Set<string>;
  /** It takes nothing more. */
  closing: boolean;
  /** Seals of it that were found broken, and units in it of which it knows the same. */
  broken: Set<string>;
  alarms: Set<string>;
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
  /** The unit that got each seal number. */
  private readonly seals = new Map<string, string>();

  /** @param seen takes down the types of the events that happened */
  constructor(private readonly seen: Set<string> = new Set()) {}

  /** The same knowledge, to go on from apart. */
  fork(): Laws {
    const twin = new Laws(this.seen);
    for (const [id, parcel] of this.parcels) twin.parcels.set(id, { ...parcel });
    for (const [id, unit] of this.units) {
      const sets = { broken: new Set(unit.broken), alarms: new Set(unit.alarms) };
      const boxes = new Map(unit.boxes);
      const manifest = new Set(unit.manifest);
      twin.units.set(id, { ...unit, ...sets, boxes, manifest, reserved: new Set(unit.reserved) });
    }
    for (const [sealId, unitId] of this.seals) twin.seals.set(sealId, unitId);
    return twin;
  }

  /** All that is known, the same text for the same knowledge. */
  text(): string {
    const units = [...this.units].map(([id, { manifest, boxes, reserved, broken, alarms, ...unit }]) => {
      const sets = [...manifest, '/', ...[...boxes].flat(2), '/', ...reserved, '/', ...broken, '/', ...alarms];
      return [id, ...sets, ...Object.values(unit)].join();
    });
    const parcels = [...this.parcels].map(([id, { pieces, ...parcel }]) =>
      [id, ...pieces.flatMap(({ on, left }) => [on, left]), ...Object.values(parcel)].join(),
    );
    return [...units.sort(), ...parcels.sort(), ...[...this.seals].join()].join(';');
  }

  /** @throws {LawBroken} */
  observe(event: LawEvent): void {
    this.seen.add(event.type);
    this.aboutParcel(event);
    this.aboutUnit(event);
    this.aboutHold(event);
    this.aboutSeal(event);
  }

  private aboutParcel({ type, ...event }: LawEvent): void {
    const parcelId = String(event['parcelId']);
    const name = `${parcelId} and ${String(event['unitId'])}`;
    switch (type) {
      case 'ParcelStaged':
        this.parcel(parcelId).ready = true;
        this.parcel(parcelId).pieces = Array.from({ length: Number(event['pieces']) }, () => ({
          on: null,
          left: null,
        }));
        break;
      case 'ParcelSplit':
        this.parcel(parcelId).isSplit = true;
        break;
      case 'ParcelLoaded': {
        const parcel = this.parcel(parcelId);
        law(!parcel.blocked && !parcel.withdrawn, `${name}: loaded, but held, revoked or returned`);
        this.loadPieces(parcel, event['piece'], String(event['unitId']), name);
        break;
      }
      case 'ParcelOffloaded': {
        const { pieces } = this.parcel(parcelId);
        this.parcel(parcelId).pieces = pieces.map((piece, n) =>
          isMeant(event['piece'], n) && piece.left === null && piece.on === event['unitId']
            ? { on: null, left: null }
            : piece,
        );
        break;
      }
      case 'ParcelUnblocked':
        this.parcel(parcelId).blocked = false;
        break;
      case 'ParcelWithdrawn':
        this.parcel(parcelId).withdrawn = true;
        break;
      case 'ParcelDeparted':
        law(hasLeft(this.parcel(parcelId)), `${name}: departed, but not all of it`);
        this.tellLeft(parcelId, event);
        break;
      case 'PiecesDeparted':
        law(this.parcel(parcelId).isSplit, `${name}: departed in parts`);
        this.tellLeft(parcelId, event);
    }
  }

  private tellLeft(parcelId: string, event: Readonly<Record<string, unknown>>): void {
    const here = this.parcel(parcelId).pieces.filter(({ on }) => on === event['unitId']);
    law(
      here.some(({ left }) => left === event['transportId']),
      `${parcelId}: departed without its vehicle`,
    );
  }

  private loadPieces(parcel: ParcelFile, piece: unknown, unitId: string, name: string): void {
    const unit = this.unit(unitId);
    law(parcel.ready, `${name}: loaded, but not released`);
    law(!unit.ready && unit.left === null, `${name}: loaded after the unit was closed`);
    const taken = parcel.pieces.map(({ on }, n) => isMeant(piece, n) && (piece !== null || on === null));
    law(taken.includes(true), `${name}: loaded, but there is no such piece, or none left`);
    for (const [n, { on }] of parcel.pieces.entries()) {
      law(!taken[n] || on === null, `${name}: loaded, but on another unit or gone`);
      law(taken[n] || on === null || on === unitId || parcel.isSplit, `${name}: loaded apart from its other pieces`);
    }
    parcel.pieces = parcel.pieces.map((each, n) => (taken[n] ? { on: unitId, left: null } : each));
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
        this.unit(unitId).reserved.delete(
          typeof event['piece'] === 'number' ? `${contentId}#${event['piece']}` : contentId,
        );
        this.unit(unitId).manifest.add(contentId);
        this.boxed(this.unit(unitId), contentId, event['piece']);
        return;
      case 'PlaceVacated':
        law(this.unit(unitId).left === null, `${unitId}: vacates ${contentId} after it left`);
        this.unboxed(this.unit(unitId), contentId);
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
        this.unit(unitId).broken.clear();
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
          this.unit(unitId).left !== null && this.parcel(event['parcelId']).pieces.some(({ left }) => left !== null),
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
    if (unitId === vehicle) law(unit.broken.size + unit.alarms.size === 0, `${unitId}: left with a broken seal`);
    unit.left = vehicle;
    for (const contentId of unit.manifest) {
      const name = `${unitId}: left with ${contentId}, which is`;
      const content = this.units.get(contentId);
      if (content) {
        law(content.on === unitId, `${name} not in it`);
        this.leave(contentId, vehicle);
        continue;
      }
      const parcel = this.parcel(contentId);
      law(!parcel.blocked && !parcel.withdrawn, `${name} held, revoked or returned`);
      // What it has put off, it may still be on by its own word: that word is older.
      const boxes = unit.boxes.get(contentId) ?? [];
      const isHere = (n: number): boolean => parcel.pieces[n - 1]?.on === unitId && parcel.pieces[n - 1]?.left === null;
      law(boxes.length > 0 && boxes.every(isHere), `${name} not in it, or other pieces are`);
      law(boxes.length === parcel.pieces.length || parcel.isSplit, `${name} not all in it`);
      parcel.pieces = parcel.pieces.map((piece, n) => (boxes.includes(n + 1) ? { ...piece, left: vehicle } : piece));
    }
  }

  /** A unit has a piece of a parcel, or all that it had not. */
  private boxed(unit: UnitFile, contentId: string, piece: unknown): void {
    const { pieces = [] } = this.parcels.get(contentId) ?? {};
    const before = unit.boxes.get(contentId) ?? [];
    const now = pieces.map((_, n) => n + 1).filter((n) => before.includes(n) || isMeant(piece, n - 1));
    if (!this.units.has(contentId)) unit.boxes.set(contentId, now);
  }

  private unboxed(unit: UnitFile, label: string): void {
    const [contentId = '', piece] = label.split('#');
    const rest = (unit.boxes.get(contentId) ?? []).filter((n) => piece !== undefined && n !== Number(piece));
    unit.boxes.set(contentId, rest);
    if (rest.length > 0) return;
    unit.boxes.delete(contentId);
    unit.manifest.delete(contentId);
  }

  /** A number is one unit's, and what bears a broken seal is not loaded. */
  private aboutSeal({ type, ...event }: LawEvent): void {
    const [unitId, sealId] = [String(event['unitId']), String(event['sealId'])];
    switch (type) {
      case 'SealTaken':
        law(!this.seals.has(sealId), `${sealId}: given to ${unitId}, but it was used`);
        this.seals.set(sealId, unitId);
        return;
      case 'SealApplied':
        law(this.seals.get(sealId) === unitId, `${sealId}: on ${unitId}, which did not get it`);
        this.unit(unitId).broken.delete(String(event['replaces']));
        return;
      case 'SealBroken':
        this.unit(unitId).broken.add(sealId);
        this.voidPass(unitId);
        return;
      case 'SealAlarmRaised':
        this.unit(unitId).alarms.add(String(event['sealedId']));
        this.voidPass(unitId);
        return;
      case 'SealAlarmCleared':
        this.unit(unitId).alarms.delete(String(event['sealedId']));
        return;
      case 'UnitLoaded':
        law(
          this.unit(unitId).broken.size === 0 || String(event['carrierId']).startsWith('block:'),
          `${unitId}: loaded with a broken seal`,
        );
        return;
      case 'PlaceVacated': // deeper ones are told apart at rest
        this.unit(unitId).alarms.delete(String(event['contentId']));
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
        law(!hasLeft(parcel), `${parcelId}: a hold is confirmed after it left`);
        parcel.blocked = true;
        break;
      }
      case 'LoadingHoldTooLate': {
        const { asked, blocked } = this.parcel(parcelId);
        law(asked && !blocked, `${parcelId}: a hold is too late that was confirmed, or that nobody asked for`);
        law(hasLeft(this.parcel(parcelId)), `${parcelId}: a hold is too late though it did not leave`);
        break;
      }
      case 'ParcelHeld':
      case 'ReleaseRevoked': {
        const parcel = this.parcel(parcelId);
        law(parcel.blocked && !hasLeft(parcel), `${parcelId}: held or revoked, but free or gone`);
        parcel.asked = false;
        break;
      }
      case 'HoldTooLate':
        law(hasLeft(this.parcel(parcelId)), `${parcelId}: said to be gone, but it is not`);
        this.parcel(parcelId).asked = false;
    }
  }

  private parcel(id: unknown): ParcelFile {
    return found(this.parcels, String(id), () => ({
      ...{ ready: false, pieces: [], isSplit: false },
      ...{ blocked: false, withdrawn: false, asked: false },
    }));
  }

  private unit(id: string): UnitFile {
    return found(this.units, id, emptyUnit);
  }
}

function emptyUnit(): UnitFile {
  const boxes = new Map<string, readonly number[]>();
  const sets = { manifest: new Set<string>(), reserved: new Set<string>(), boxes };
  const seals = { broken: new Set<string>(), alarms: new Set<string>() };
  return { ready: false, on: null, left: null, ...sets, ...seals, closing: false, pass: 'none' };
}

/** Whether an event about a piece, or all of them, means this one, from 0. */
const isMeant = (piece: unknown, n: number): boolean => piece === null || piece === n + 1;

/** A parcel has left with the last of its pieces. */
const hasLeft = ({ pieces }: ParcelFile): boolean => pieces.length > 0 && pieces.every(({ left }) => left !== null);

function found<T>(files: Map<string, T>, id: string, empty: () => T): T {
  const file = files.get(id) ?? empty();
  files.set(id, file);
  return file;
}

/** @throws {LawBroken} unless it holds */
export function law(holds: boolean, otherwise: string): void {
  if (!holds) throw new LawBroken(otherwise);
}
