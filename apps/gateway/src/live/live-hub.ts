import { stages } from '@alataw/contracts';
import { encodeOffsets, type OffsetVector } from '@alataw/http';
import type { EventTail, TailListener } from './event-tail';
import type { LiveEvent } from './live-event';
import { COME_AGAIN, STOPPING } from './open-stream';
import type { ParcelOwners } from './parcel-owners';
import type { Subscription } from './subscription';

/** Told of a client that cannot take more just now: it has everything up to the place, and gets no more from the hub. */
export type BehindListener = (subscription: Subscription, place: OffsetVector) => void;

/** Hands each event that the tail reads to the clients that want it. None of them can make it wait or grow. */
export class LiveHub implements TailListener {
  private readonly subscriptions = new Set<Subscription>();
  /** What has been handed on. While nobody listens, the tail's own positions stand for it. */
  private handedOn: OffsetVector = [];
  private isBusy = false;
  private onBehind: BehindListener = () => undefined;

  constructor(
    private readonly tail: EventTail,
    private readonly owners: ParcelOwners,
  ) {}

  whenBehind(listener: BehindListener): void {
    this.onBehind = listener;
  }

  get isInterested(): boolean {
    return this.subscriptions.size > 0;
  }

  get size(): number {
    return this.subscriptions.size;
  }

  /** The place behind the last event that was handed on. */
  position(): OffsetVector {
    return this.subscriptions.size > 0 || this.isBusy ? this.handedOn : this.tail.currentPositions();
  }

  /** From now on the client is handed everything behind the returned place. */
  add(subscription: Subscription): OffsetVector {
    const position = this.position();
    this.handedOn = position;
    this.subscriptions.add(subscription);
    subscription.isJoined = true;
    subscription.stream.onClose(() => this.remove(subscription));
    return position;
  }

  /** Ends all streams, with an event that tells to come again. */
  close(): void {
    for (const { stream } of [...this.subscriptions]) stream.end(STOPPING);
  }

  async onEvents(events: readonly LiveEvent[], positions: OffsetVector): Promise<void> {
    this.isBusy = true;
    try {
      if ([...this.subscriptions].some((subscription) => subscription.isConfined)) await this.learnOwners(events);
      this.handOn(events);
      this.handedOn = positions;
    } finally {
      this.isBusy = false;
    }
  }

  private handOn(events: readonly LiveEvent[]): void {
    const vector = this.handedOn.map((offsets) => [...offsets]);
    this.handedOn = vector;
    for (const event of events) {
      const offsets = vector[stages.indexOf(event.stage)];
      if (offsets !== undefined) offsets[event.partition] = event.offset + 1;
      const owner = this.owners.ownerOf(event);
      let id: string | undefined;
      for (const subscription of this.subscriptions) {
        if (!subscription.wants(event, owner)) continue;
        // The same for all, and only made when somebody gets it.
        id ??= encodeOffsets(vector);
        if (!subscription.offer(event, id)) this.remove(subscription);
        else if (subscription.isUpToDate && subscription.stream.isBehind) this.leaveBehind(subscription, vector);
      }
    }
  }

  private leaveBehind(subscription: Subscription, vector: OffsetVector): void {
    this.remove(subscription);
    this.onBehind(
      subscription,
      vector.map((offsets) => [...offsets]),
    );
  }

  private remove(subscription: Subscription): void {
    this.subscriptions.delete(subscription);
    subscription.isJoined = false;
  }

  private async learnOwners(events: readonly LiveEvent[]): Promise<void> {
    try {
      await this.owners.learn(events);
    } catch {
      // Whose events these are cannot be known just now: their readers come again and go on from where they were.
      for (const subscription of [...this.subscriptions]) {
        if (subscription.isConfined) subscription.stream.end(COME_AGAIN);
      }
    }
  }
}
