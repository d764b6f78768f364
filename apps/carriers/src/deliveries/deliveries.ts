import type { BeginDelivery, NoteDelivery, SubscriptionState } from '@alataw/contracts';
import { randomUUID } from 'node:crypto';
import { feedTopicOf } from '@alataw/milestones';
import type { Subscription } from '../subscriptions';
import { Delivery, type DeliveryParts } from './delivery';

/** What is told to the lanes. */
export type DeliveryCommand = BeginDelivery | NoteDelivery;

export interface DeliveriesParts extends DeliveryParts {
  /** Writes commands into the log; resolves when they stand. */
  readonly write: (commands: readonly DeliveryCommand[]) => Promise<void>;
  readonly onFailed: (subscriptionId: string, error: Error) => void;
}

/** What was begun and does not show, or has failed, is begun anew after so long, ms. */
const AGAIN_MS = 10_000;
/** A token that nobody has. */
const NOBODY = '-';

interface Beginning {
  readonly token: string;
  readonly since: number;
}

/**
 * Sends the webhooks of all subscriptions. Whoever begins says so to the subscription's lane and goes on from what stands there once that shows: all that
 * was said before is known then, and what others say afterwards does not count.
 */
export class Deliveries {
  private readonly running = new Map<string, Delivery>();
  private readonly beginning = new Map<string, Beginning>();
  /** What is stopped, until nothing of it is under way. */
  private readonly stopping = new Map<string, Promise<void>>();
  /** Webhooks that are paused, as the last look found. */
  paused = 0;

  constructor(private readonly parts: DeliveriesParts) {}

  get size(): number {
    return this.running.size;
  }

  /** Events that were read and not taken. */
  get open(): number {
    return [...this.running.values()].reduce((sum, { open }) => sum + open, 0);
  }

  /** Begins, changes and stops what has to be, by what was found a moment ago. */
  async look(subscriptions: readonly Subscription[]): Promise<void> {
    const webhooks = subscriptions.filter(({ state }) => state.channel === 'WEBHOOK');
    const active = new Map(
      webhooks.filter(({ state }) => state.status === 'active').map(({ id, state }) => [id, state]),
    );
    this.paused = webhooks.length - active.size;
    for (const id of this.beginning.keys()) if (!active.has(id)) this.beginning.delete(id);
    for (const [id, delivery] of this.running) {
      const state = active.get(id);
      if (state?.sender !== delivery.token) this.stop(id, delivery);
      else if (state.version > delivery.version) void delivery.change(state);
      else if (delivery.failure) this.fail(id, delivery, delivery.failure);
    }
    const started = [...active].filter(
      ([id, { sender }]) => this.beginning.get(id)?.token === sender && !this.isBusy(id),
    );
    await this.parts.reader.prepare(started.map(([id]) => feedTopicOf(id)));
    for (const [id, state] of started) this.start(id, state);
    await this.begin([...active].filter(([id]) => this.isMissing(id)));
  }

  /** Tells how far the deliveries have got, as far as that has changed. */
  async note(): Promise<void> {
    const changed = [...this.running].filter(([, delivery]) => isChanged(delivery));
    await this.tell(changed);
  }

  /** Stops all. @param tells false when somebody else may send already */
  async end(tells: boolean): Promise<void> {
    const all = [...this.running];
    this.running.clear();
    this.beginning.clear();
    await Promise.all([...all.map(([, delivery]) => delivery.stop(tells ? undefined : 0)), ...this.stopping.values()]);
    if (tells) await this.tell(all.filter(([, delivery]) => isChanged(delivery)));
  }

  private isBusy(id: string): boolean {
    return this.running.has(id) || this.stopping.has(id);
  }

  private isMissing(id: string): boolean {
    if (this.isBusy(id)) return false;
    const begun = this.beginning.get(id);
    return begun === undefined || this.parts.clock() - begun.since > AGAIN_MS;
  }

  private async begin(missing: readonly (readonly [string, SubscriptionState])[]): Promise<void> {
    const since = this.parts.clock();
    const commands = missing.map(([id, { carrier }]): DeliveryCommand => {
      const token = randomUUID();
      this.beginning.set(id, { token, since });
      return { type: 'BeginDelivery', subscriptionId: id, carrier, sender: token };
    });
    if (commands.length > 0) await this.parts.write(commands);
  }

  private start(id: string, state: SubscriptionState): void {
    this.beginning.delete(id);
    this.running.set(id, new Delivery(this.parts, id, state.sender, state));
  }

  /** Stops one, and tells where it stands then. */
  private stop(id: string, delivery: Delivery): void {
    this.running.delete(id);
    const stopped = delivery
      .stop()
      .then(() => (isChanged(delivery) ? this.tell([[id, delivery]]) : undefined))
      .catch((error: unknown) => this.parts.onFailed(id, error instanceof Error ? error : new Error(String(error))))
      .finally(() => this.stopping.delete(id));
    this.stopping.set(id, stopped);
  }

  private fail(id: string, delivery: Delivery, error: Error): void {
    this.parts.onFailed(id, error);
    this.stop(id, delivery);
    this.beginning.set(id, { token: NOBODY, since: this.parts.clock() }); // not at once
  }

  private async tell(deliveries: readonly (readonly [string, Delivery])[]): Promise<void> {
    const told = deliveries.map(([id, delivery]) => ({ id, delivery, text: delivery.told() }));
    const commands = told.map(({ id, delivery }): DeliveryCommand => {
      const { token: sender, carrier, ending } = delivery;
      const of = { subscriptionId: id, carrier, sender };
      return { type: 'NoteDelivery', ...of, progress: delivery.progress(), ending };
    });
    if (commands.length === 0) return;
    await this.parts.write(commands);
    for (const { delivery, text } of told) delivery.noted = text;
  }
}

const isChanged = (delivery: Delivery): boolean => delivery.told() !== delivery.noted;
