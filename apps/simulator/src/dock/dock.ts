import { truckIdOf } from '@alataw/values';
import type { Centre } from '../api/centre';
import type { Interventions } from '../staff/interventions';
import { Bay } from './bay';
import type { ReadyParcels } from './ready-parcels';

export const ON_TRUCK_QUEUE = 'loading.on-truck';
const BAYS = 6;
/** A truck comes back to its bay after so many others. */
const TRUCKS_PER_BAY = 5;
/** A truck takes what is released in about two seconds, within these limits. */
const FEWEST_PIECES = 40;
const MOST_PIECES = 500;
const PATIENCE_MS = 4000;
/** When nothing more will be declared. */
const LAST_PATIENCE_MS = 300;
const STRAY_ROWS = 20;

/** The plates of a bay's trucks, the same in every run, so that a later run finds what an earlier one left. */
const platesOf = (bay: number): string[] =>
  Array.from({ length: TRUCKS_PER_BAY }, (_, n) => truckIdOf('KZ', `${100 + bay * TRUCKS_PER_BAY + n} ALW 09`));

export interface DockOptions {
  /** Parcels per second. */
  readonly rate: number;
  /** Whether all parcels have been declared. */
  readonly isLast: () => boolean;
  readonly now: () => number;
}

/** The dock: bays with trucks of its own, and those for trucks that somebody else has left behind with parcels on them. */
export class Dock {
  readonly bays: readonly Bay[];
  private readonly strays = new Map<string, Bay>();

  constructor(
    private readonly centre: Centre,
    private readonly ready: ReadyParcels,
    private readonly interventions: Interventions,
    private readonly options: DockOptions,
  ) {
    this.bays = Array.from({ length: BAYS }, (_, bay) => this.bay(`D${bay + 1}`, platesOf(bay)));
  }

  /** Sends off trucks that no bay works on. @returns how long to wait before looking again, ms */
  async sendOffStrays(): Promise<number> {
    const { rows } = await this.centre.queue(ON_TRUCK_QUEUE, STRAY_ROWS);
    for (const { id } of rows) {
      const truckId = await this.centre.truckOf(id);
      if (truckId === '' || this.strays.has(truckId) || this.bays.some((bay) => bay.truckId === truckId)) continue;
      this.strays.set(truckId, this.bay(`S${this.strays.size + 1}`, [truckId]));
    }
    for (const [truckId, bay] of this.strays) {
      const { status } = await this.centre.truck(truckId);
      if (status === 'departed') this.strays.delete(truckId);
      else await bay.step();
    }
    return this.strays.size > 0 ? LAST_PATIENCE_MS : PATIENCE_MS;
  }

  private bay(dock: string, truckIds: readonly string[]): Bay {
    const { rate, isLast, now } = this.options;
    return new Bay(this.centre, this.ready, this.interventions, {
      dock,
      truckIds,
      maxPieces: Math.min(Math.max(Math.round(rate * 2), FEWEST_PIECES), MOST_PIECES),
      patienceMs: () => (isLast() ? LAST_PATIENCE_MS : PATIENCE_MS),
      now,
    });
  }
}
