import type { Centre } from '../api/centre';
import { inParallel } from '../api/pace';
import { fateOf, type Intervention } from './fate';

/** Where parcels are when somebody thinks better of it. */
export type Moment = 'ready' | 'loaded' | 'gone';

const ORDERS: Readonly<Record<Moment, Partial<Record<Intervention, readonly [command: string, body: object]>>>> = {
  ready: { heldWhenReady: ['hold', { reason: 'LATE_INSTRUCTION' }] },
  loaded: {
    heldWhenLoaded: ['hold', { reason: 'SUSPECTED_GOODS', remark: 'Compare with the image.' }],
    revokedWhenLoaded: ['revoke', { reason: 'INTELLIGENCE' }],
  },
  gone: { heldWhenGone: ['hold', { reason: 'LATE_INSTRUCTION' }] },
};
const AT_ONCE = 8;
/** Far more than are at the dock at any time. */
const REMEMBERED = 100_000;

/** Late instructions: a few parcels are held or revoked after their release, each once, even after its hold was lifted. */
export class Interventions {
  private readonly done = new Set<string>();

  constructor(private readonly centre: Pick<Centre, 'order'>) {}

  /** Gives the orders that are due for parcels that are just there. */
  async consider(moment: Moment, parcelIds: readonly string[]): Promise<void> {
    const orders = ORDERS[moment];
    const due = parcelIds.filter((id) => orders[fateOf(id).intervention] !== undefined && !this.done.has(id));
    await inParallel(due, AT_ONCE, async (id) => {
      const order = orders[fateOf(id).intervention];
      if (order === undefined) return;
      if (this.done.size >= REMEMBERED) this.done.clear();
      this.done.add(id);
      await this.centre.order(id, ...order);
    });
  }
}
