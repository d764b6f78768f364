import { truckIdOf, unitIdOf, unitKindOf } from '@alataw/values';
import type { Centre } from '../api/centre';
import type { Behaviour } from '../behaviour/behaviour';
import { Chance } from '../chance/chance';
import type { Drivers } from '../drivers/drivers';
import type { Interventions } from '../staff/interventions';
import { Railway } from '../railway/railway';
import { Bay } from './bay';
import { ClosedBags } from './closed-bags';
import { Packer } from './packer';
import type { ReadyParcels } from './ready-parcels';

export const LOADED_QUEUE = 'loading.loaded';
/** A truck comes back to its bay after so many others. */
const TRUCKS_PER_BAY = 5;
/** A truck takes what is released in about two seconds, within these limits. */
const FEWEST_PIECES = 40;
const MOST_PIECES = 500;
const PATIENCE_MS = 4000;
/** When nothing more will be declared. */
const LAST_PATIENCE_MS = 300;
const STRAY_ROWS = 20;
/** A bag takes what is released in a quarter of a second, within these limits: some quarter of all travels in bags. */
const FEWEST_IN_BAG = 5;
const MOST_IN_BAG = 100;

/** The plates of a bay's trucks, the same in every run, so that a later run finds what an earlier one left. */
const platesOf = (bay: number): string[] =>
  Array.from({ length: TRUCKS_PER_BAY }, (_, n) =>
    unitIdOf('truck', truckIdOf('KZ', `${100 + bay * TRUCKS_PER_BAY + n} ALW 09`)),
  );

/** The bags of the dock, which come back to it. */
const bagsOf = (count: number): string[] => Array.from({ length: count }, (_, n) => unitIdOf('bag', `ALW-${n + 1}`));

export interface DockOptions {
  /** Parcels per second. */
  readonly rate: number;
  readonly behaviour: Behaviour['dock'];
  readonly seed: number;
  /** Whether all parcels have been declared. */
  readonly isLast: () => boolean;
  readonly now: () => number;
}

function sealOfCustoms(chance: Chance, behaviour: Behaviour['dock']): 'none' | 'intact' | 'broken' {
  if (!chance.happens(behaviour.customsSeals)) return 'none';
  return chance.happens(behaviour.brokenSeals) ? 'broken' : 'intact';
}

/** The dock: bays with trucks of its own, a table where bags are packed, a yard with containers for a train, and bays for trucks that somebody else has left behind. */
export class Dock {
  readonly bays: readonly Bay[];
  readonly packer: Packer;
  readonly railway: Railway;
  private readonly bags: ClosedBags;
  private readonly strays = new Map<string, Bay>();

  constructor(
    private readonly centre: Centre,
    private readonly ready: ReadyParcels,
    private readonly interventions: Interventions,
    private readonly drivers: Drivers,
    private readonly options: DockOptions,
  ) {
    const { rate, behaviour, isLast, now } = options;
    this.bags = new ClosedBags(now);
    this.packer = new Packer(centre, ready, this.bags, interventions, {
      bagIds: bagsOf(behaviour.bags),
      maxPieces: behaviour.bagPieces || Math.min(Math.max(Math.round(rate / 4), FEWEST_IN_BAG), MOST_IN_BAG),
      everyMs: behaviour.bagEveryMs,
      patienceMs: () => (isLast() ? LAST_PATIENCE_MS : PATIENCE_MS / 2),
      now,
    });
    this.bays = Array.from({ length: behaviour.bays }, (_, bay) =>
      this.bay(`D${bay + 1}`, platesOf(bay), bay >= behaviour.bays - behaviour.gateBays),
    );
    this.railway = new Railway(centre, ready, this.bags, interventions, {
      containers: behaviour.containers,
      maxPieces: Math.min(Math.max(Math.round(rate * 2), FEWEST_PIECES), MOST_PIECES),
      patienceMs: () => (isLast() ? LAST_PATIENCE_MS : PATIENCE_MS),
      now,
    });
  }

  /** Sends off trucks that no bay works on, and bags that nobody packs. @returns how long to wait before looking again, ms */
  async sendOffStrays(): Promise<number> {
    const { rows } = await this.centre.queue(LOADED_QUEUE, STRAY_ROWS);
    for (const { id } of rows) {
      const unitId = await this.centre.placeOf(id);
      if (unitKindOf(unitId) === 'bag') this.packer.adopt(unitId);
      if (unitKindOf(unitId) !== 'truck' || this.strays.has(unitId) || this.bays.some((bay) => bay.unitId === unitId))
        continue;
      this.strays.set(unitId, this.bay(`S${this.strays.size + 1}`, [unitId]));
    }
    for (const [unitId, bay] of this.strays) {
      const { status } = await this.centre.unit(unitId);
      if (status === 'departed') this.strays.delete(unitId);
      else await bay.step();
    }
    return this.strays.size > 0 ? LAST_PATIENCE_MS : PATIENCE_MS;
  }

  private bay(dock: string, truckIds: readonly string[], throughGate = false): Bay {
    const { rate, behaviour, seed, isLast, now } = this.options;
    return new Bay(this.centre, this.ready, this.bags, this.interventions, {
      dock,
      truckIds,
      maxPieces: behaviour.truckPieces || Math.min(Math.max(Math.round(rate * 2), FEWEST_PIECES), MOST_PIECES),
      patienceMs: () => (isLast() ? LAST_PATIENCE_MS : PATIENCE_MS),
      now,
      customsSeal: (seals) => sealOfCustoms(new Chance(seed, 'seal', dock, seals), behaviour),
      ...(throughGate ? { bringIn: (unitId, arrival) => this.drivers.bringIn(unitId, arrival) } : {}),
    });
  }
}
