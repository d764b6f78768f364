import type { Centre } from '../api/centre';
import { inParallel } from '../api/pace';
import { isReached, standingOf } from '../scenario/condition';
import type { Moment, PlannedHold } from '../scenario/intervention';
import { fateOf, type Intervention, type Shares } from './fate';

type Order = readonly [command: string, body: object];

const ORDERS: Readonly<Record<Moment, Partial<Record<Intervention, Order>>>> = {
  ready: { heldWhenReady: ['hold', { reason: 'LATE_INSTRUCTION' }] },
  loaded: {
    heldWhenLoaded: ['hold', { reason: 'SUSPECTED_GOODS', remark: 'Compare with the image.' }],
    revokedWhenLoaded: ['revoke', { reason: 'INTELLIGENCE' }],
  },
  sealed: {},
  gone: { heldWhenGone: ['hold', { reason: 'LATE_INSTRUCTION' }] },
};
const AT_ONCE = 8;
/** Far more than are at the dock at any time. */
const REMEMBERED = 100_000;
/** Who calls a sealed truck back waits until it is known whether it will stay, s. */
const SEALED_WAIT_S = 20;
/** Between two looks at how far the run has come, ms. */
const LOOK_MS = 200;

/**
 * Late instructions: parcels that are held or revoked after their release, each once, even after its hold was lifted. A few
 * are by their fate, others because a scenario says so; those may come once more when the simulator was killed meanwhile.
 */
export class Interventions {
  private readonly done = new Set<string>();
  /** Planned, and what has to happen before has not happened yet. */
  private awaited: readonly PlannedHold[];
  /** Planned and due, with the number of parcels that are still to be found. */
  private readonly due = new Map<PlannedHold, number>();

  constructor(
    private readonly centre: Pick<Centre, 'order' | 'counts' | 'queueSizes'>,
    private readonly shares: Shares,
    planned: readonly PlannedHold[],
  ) {
    this.awaited = planned;
  }

  /** Sees which planned ones are due now. @returns how long to wait before the next look, ms; null when all are */
  async look(): Promise<number | null> {
    if (this.awaited.length === 0) return null;
    const standing = await standingOf(
      this.centre,
      this.awaited.map(({ after }) => after),
    );
    const isDue = ({ after }: PlannedHold): boolean => isReached(after, standing);
    for (const each of this.awaited.filter(isDue)) this.due.set(each, each.parcels);
    this.awaited = this.awaited.filter((each) => !isDue(each));
    return LOOK_MS;
  }

  /** Gives the orders that are due for parcels that are just there; returns when they are taken, of a sealed truck decided. */
  async consider(moment: Moment, parcelIds: readonly string[]): Promise<void> {
    const orders = parcelIds.flatMap((id): readonly (readonly [id: string, order: Order])[] => {
      if (this.done.has(id)) return [];
      const order = ORDERS[moment][fateOf(id, this.shares).intervention] ?? this.takePlanned(moment);
      return order === undefined ? [] : [[id, order]];
    });
    await inParallel(orders, AT_ONCE, async ([id, order]) => {
      if (this.done.size >= REMEMBERED) this.done.clear();
      this.done.add(id);
      await this.centre.order(id, ...order, moment === 'sealed' ? SEALED_WAIT_S : undefined);
    });
  }

  private takePlanned(moment: Moment): Order | undefined {
    for (const [planned, left] of this.due) {
      if (planned.moment !== moment) continue;
      if (left > 1) this.due.set(planned, left - 1);
      else this.due.delete(planned);
      return [planned.do, { reason: planned.reason }];
    }
    return undefined;
  }
}
