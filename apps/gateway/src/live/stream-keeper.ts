import { decodeOffsets, encodeOffsets, type KeyRing, type OffsetVector } from '@alataw/http';
import type { Clock } from '../backends/clock';
import type { CatchUp } from './catch-up';
import type { LiveHub } from './live-hub';
import { COME_AGAIN, KEY_REVOKED } from './open-stream';
import type { Subscription } from './subscription';

/** Keeps each stream going: lets clients in, brings back those that fell behind, and ends what may not go on. */
export class StreamKeeper {
  constructor(
    private readonly hub: LiveHub,
    private readonly catchUp: CatchUp,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {
    hub.whenBehind((subscription, place) => void this.bringBack(subscription, place));
  }

  /** @param cursor the id of the last event that the client has; undefined: it begins now */
  async letIn(subscription: Subscription, cursor: string | undefined): Promise<void> {
    const shape = this.hub.position().map((offsets) => offsets.length);
    const from = cursor === undefined ? this.hub.position() : decodeOffsets(cursor, shape);
    if (from === undefined) this.reset(subscription);
    else if (cursor === undefined) this.join(subscription);
    else await this.bringBack(subscription, from);
  }

  /** A quiet filter must not make the client's place grow old; and a key that was revoked reads no further. */
  heartbeat(subscription: Subscription): void {
    const { stream, reader } = subscription;
    if (!this.keys.isValid(reader.keyId, this.clock.now())) stream.end(KEY_REVOKED);
    else this.markPlace(subscription);
  }

  private async bringBack(subscription: Subscription, place: OffsetVector): Promise<void> {
    try {
      if (await this.catchUp.run(subscription, place)) this.markPlace(subscription);
      else this.reset(subscription);
    } catch {
      subscription.stream.end(COME_AGAIN);
    }
  }

  private reset(subscription: Subscription): void {
    const detail = 'The log does not reach back to this id: read how things stand; the stream goes on from now.';
    const data = JSON.stringify({ code: 'CURSOR_EXPIRED', detail, snapshot: '/v1/parcels' });
    subscription.stream.send({ event: 'reset', data });
    this.join(subscription);
  }

  /** Already the first id lets a client come back without a gap. */
  private join(subscription: Subscription): void {
    subscription.stream.mark(encodeOffsets(this.hub.add(subscription)));
  }

  private markPlace({ stream, isUpToDate }: Subscription): void {
    if (isUpToDate) stream.mark(encodeOffsets(this.hub.position()));
    else stream.comment('alive');
  }
}
