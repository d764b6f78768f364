import type { Centre, LoadUnit } from '../api/centre';
import { stringIn } from '../api/json';
import type { Arrival, Journey } from '../drivers/drivers';
import type { Interventions } from '../staff/interventions';
import type { ClosedBags } from './closed-bags';
import type { ReadyParcels } from './ready-parcels';

/** Most parcels and bags of one scan request. */
const MOST_SCANS = 500;
/** Bags that one truck takes at a time, so that each gets some. */
const MOST_BAGS = 3;
const MAX_MASS_GRAMS = 20_000_000;
/** Tractor and trailer. */
const TARE_GRAMS = 14_000_000;
const AT_ONCE_MS = 0;
const SOON_MS = 100;
const IDLE_MS = 300;
/** The truck has no room for even one more of these. */
const FULL_CODES = new Set(['UNIT_FULL', 'OVER_CAPACITY', 'OVER_VOLUME']);

/** For what the gate refuses, why the truck is opened again: after that it is loaded and sealed anew. */
const REOPENING: Readonly<Record<string, string>> = { BLOCKED_PARCEL: 'BLOCKED_PARCEL', SEAL_BROKEN: 'SEAL_DAMAGED' };

/** Bags are seen to where they are packed. */
const isParcel = (contentId: string): boolean => !contentId.includes(':');

export interface BayOptions {
  readonly dock: string;
  /** The trucks that come to this bay in turn; never empty. */
  readonly truckIds: readonly string[];
  readonly maxPieces: number;
  /** How long a truck that has parcels waits for more, ms. */
  readonly patienceMs: () => number;
  readonly now: () => number;
  /** The way in for trucks that have to apply for it; the others are announced at the dock. */
  /** What customs does to a truck that is about to leave, and finds. @param seals how many the bay has had so far */
  readonly customsSeal?: (seals: number) => 'none' | 'intact' | 'broken';
  readonly bringIn?: (unitId: string, arrival: Arrival) => Promise<Journey>;
}

/** One bay of the dock with its trucks: whatever the centre says of the truck tells what to do next, so it may start anywhere. */
export class Bay {
  private turn = 0;
  /** When this truck last got a parcel, ms. */
  private lastLoadAt: number;
  private isFull = false;
  private seals = 0;

  constructor(
    private readonly centre: Pick<Centre, 'unit' | 'announce' | 'drive' | 'scan'>,
    private readonly ready: Pick<ReadyParcels, 'hasAny' | 'take' | 'settle'>,
    private readonly bags: Pick<ClosedBags, 'hasAny' | 'take'>,
    private readonly interventions: Pick<Interventions, 'consider'>,
    private readonly options: BayOptions,
  ) {
    this.lastLoadAt = options.now();
  }

  get unitId(): string {
    return this.options.truckIds[this.turn % this.options.truckIds.length] ?? '';
  }

  /** Begins with a truck that a former run has left on the site, if there is one. */
  async findTruck(): Promise<void> {
    for (const [turn, unitId] of this.options.truckIds.entries()) {
      const { status } = await this.centre.unit(unitId);
      if (status !== 'absent' && status !== 'departed') this.turn = turn;
    }
  }

  /** @returns how long to wait before the next step, ms */
  async step(): Promise<number> {
    const truck = await this.centre.unit(this.unitId);
    switch (truck.status) {
      case 'arrived':
        if (this.options.bringIn) await this.weigh('TARE', TARE_GRAMS);
        await this.centre.drive(this.unitId, 'dock', { dock: this.options.dock });
        return AT_ONCE_MS;
      case 'open':
        return this.load(truck);
      case 'closing':
        return SOON_MS;
      case 'closed':
        return this.leave(truck);
      default:
        return this.arrive();
    }
  }

  private async arrive(): Promise<number> {
    if (!this.bags.hasAny() && !(await this.ready.hasAny())) return IDLE_MS;
    const { maxPieces, now, bringIn } = this.options;
    const arrival = { carrier: 'KAZPOST', maxMassGrams: MAX_MASS_GRAMS, maxPieces };
    const journey = bringIn ? await bringIn(this.unitId, arrival) : await this.announce(arrival);
    if (bringIn && journey === 'away') this.turn += 1;
    if (journey !== 'in') return SOON_MS;
    this.lastLoadAt = now();
    this.isFull = false;
    return AT_ONCE_MS;
  }

