import type { Centre, LoadUnit } from '../api/centre';
import type { Interventions } from '../staff/interventions';
import type { ClosedBags } from './closed-bags';
import type { ReadyParcels } from './ready-parcels';

const MAX_MASS_GRAMS = 1_000_000;
const PLACE = 'TABLE';
const SOON_MS = 100;
/** A bag that refuses a parcel for lack of room is closed as it is. */
const FULL_CODES = new Set(['UNIT_FULL', 'OVER_CAPACITY', 'OVER_VOLUME']);

export interface PackerOptions {
  /** The bags of this table, which come back to it when they have left with a truck. */
  readonly bagIds: readonly string[];
  readonly maxPieces: number;
  /** How long after one bag the next is begun, ms. */
  readonly everyMs: number;
  /** How long a bag that has parcels waits for more, ms. */
  readonly patienceMs: () => number;
  readonly now: () => number;
}

/**
 * A table at which parcels are packed in bags, which are loaded as a whole. Whatever the centre says of a bag tells what to do
 * next: a bag with a held parcel is opened as soon as it is off its truck, and the parcel taken out.
 */
export class Packer {
  /** Bags that may be at the port; all of them at first, since a former run may have left some. */
  private readonly atWork: Set<string>;
  private readonly away: string[] = [];
  /** When each bag last got a parcel, ms. */
  private readonly lastLoadAt = new Map<string, number>();
  private readonly full = new Set<string>();
  private begunAt = -Infinity;

  constructor(
    private readonly centre: Pick<Centre, 'unit' | 'announce' | 'drive' | 'scan'>,
    private readonly ready: Pick<ReadyParcels, 'hasAny' | 'take' | 'settle'>,
    private readonly bags: Pick<ClosedBags, 'offer' | 'withdraw'>,
    private readonly interventions: Pick<Interventions, 'consider'>,
    private readonly options: PackerOptions,
  ) {
    this.atWork = new Set(options.bagIds);
  }

  /** Takes over a bag that somebody else has left behind. */
  adopt(bagId: string): void {
    if (!this.away.includes(bagId)) this.atWork.add(bagId);
  }

  /** Looks at every bag that may be here, and begins one. @returns how long to wait before the next step, ms */
  async step(): Promise<number> {
    for (const bagId of [...this.atWork]) await this.seeTo(bagId);
    await this.begin();
    return SOON_MS;
  }

  private async begin(): Promise<void> {
    const { everyMs, maxPieces, now } = this.options;
    const [bagId] = this.away;
    if (bagId === undefined || now() - this.begunAt < everyMs || !(await this.ready.hasAny())) return;
    const permitted = { carrier: 'KAZPOST', place: PLACE, maxMassGrams: MAX_MASS_GRAMS, maxPieces };
    this.away.shift();
    this.begunAt = now();
    this.lastLoadAt.set(bagId, now());
    this.full.delete(bagId);
    this.atWork.add(bagId);
    await this.centre.announce(bagId, permitted);
  }

  private async seeTo(bagId: string): Promise<void> {
    const bag = await this.centre.unit(bagId);
    switch (bag.status) {
      case 'open':
        return this.fill(bagId, bag);
      case 'closing':
        return;
      case 'closed':
        return this.handOut(bagId, bag);
      default:
        await this.interventions.consider('gone', bag.loaded);
        this.bags.withdraw(bagId);
        this.atWork.delete(bagId);
        this.away.push(bagId);
    }
  }

  private async handOut(bagId: string, bag: LoadUnit): Promise<void> {
    if (bag.carriedBy !== '') return;
    if (bag.blocked.length === 0) return this.bags.offer(bagId);
    this.bags.withdraw(bagId);
    await this.centre.drive(bagId, 'reopen', { reason: 'BLOCKED_PARCEL' });
  }

  private async fill(bagId: string, bag: LoadUnit): Promise<void> {
    if (bag.blocked.length > 0) {
      await this.centre.scan(bagId, 'offload', bag.blocked);
      return;
    }
    const room = bag.maxPieces - bag.pieces - bag.reserved;
    if (room <= 0 || this.full.has(bagId)) return this.close(bagId, bag);
    const parcelIds = await this.ready.take(room);
    if (parcelIds.length > 0) return this.scan(bagId, parcelIds);
    const waitedMs = this.options.now() - (this.lastLoadAt.get(bagId) ?? -Infinity);
    if (waitedMs > this.options.patienceMs()) await this.close(bagId, bag);
  }

  private async scan(bagId: string, parcelIds: readonly string[]): Promise<void> {
    const scans = await this.centre.scan(bagId, 'load', parcelIds);
    const loaded = scans.filter((scan) => scan.status === 'done').map((scan) => scan.contentId);
    for (const { contentId, status } of scans) this.ready.settle(contentId, status === 'refused');
    if (scans.some((scan) => FULL_CODES.has(scan.code))) this.full.add(bagId);
    if (loaded.length > 0) this.lastLoadAt.set(bagId, this.options.now());
    await this.interventions.consider('loaded', loaded);
  }

  private async close(bagId: string, bag: LoadUnit): Promise<void> {
    if (bag.loaded.length + bag.reserved === 0) return;
    await this.centre.drive(bagId, 'close', { seals: [] });
  }
}
