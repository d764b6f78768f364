import type { DeliveryProgress, SubscriptionPauseReason, SubscriptionState } from '@alataw/contracts';
import type { Outgoing } from '@alataw/outbound';
import {
  BATCH_EVENTS,
  DELIVERY_LIMITS,
  endpointAt,
  readSigningKey,
  WebhookSender,
  type Attempt,
  type DeliveryState,
  type Ending,
  type SigningKey,
} from '@alataw/webhooks';
import { setMaxListeners } from 'node:events';
import { feedTopicOf } from '@alataw/milestones';
import { FeedExpiredError, type FeedReader } from './feed-reader';
import type { WebhooksConfig } from './webhooks.config';

/** What a delivery works with. */
export interface DeliveryParts {
  readonly reader: FeedReader;
  readonly config: WebhooksConfig;
  /** Epoch ms UTC. */
  readonly clock: () => number;
  readonly chance: () => number;
  readonly onAttempt: (subscriptionId: string, attempt: Attempt) => void;
}

/** How long requests under way may still be answered, when a delivery is to stop. */
const GRACE_MS = 2_000;

/** Sends the events of one subscription, from where it stood; over a change of address or secrets it goes on where it stands. */
export class Delivery {
  readonly topic: string;
  /** Of the subscription that is sent by. */
  version: number;
  /** Why it cannot go on; null: it does, or has been stopped. */
  ending: SubscriptionPauseReason | null = null;
  /** What it failed with: it can be begun anew. */
  failure: Error | null = null;
  /** As it was last told. */
  noted: string;
  private sender: WebhookSender | null = null;
  private stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** One change at a time. */
  private turn: Promise<void> = Promise.resolve();
  private isStopped = false;
  private standing: DeliveryState;
  private oldest = 0;
  /** Cuts off what is under way. */
  private cut: () => void = () => undefined;

  constructor(
    private readonly parts: DeliveryParts,
    private readonly id: string,
    /** As it began. */
    readonly token: string,
    private state: SubscriptionState,
  ) {
    this.topic = feedTopicOf(id);
    this.version = state.version;
    const { high, open } = state.delivery;
    this.standing = { high, open: open.map(({ sequence: n, attempts, nextAt }) => ({ n, attempts, nextAt })) };
    this.noted = this.told();
    this.start();
  }

  get carrier(): string {
    return this.state.carrier;
  }

  /** How many events were read and not taken. */
  get open(): number {
    return this.now().open.length;
  }

  /** Takes in what was changed. */
  async change(state: SubscriptionState): Promise<void> {
    const before = this.state;
    this.state = state;
    this.version = state.version;
    if (before.url === state.url && before.batches === state.batches) return; // secrets are asked for at each attempt
    this.turn = this.turn.then(() => this.halt()).then(() => this.start());
    await this.turn;
  }

  /** Resolves when nothing is under way any more. @param graceMs for what is */
  async stop(graceMs = GRACE_MS): Promise<void> {
    this.isStopped = true;
    await this.turn;
    await this.halt(graceMs);
    this.parts.reader.close(this.topic);
  }

  progress(): DeliveryProgress {
    const { high, open } = this.now();
    return {
      ...{ high, offset: this.parts.reader.offsetOf(this.topic) || this.state.delivery.offset, oldest: this.oldest },
      open: open.map(({ n: sequence, attempts, nextAt }) => ({ sequence, attempts, nextAt })),
    };
  }

  /** All that is told of it, to see whether that has changed. */
  told(): string {
    return JSON.stringify([this.progress(), this.ending]);
  }

  private now(): DeliveryState {
    return this.sender?.state() ?? this.standing;
  }

  private start(): void {
    if (this.isStopped) return;
    const { reader, config, clock, chance, onAttempt } = this.parts;
    this.stopping = new AbortController();
    const cutting = new AbortController();
    setMaxListeners(DELIVERY_LIMITS.maxInFlight, cutting.signal);
    const limits = { ...DELIVERY_LIMITS, maxBatchEvents: this.state.batches ? BATCH_EVENTS : 1 };
    let endpoint: Outgoing;
    try {
      endpoint = endpointAt(this.state.url ?? '', limits, { ...config, signal: cutting.signal });
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      return; // an address that this centre does not allow any more
    }
    const sender = new WebhookSender({
      ...{ source: reader.source(this.topic, this.state.delivery.offset), endpoint, limits, state: this.standing },
      ...{ keys: () => keysOf(this.id, this.state, config, clock()), clock, chance },
      onAttempt: (attempt) => onAttempt(this.id, attempt),
    });
    this.sender = sender;
    this.cut = () => cutting.abort();
    this.running = sender
      .run(this.stopping.signal)
      .then(
        (ending) => this.ended(ending),
        (error: unknown) => this.failed(error),
      )
      .finally(() => endpoint.close());
  }

  private async halt(graceMs = GRACE_MS): Promise<void> {
    this.stopping.abort();
    const timer = setTimeout(this.cut, graceMs);
    await this.running;
    clearTimeout(timer);
    this.standing = this.now();
    this.sender = null;
  }

  private ended(ending: Ending): void {
    if (ending !== 'STOPPED') this.ending = ending;
  }

  private failed(error: unknown): void {
    if (error instanceof FeedExpiredError) {
      this.oldest = error.oldest;
      this.ending = 'EXPIRED';
    } else this.failure = error instanceof Error ? error : new Error(String(error));
  }
}

/** The keys to sign with: what was replaced signs as well for a while. @param now epoch ms UTC */
export function keysOf(
  id: string,
  { secret, formerSecret, formerUntil }: SubscriptionState,
  { secrets }: WebhooksConfig,
  now: number,
): readonly SigningKey[] {
  const sealed = [secret, now < formerUntil ? formerSecret : null].filter((each) => each !== null);
  return sealed.map((each) => readSigningKey(secrets?.open(each, id) ?? ''));
}