  private async announce(arrival: Arrival): Promise<Journey> {
    const { status } = await this.centre.announce(this.unitId, arrival);
    return status < 400 ? 'in' : 'away';
  }

  private async load(truck: LoadUnit): Promise<number> {
    if (truck.blocked.length > 0) {
      await this.centre.scan(this.unitId, 'offload', truck.blocked.slice(0, MOST_SCANS));
      return SOON_MS;
    }
    const room = Math.min(truck.maxPieces - truck.pieces - truck.reserved, MOST_SCANS);
    if (room <= 0 || this.isFull) return this.seal(truck);
    const bagIds = this.bags.take(Math.min(room, MOST_BAGS));
    const parcelIds = await this.ready.take(room - bagIds.length);
    if (bagIds.length + parcelIds.length > 0) return this.scan([...bagIds, ...parcelIds]);
    const waitedMs = this.options.now() - this.lastLoadAt;
    return waitedMs > this.options.patienceMs() ? this.seal(truck) : SOON_MS;
  }

  private async scan(contentIds: readonly string[]): Promise<number> {
    const scans = await this.centre.scan(this.unitId, 'load', contentIds);
    const loaded = scans.filter((scan) => scan.status === 'done').map((scan) => scan.contentId);
    for (const { contentId, status } of scans) this.ready.settle(contentId, status === 'refused');
    this.isFull = scans.some((scan) => FULL_CODES.has(scan.code));
    if (loaded.length > 0) this.lastLoadAt = this.options.now();
    await this.interventions.consider('loaded', loaded.filter(isParcel));
    return loaded.length > 0 ? AT_ONCE_MS : SOON_MS;
  }

  private async seal(truck: LoadUnit): Promise<number> {
    if (truck.loaded.length + truck.reserved === 0) return IDLE_MS;
    const { status } = await this.centre.drive(this.unitId, 'seal', { seals: [this.sealNumber()] });
    return status < 400 ? AT_ONCE_MS : SOON_MS;
  }

  private weigh(weighing: 'TARE' | 'GROSS', massGrams: number): Promise<unknown> {
    return this.centre.drive(this.unitId, 'weighings', { weighing, massGrams });
  }

  /** Trucks that came in through the gate leave with a pass; the weighbridge shows what they say they have. */
  private async getPass({ tareGrams, massGrams }: LoadUnit): Promise<void> {
    if (tareGrams > 0) await this.weigh('GROSS', tareGrams + massGrams);
    await this.centre.drive(this.unitId, 'gate-pass', {});
  }

  /** Customs puts a seal of its own on, and looks at it at the gate. */
  private async sealForCustoms(): Promise<void> {
    const found = this.options.customsSeal?.(this.seals) ?? 'none';
    if (found === 'none') return;
    const first = this.stamped();
    await this.centre.drive(this.unitId, 'seals', first);
    const sealId = `seal:${first.issuer}:${first.number}`;
    const finding = found === 'broken' ? 'DAMAGED' : 'INTACT';
    await this.centre.drive(this.unitId, 'verify-seal', { sealId, finding });
    if (found === 'intact') return;
    await this.centre.drive(this.unitId, 'replace-seal', { sealId, ...this.stamped(), reason: 'EXAMINED' });
  }

  private stamped(): { readonly issuer: string; readonly number: string; readonly sealClass: 'H' } {
    return { issuer: 'CNCUSTOMS', number: this.sealNumber(), sealClass: 'H' };
  }

  private sealNumber(): string {
    this.seals += 1;
    return `AL-${this.options.dock}-${this.options.now().toString(36).toUpperCase()}-${this.seals}`;
  }

  private async leave(truck: LoadUnit): Promise<number> {
    await this.sealForCustoms();
    if (this.options.bringIn) await this.getPass(truck);
    await this.interventions.consider('sealed', truck.loaded.filter(isParcel));
    const { status, body } = await this.centre.drive(this.unitId, 'gate-out', {});
    if (status < 300) {
      await this.interventions.consider('gone', truck.loaded.filter(isParcel));
      this.turn += 1;
      return AT_ONCE_MS;
    }
    const reason = REOPENING[stringIn(body, 'code')];
    if (reason !== undefined) await this.centre.drive(this.unitId, 'unseal', { reason });
    return SOON_MS;
  }
}
