import { stages } from '@alataw/contracts';
import { encodeOffsets, type OffsetVector } from '@alataw/http';
import type { EventTail, TailListener } from './event-tail';
import type { LiveEvent } from './live-event';
import type { ParcelOwners } from './parcel-owners';
import type { Subscription } from './subscription';

/** Hands each event that the tail reads to the clients that want it. */
export class LiveHub implements TailListener {
  private readonly subscriptions = new Set<Subscription>();
  /** What has been handed on. While nobody listens, the tail's own positions stand for it. */
  private handedOn: OffsetVector = [];
  private isBusy = false;

  constructor(
    private readonly tail: EventTail,
    private readonly owners: ParcelOwners,
  ) {}

  get isInterested(): boolean {
    return this.subscriptions.size > 0;
  }

  get size(): number {
    return this.subscriptions.size;
  }

  /** The position after the last event that was handed on. */
  position(): OffsetVector {
    return this.subscriptions.size > 0 || this.isBusy ? this.handedOn : this.tail.currentPositions();
  }

  /** From now on the client is handed everything after the returned position. */
  add(subscription: Subscription): OffsetVector {
    const position = this.position();
    this.handedOn = position;
    this.subscriptions.add(subscription);
    subscription.join();
    subscription.stream.onClose(() => this.subscriptions.delete(subscription));
    return position;
  }

  /** Ends all streams, with an event that tells to come again. */
  close(): void {
    for (const { stream } of [...this.subscriptions]) {
      stream.end({
        event: 'unavailable',
        data: JSON.stringify({ code: 'STOPPING', detail: 'Connect again; go on from the last id.' }),
      });
    }
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
    for (const event of events) {
      const offsets = vector[stages.indexOf(event.stage)];
      if (offsets !== undefined) offsets[event.partition] = event.offset + 1;
      const owner = this.owners.ownerOf(event);
      let id: string | undefined;
      for (const subscription of this.subscriptions) {
        if (!subscription.wants(event, owner)) continue;
        // The same for all, and only made when somebody gets it.
        id ??= encodeOffsets(vector);
        subscription.offer(event, id);
      }
    }
  }

  private async learnOwners(events: readonly LiveEvent[]): Promise<void> {
    try {
      await this.owners.learn(events);
    } catch {
      // Whose events these are cannot be known just now: their readers come again and go on from where they were.
      const data = JSON.stringify({ code: 'UNAVAILABLE', detail: 'Connect again; go on from the last id.' });
      for (const subscription of [...this.subscriptions]) {
        if (subscription.isConfined) subscription.stream.end({ event: 'unavailable', data });
      }
    }
  }
}
