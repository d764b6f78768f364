import { stages, topicsOf, type Codec } from '@alataw/contracts';
import { encodeOffsets, type OffsetVector } from '@alataw/http';
import { setTimeout as pause } from 'node:timers/promises';
import type { LogReader } from '../backends/log-ports';
import { readEvent, type LiveEvent } from './live-event';
import type { LiveHub } from './live-hub';
import type { ParcelOwners } from './parcel-owners';
import type { Subscription } from './subscription';

/** When so few records are missing, the client joins the live tail and the rest is read while new events wait. */
const NEARLY_THERE = 1_000;
/** An id that lies ahead of the log for longer is not of this log. */
const MAX_AHEAD_MS = 1_000;
const AHEAD_PAUSE_MS = 50;

/** Brings a client from where it left off to the live tail, with no gap and nothing twice. */
export class CatchUp {
  constructor(
    private readonly codec: Codec,
    private readonly log: LogReader,
    private readonly hub: LiveHub,
    private readonly owners: ParcelOwners,
  ) {}

  /**
   * @param from where the client left off
   * @returns false when the log no longer reaches back so far, or never came so far
   */
  async run(subscription: Subscription, from: OffsetVector): Promise<boolean> {
    const at = from.map((offsets) => [...offsets]);
    if (!(await this.hasCome(at))) return false;
    try {
      while (subscription.stream.isOpen && distance(at, this.hub.position()) > NEARLY_THERE) {
        await this.readTo(subscription, at, this.hub.position());
      }
      subscription.holdBack();
      await this.readTo(subscription, at, this.hub.add(subscription));
      await subscription.release();
      return true;
    } catch (error) {
      if (!(error instanceof Error && 'logStartOffset' in error)) throw error;
      await subscription.release();
      return false;
    }
  }

  /** Another instance, from which the client may come, can be a moment ahead of this one. */
  private async hasCome(at: OffsetVector): Promise<boolean> {
    for (let waitedMs = 0; isBeyond(at, this.hub.position()); waitedMs += AHEAD_PAUSE_MS) {
      if (waitedMs >= MAX_AHEAD_MS) return false;
      await pause(AHEAD_PAUSE_MS);
    }
    return true;
  }

  private async readTo(subscription: Subscription, at: number[][], to: OffsetVector): Promise<void> {
    for (const [index, stage] of stages.entries()) {
      const offsets = at[index] ?? [];
      for (const [partition, end] of (to[index] ?? []).entries()) {
        const start = offsets[partition] ?? end;
        if (start >= end) continue;
        for await (const records of this.log.scan({ topic: topicsOf(stage).events, partition, from: start, to: end })) {
          if (!subscription.stream.isOpen) return;
          const events = records.map((record) => readEvent(this.codec, { ...record, stage, partition }));
          await this.send(
            subscription,
            events.filter((event) => event !== undefined),
            offsets,
            at,
          );
        }
        offsets[partition] = end;
      }
    }
  }

  private async send(
    subscription: Subscription,
    events: readonly LiveEvent[],
    offsets: number[],
    at: OffsetVector,
  ): Promise<void> {
    if (subscription.isConfined) await this.owners.learn(events);
    for (const event of events) {
      offsets[event.partition] = event.offset + 1;
      if (!subscription.wants(event, this.owners.ownerOf(event))) continue;
      subscription.sendNow(event, encodeOffsets(at));
      await subscription.stream.drained();
    }
  }
}

function distance(from: OffsetVector, to: OffsetVector): number {
  return to.reduce(
    (sum, ends, index) => sum + ends.reduce((own, end, p) => own + Math.max(0, end - (from[index]?.[p] ?? end)), 0),
    0,
  );
}

function isBeyond(vector: OffsetVector, limit: OffsetVector): boolean {
  return vector.some((offsets, index) => offsets.some((offset, p) => offset > (limit[index]?.[p] ?? 0)));
}
