import type { Centre } from '../api/centre';
import type { ParcelPlan } from './parcel-plan';
import type { Sender } from './sender';

const LOOK_MS = 300;

/**
 * Platforms declare goods a second time: what departed and comes back, as its return, and what was rejected or cancelled under
 * another number. They wait until the first parcel is over; goods that stay where they are nobody declares again.
 */
export class Redeclaring {
  /** Parcels that were declared so. */
  declared = 0;
  private watched: readonly ParcelPlan[] = [];

  constructor(
    private readonly centre: Pick<Centre, 'endOf'>,
    private readonly sender: Pick<Sender, 'send'>,
  ) {}

  /** Whether nothing is to come any more. */
  get isIdle(): boolean {
    return this.watched.length === 0;
  }

  /** A parcel is declared for the first time. */
  watch(plan: ParcelPlan): void {
    if (plan.comesBack !== null || plan.declaredAnew !== null) this.watched = [...this.watched, plan];
  }

  /** @returns how long to wait before the next look, ms */
  async step(): Promise<number> {
    for (const plan of this.watched) {
      const end = await this.centre.endOf(plan.parcelId);
      if (end === '') continue;
      const sending = end === 'DEPARTED' ? plan.comesBack : end === 'OTHER' ? null : plan.declaredAnew;
      if (sending !== null) {
        await this.sender.send([sending]);
        this.declared += 1;
      }
      this.watched = this.watched.filter((each) => each !== plan);
    }
    return LOOK_MS;
  }
}
