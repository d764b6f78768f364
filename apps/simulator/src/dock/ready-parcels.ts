import type { Centre } from '../api/centre';
import { Recently } from '../api/pace';
import type { Interventions } from '../staff/interventions';

export const READY_QUEUE = 'loading.ready';
const PAGE_ROWS = 500;
/** Each bay may have two scans in hand, which stand before what is free. */
const PAGES_PER_BAY = 2;
/** Between two looks at an empty queue. */
const LOOK_MS = 150;
/** A parcel in somebody's hands: longer than a scan takes. */
const IN_HAND_MS = 30_000;
/** The centre shows a scan's outcome within a moment. */
const SETTLED_MS = 2000;
/** A parcel that was refused is tried again, in case its hold is lifted meanwhile. */
const REFUSED_MS = 1000;

/** The parcels that may be loaded, handed out so that no two docks scan the same one. */
export class ReadyParcels {
  private readonly handed: Recently;
  private waiting: string[] = [];
  private lookedAt = -Infinity;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly centre: Pick<Centre, 'queue'>,
    private readonly interventions: Pick<Interventions, 'consider'>,
    private readonly now: () => number,
    private readonly bays: number,
  ) {
    this.handed = new Recently(now);
  }

  /** Up to so many parcels, oldest first; they count as in hand until `settle`. */
  async take(count: number): Promise<string[]> {
    if (this.waiting.length === 0) await this.look();
    const taken = this.waiting.splice(0, count);
    for (const id of taken) this.handed.add(id, IN_HAND_MS);
    void this.interventions.consider('ready', taken).catch(() => undefined);
    return taken;
  }

  /** Whether there is anything to load. */
  async hasAny(): Promise<boolean> {
    if (this.waiting.length === 0) await this.look();
    return this.waiting.length > 0;
  }

  settle(parcelId: string, wasRefused: boolean): void {
    this.handed.add(parcelId, wasRefused ? REFUSED_MS : SETTLED_MS);
  }

  private async look(): Promise<void> {
    if (this.now() - this.lookedAt < LOOK_MS) return;
    this.looking ??= this.read().finally(() => {
      this.looking = null;
      this.lookedAt = this.now();
    });
    await this.looking;
  }

  private async read(): Promise<void> {
    this.handed.prune();
    let cursor: string | null = null;
    for (let page = 0; page < PAGES_PER_BAY * this.bays && this.waiting.length === 0; page += 1) {
      const { rows, next } = await this.centre.queue(READY_QUEUE, PAGE_ROWS, cursor);
      this.waiting = rows.map((row) => row.id).filter((id) => !this.handed.has(id));
      if (next === null) return;
      cursor = next;
    }
  }
}
