import { unitIdOf } from '@alataw/values';
import type { Centre, LoadUnit } from '../api/centre';
import type { ClosedBags } from '../dock/closed-bags';
import type { ReadyParcels } from '../dock/ready-parcels';
import type { Interventions } from '../staff/interventions';
import { Stuffing } from './stuffing';

const SOON_MS = 150;
const IDLE_MS = 1_000;
const TRAIN = unitIdOf('train', 'ALW-8024');
const WAGON = unitIdOf('wagon', '94123452');
const BLOCK = unitIdOf('block', 'A');
/** Twenty-foot containers, of which a wagon takes two. */
const CONTAINERS = ['ALWU0000017', 'ALWU0000022'].map((number) => unitIdOf('container', number));
const LAYOUT = { bays: 4, rows: 3, tiers: 2 };
const MASS_GRAMS = { train: 2_000_000_000, wagonTare: 22_000_000, wagonLoad: 68_000_000 };

export interface RailwayOptions {
  /** 0 to 2. */
  readonly containers: number;
  readonly maxPieces: number;
  /** How long a container that has parcels waits for more, ms. */
  readonly patienceMs: () => number;
  readonly now: () => number;
}

type Parcels = Pick<ReadyParcels, 'hasAny' | 'take' | 'settle'>;

/**
 * The container yard and the track: containers are stuffed, kept in the warehouse, put on a wagon, and leave with a train. Whatever
 * the centre says of each tells what to do next, so that a run may find it in any state. A held parcel goes back the whole way.
 */
export class Railway {
  private readonly containerIds: readonly string[];
  private readonly stuffing: Stuffing;
  /** Containers that were seen here since they left last. */
  private readonly atWork = new Set<string>();
  /** Containers that have been in the warehouse in this use. */
  private readonly stored = new Set<string>();

  constructor(
    private readonly centre: Pick<Centre, 'unit' | 'announce' | 'drive' | 'scan'>,
    ready: Parcels,
    bags: Pick<ClosedBags, 'take'>,
    private readonly interventions: Pick<Interventions, 'consider'>,
    options: RailwayOptions,
  ) {
    this.containerIds = CONTAINERS.slice(0, options.containers);
    this.stuffing = new Stuffing(centre, ready, bags, interventions, options);
  }

  /** Looks at everything once, and does what can be done. @returns how long to wait before the next look, ms */
  async step(): Promise<number> {
    if (this.containerIds.length === 0) return IDLE_MS;
    const train = await this.centre.unit(TRAIN);
    const wagon = await this.centre.unit(WAGON);
    const containers = new Map<string, LoadUnit>();
    for (const id of this.containerIds) containers.set(id, await this.centre.unit(id));
    for (const [id, container] of containers) await this.seeToContainer(id, container, wagon);
    await this.seeToWagon(wagon, train, [...containers.values()]);
    await this.seeToTrain(train, wagon);
    const isBusy = [train, wagon, ...containers.values()].some(({ status }) => isHere(status));
    return isBusy ? SOON_MS : IDLE_MS;
  }

  private async seeToContainer(id: string, container: LoadUnit, wagon: LoadUnit): Promise<void> {
    switch (container.status) {
      case 'open':
        this.atWork.add(id);
        return this.stuffing.fill(id, container);
      case 'closing':
        return;
      case 'closed':
        this.atWork.add(id);
        return this.moveOn(id, container, wagon);
      default:
        if (this.atWork.delete(id)) await this.interventions.consider('gone', container.loaded.filter(isParcel));
        this.stored.delete(id);
        if (!isHere(wagon.status) || wagon.status === 'open') await this.stuffing.begin(id);
    }
  }

  /** From the yard into the warehouse, from there on the wagon; one with a held parcel comes out and is opened. */
  private async moveOn(id: string, container: LoadUnit, wagon: LoadUnit): Promise<void> {
    const { carriedBy } = container;
    const isHeld = container.blocked.length > 0;
    if (carriedBy === BLOCK) await this.centre.scan(BLOCK, 'offload', [id]);
    else if (carriedBy === WAGON && isHeld && wagon.status === 'open') await this.centre.scan(WAGON, 'offload', [id]);
    else if (carriedBy !== '') return;
    else if (isHeld) await this.centre.drive(id, 'reopen', { reason: 'BLOCKED_PARCEL' });
    else if (!this.stored.has(id)) await this.store(id);
    else if (wagon.status === 'open') await this.centre.scan(WAGON, 'load', [id]);
  }

  private async store(id: string): Promise<void> {
    const { status } = await this.centre.unit(BLOCK);
    if (status === 'absent') await this.centre.announce(BLOCK, LAYOUT);
    const position = `01-0${CONTAINERS.indexOf(id) + 1}-1`;
    const answer = await this.centre.drive(BLOCK, 'place', { contentId: id, position });
    if (answer.status === 200) this.stored.add(id);
  }

  private async seeToWagon(wagon: LoadUnit, train: LoadUnit, containers: readonly LoadUnit[]): Promise<void> {
    const { status, loaded, blocked, carriedBy } = wagon;
    if (!isHere(status)) {
      if (!containers.some((container) => container.status === 'closed')) return;
      const size = { tareGrams: MASS_GRAMS.wagonTare, axles: 4, loadingLengthMm: 13_300 };
      const load = { carrier: 'KTZ', track: 'T1', maxMassGrams: MASS_GRAMS.wagonLoad };
      await this.centre.announce(WAGON, { ...size, ...load });
      return;
    }
    if (status === 'open') {
      const isAll = containers.every((container) => container.carriedBy === WAGON || isEmpty(container));
      if (loaded.length > 0 && blocked.length === 0 && isAll) await this.centre.drive(WAGON, 'close', { seals: [] });
      return;
    }
    if (status !== 'closed') return;
    if (carriedBy === '' && blocked.length > 0) await this.centre.drive(WAGON, 'reopen', { reason: 'BLOCKED_PARCEL' });
    else if (carriedBy === '' && train.status === 'open') await this.centre.scan(TRAIN, 'load', [WAGON]);
  }

  private async seeToTrain(train: LoadUnit, wagon: LoadUnit): Promise<void> {
    const { status, loaded, blocked } = train;
    if (!isHere(status)) {
      if (wagon.status !== 'closed' || wagon.carriedBy !== '') return;
      const permitted = { carrier: 'KTZ', place: 'T1', maxMassGrams: MASS_GRAMS.train, maxPieces: 500_000 };
      await this.centre.announce(TRAIN, permitted);
      return;
    }
    if (status === 'open' && blocked.length > 0) await this.centre.scan(TRAIN, 'offload', [WAGON]);
    else if (status === 'open' && loaded.length > 0) await this.centre.drive(TRAIN, 'close', { seals: [] });
    else if (status === 'closed' && blocked.length > 0) {
      await this.centre.drive(TRAIN, 'reopen', { reason: 'BLOCKED_PARCEL' });
    } else if (status === 'closed') await this.centre.drive(TRAIN, 'depart', {});
  }
}

/** Nothing is in it, or it is not here: nobody waits for it. */
const isEmpty = ({ status, loaded, reserved }: LoadUnit): boolean =>
  !isHere(status) || (status === 'open' && loaded.length + reserved === 0);
const isHere = (status: string): boolean => status !== 'absent' && status !== 'departed';
const isParcel = (contentId: string): boolean => !contentId.includes(':');
