import type { Logger } from '@alataw/operations';
import { setMaxListeners } from 'node:events';
import { acknowledgements } from './api/acknowledgements';
import { Centre } from './api/centre';
import { GatewayClient } from './api/gateway-client';
import { repeat } from './api/pace';
import { Completion } from './completion';
import { Absences } from './customs/absences';
import { Customs } from './customs/customs';
import { ReceiptSender } from './customs/receipt-sender';
import { Dock } from './dock/dock';
import { ReadyParcels } from './dock/ready-parcels';
import { Drivers } from './drivers/drivers';
import { GateDesk } from './drivers/gate-desk';
import { Declaring, type Declarant } from './platforms/declaring';
import { Lot, type LotProgress } from './platforms/lot';
import { planParcel, type ParcelPlan } from './platforms/parcel-plan';
import { Redeclaring } from './platforms/redeclaring';
import { Sender } from './platforms/sender';
import { isAbsence, isHold } from './scenario/intervention';
import type { SimulatorConfig } from './simulator.config';
import { Benches } from './staff/benches';
import { Desk } from './staff/desk';
import { AWAITING_CUSTOMS, bringIn } from './staff/intake';
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
  /** Of parcels that come in one file, what the centre says of it. */
  readonly lot: LotProgress | null;
  /** Parcels besides, whose goods were declared a second time. */
  readonly again: number;
}

type Loop = (name: string, step: () => Promise<number | null>) => Promise<void>;

/** Platforms, staff and trucks, who use the centre as real ones do: by its API alone. */
export class Simulation {
  private readonly client: GatewayClient;
  private readonly centre: Centre;
  private readonly declaring: Declarant;
  private readonly redeclaring: Redeclaring;
  private readonly interventions: Interventions;
  private readonly completion: Completion;
  private readonly dock: Dock;
  /** Null where somebody else is customs. */
  readonly customs: Customs | null;
  private readonly receipts: ReceiptSender;

  constructor(
    private readonly config: SimulatorConfig,
    private readonly logger: Logger,
    private readonly stopping: AbortSignal,
    private readonly now: () => number = Date.now,
  ) {
    const { rate, platforms, staffKey, secondStaffKey, gatewayUrl, acknowledgedFile, scenario } = config;
    const { behaviour, interventions, unattended } = scenario;
    // Each request listens for the end of everything.
    setMaxListeners(0, stopping);
    this.client = new GatewayClient(gatewayUrl, logger, stopping, acknowledgements(acknowledgedFile));
    this.centre = new Centre(this.client, staffKey, { second: secondStaffKey, platforms: platforms.keys });
    const sender = new Sender(this.client, new Map([...platforms.keys, ...config.logistics]), rate);
    this.redeclaring = new Redeclaring(this.centre, sender);
    this.declaring = this.declarant(sender);
    const receipts = new ReceiptSender(this.client, config.customsKey, logger, now);
    this.receipts = receipts;
    this.customs = config.customs ? new Customs(config.seed, now, (receipt, ms) => receipts.add(receipt, ms)) : null;
    const isIdle = (): boolean => receipts.size === 0 && this.redeclaring.isIdle;
    const expected = (): number => (this.declaring.expected ?? 0) + this.redeclaring.declared;
    this.completion = new Completion(this.centre, expected, unattended, isIdle);
    this.interventions = new Interventions(this.centre, behaviour.staff, interventions.filter(isHold));
    const drivers = new Drivers(this.centre, config, now);
    const ready = new ReadyParcels(this.centre, this.interventions, now, behaviour.dock.bays);
    this.dock = new Dock(this.centre, ready, this.interventions, drivers, {
      ...{ rate, seed: config.seed, behaviour: behaviour.dock, now },
      isLast: () => this.declaring.isFinished,
    });
  }

  get progress(): Progress {
    const { rate, seed, parcels } = this.config;
    const phase = this.completion.isReached ? 'finished' : this.declaring.isFinished ? 'working' : 'declaring';
    const { next: declared, lot } = this.declaring;
    return { phase, declared, parcels, rate, seed, lot, again: this.redeclaring.declared };
  }

  /** Resolves when everything has stopped; people go on working after the last parcel, in case more come from elsewhere. */
  async run(): Promise<void> {
    const loop: Loop = (name, step) => repeat(name, step, { stopping: this.stopping, logger: this.logger });
    const gateDesk = new GateDesk(this.centre, this.config, this.now);
    const desks = this.desks();
    await Promise.all([
      loop('platforms', async () => {
        await this.declaring.run();
        return null;
      }).then(() => loop('completion', () => this.completion.look())),
      loop('goods that are declared again', () => this.redeclaring.step()),
      ...desks.map((desk) => loop('desk', () => desk.workOff())),
      ...this.dock.bays.map(async (bay) => {
        await bay.findTruck().catch(() => undefined);
        await loop('bay', () => bay.step());
      }),
      loop('interventions', () => this.interventions.look()),
      loop('gate', () => gateDesk.step()),
      loop('packer', () => this.dock.packer.step()),
      loop('railway', () => this.dock.railway.step()),
      loop('strays', () => this.dock.sendOffStrays()),
      ...(this.customs === null ? [] : this.playingCustoms(this.customs, loop)),
    ]);
    this.client.close();
  }

  private playingCustoms(customs: Customs, loop: Loop): Promise<void>[] {
    const absences = new Absences(this.centre, customs, this.config.scenario.interventions.filter(isAbsence));
    return [
      loop('customs', () => this.receipts.step(customs.isAway)),
      loop('absences of customs', () => absences.look()),
    ];
  }

  /** The platforms: they declare parcel by parcel, or all in one file. */
  private declarant(sender: Sender): Declarant {
    const { config, client, logger, stopping, now } = this;
    const { rate, seed, parcels, platforms, scenario } = config;
    const { behaviour, isLot } = scenario;
    if (isLot && parcels !== null) {
      const { first } = platforms;
      const plan = (index: number) => planParcel(seed, index, [first], behaviour.platforms);
      return new Lot(client, { parcels, key: platforms.keys.get(first) ?? '', plan, now, stopping, logger });
    }
    const names: [string, ...string[]] = [platforms.first, ...platforms.others];
    const onDeclared = (plan: ParcelPlan): void => this.redeclaring.watch(plan);
    const options = { seed, rate, parcels, platforms: names, behaviour, onDeclared, now, stopping, logger };
    return new Declaring(sender, this.centre, options);
  }

  /** Everybody who works off a queue. */
  private desks(): Desk[] {
    const { behaviour, unattended } = this.config.scenario;
    const benches = new Benches(this.centre, this.now, behaviour.staff);
    const all = [
      ...benches.all.map(([queue, treat]) => [`inspection.${queue}`, treat] as const),
      [HELD_QUEUE, settleHold(this.centre, behaviour.staff)] as const,
      ...(this.customs === null ? [] : [[AWAITING_CUSTOMS, bringIn(this.centre)] as const]),
    ];
    return all
      .filter(([queue]) => !unattended.includes(queue))
      .map(([queue, treat]) => new Desk(this.centre, queue, treat, this.now));
  }
}
