import type { Centre, LoadUnit } from '../api/centre';
import type { ClosedBags } from '../dock/closed-bags';
import type { ReadyParcels } from '../dock/ready-parcels';
import type { Interventions } from '../staff/interventions';
import type { RailwayOptions } from './railway';

const MOST_SCANS = 100;
const MOST_BAGS = 2;
const MASS_GRAMS = 28_000_000;
const TARE_GRAMS = 2_250_000;
/** What refuses for lack of room: the container is closed as it is. */
const FULL_CODES = new Set(['UNIT_FULL', 'OVER_CAPACITY', 'OVER_VOLUME']);

/** The yard where containers are filled with bags and parcels. */
export class Stuffing {
  /** When each container last got something, ms. */
  private readonly lastLoadAt = new Map<string, number>();
  private readonly full = new Set<string>();
  private seals = 0;

  constructor(
    private readonly centre: Pick<Centre, 'announce' | 'drive' | 'scan'>,
    private readonly ready: Pick<ReadyParcels, 'hasAny' | 'take' | 'settle'>,
    private readonly bags: Pick<ClosedBags, 'take'>,
    private readonly interventions: Pick<Interventions, 'consider'>,
    private readonly options: Pick<RailwayOptions, 'maxPieces' | 'patienceMs' | 'now'>,
  ) {}

  /** Opens a container, if there is something to put in. */
  async begin(id: string): Promise<void> {
    if (!(await this.ready.hasAny())) return;
    const { maxPieces, now } = this.options;
    const size = { sizeType: '22G1', tareGrams: TARE_GRAMS };
    await this.centre.announce(id, { carrier: 'KTZ', place: 'YARD', maxMassGrams: MASS_GRAMS, maxPieces, ...size });
    this.lastLoadAt.set(id, now());
    this.full.delete(id);
  }

  /** Takes held parcels out, puts others in, and closes it when it is full or has waited long enough. */
  async fill(id: string, container: LoadUnit): Promise<void> {
    if (container.blocked.length > 0) {
      await this.centre.scan(id, 'offload', container.blocked.slice(0, MOST_SCANS));
      return;
    }
    const room = Math.min(container.maxPieces - container.pieces - container.reserved, MOST_SCANS);
    if (room <= 0 || this.full.has(id)) return this.close(id, container);
    const bagIds = this.bags.take(Math.min(room, MOST_BAGS));
    const parcelIds = await this.ready.take(room - bagIds.length);
    if (bagIds.length + parcelIds.length > 0) return this.scan(id, [...bagIds, ...parcelIds]);
    const waitedMs = this.options.now() - (this.lastLoadAt.get(id) ?? -Infinity);
    if (waitedMs > this.options.patienceMs()) await this.close(id, container);
  }

  private async scan(id: string, contentIds: readonly string[]): Promise<void> {
    const scans = await this.centre.scan(id, 'load', contentIds);
    const loaded = scans.filter((scan) => scan.status === 'done').map((scan) => scan.contentId);
    for (const { contentId, status } of scans) this.ready.settle(contentId, status === 'refused');
    if (scans.some((scan) => FULL_CODES.has(scan.code))) this.full.add(id);
    if (loaded.length > 0) this.lastLoadAt.set(id, this.options.now());
    await this.interventions.consider(
      'loaded',
      loaded.filter((contentId) => !contentId.includes(':')),
    );
  }

  private async close(id: string, container: LoadUnit): Promise<void> {
    if (container.loaded.length + container.reserved === 0) return;
    this.seals += 1;
    const seal = `ALR-${this.options.now().toString(36).toUpperCase()}-${this.seals}`;
    await this.centre.drive(id, 'close', { seals: [seal] });
  }
}
