import type { Logger } from '@alataw/operations';
import { setMaxListeners } from 'node:events';
import { acknowledgements } from './api/acknowledgements';
import { Centre } from './api/centre';
import { GatewayClient } from './api/gateway-client';
import { repeat } from './api/pace';
import { Completion } from './completion';
import { Dock } from './dock/dock';
import { ReadyParcels } from './dock/ready-parcels';
import { Declaring } from './platforms/declaring';
import { Sender } from './platforms/sender';
import type { SimulatorConfig } from './simulator.config';
import { Benches } from './staff/benches';
import { Desk } from './staff/desk';
import { Interventions } from './staff/interventions';
import { HELD_QUEUE, settleHold } from './staff/release-desk';

/** How far a run has come: platforms still declare, the rest is worked off, or every parcel is final. */
export interface Progress {
  readonly phase: 'declaring' | 'working' | 'finished';
  /** Parcels of this run that are in the log. */
  readonly declared: number;
  /** How many there will be; null: no end. */
  readonly parcels: number | null;
  readonly rate: number;
  readonly seed: number;
}

/** Platforms, staff and trucks, who use the centre as real ones do: by its API alone. */
export class Simulation {
  private readonly client: GatewayClient;
  private readonly centre: Centre;
  private readonly declaring: Declaring;
  private readonly completion: Completion;
  private readonly dock: Dock;

  constructor(
    private readonly config: SimulatorConfig,
    private readonly logger: Logger,
    private readonly stopping: AbortSignal,
    private readonly now: () => number = Date.now,
  ) {
    const { rate, seed, parcels, platforms, staffKey, secondStaffKey, gatewayUrl, acknowledgedFile } = config;
    // Each request listens for the end of everything.
    setMaxListeners(0, stopping);
    this.client = new GatewayClient(gatewayUrl, logger, stopping, acknowledgements(acknowledgedFile));
    this.centre = new Centre(this.client, staffKey, { second: secondStaffKey, platforms: platforms.keys });
    const names: [string, ...string[]] = [platforms.first, ...platforms.others];
    const sender = new Sender(this.client, platforms.keys, rate);
    this.declaring = new Declaring(sender, this.centre, {
      seed,
      rate,
      parcels,
      platforms: names,
      now,
      stopping,
      logger,
    });
    this.completion = new Completion(this.centre, parcels ?? 0);
    const interventions = new Interventions(this.centre);
    const ready = new ReadyParcels(this.centre, interventions, now);
    this.dock = new Dock(this.centre, ready, interventions, { rate, isLast: () => this.declaring.isFinished, now });
  }

  get progress(): Progress {
    const { rate, seed, parcels } = this.config;
    const phase = this.completion.isReached ? 'finished' : this.declaring.isFinished ? 'working' : 'declaring';
    return { phase, declared: this.declaring.next, parcels, rate, seed };
  }

  /** Resolves when everything has stopped; people go on working after the last parcel, in case more come from elsewhere. */
  async run(): Promise<void> {
    const loop = (name: string, step: () => Promise<number | null>): Promise<void> =>
      repeat(name, step, { stopping: this.stopping, logger: this.logger });
    const benches = new Benches(this.centre, this.now);
    const desks = [
      ...benches.all.map(([queue, treat]) => new Desk(this.centre, `inspection.${queue}`, treat, this.now)),
      new Desk(this.centre, HELD_QUEUE, settleHold(this.centre), this.now),
    ];
    await Promise.all([
      loop('platforms', async () => {
        await this.declaring.run();
        return null;
      }).then(() => loop('completion', () => this.completion.look())),
      ...desks.map((desk) => loop('desk', () => desk.workOff())),
      ...this.dock.bays.map(async (bay) => {
        await bay.findTruck().catch(() => undefined);
        await loop('bay', () => bay.step());
      }),
      loop('packer', () => this.dock.packer.step()),
      loop('strays', () => this.dock.sendOffStrays()),
    ]);
    this.client.close();
  }
}
