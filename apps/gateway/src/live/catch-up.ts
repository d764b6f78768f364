import { stages, topicsOf, type Codec, type StageName } from '@alataw/contracts';
import { decodeOffsets, encodeOffsets, Turns, type OffsetVector } from '@alataw/http';
import { OutOfRangeError } from '@alataw/log';
import { setTimeout as pause } from 'node:timers/promises';
import type { LogReader, StoredRecord } from '../backends/log-ports';
import { readEvent, type LiveEvent } from './live-event';
import type { LiveHub } from './live-hub';
import type { ParcelOwners } from './parcel-owners';
import type { Subscription } from './subscription';

/** When so few records are missing, the client joins the live tail, and the rest is read while new events are held back. */
const NEARLY_THERE = 2_000;
const PORTION_RECORDS = 100;
/** Clients for which the log is read at once. */
const MAX_READERS = 8;
/** An id that lies ahead of the log for longer is not of this log. */
const MAX_AHEAD_MS = 1_000;
const AHEAD_PAUSE_MS = 50;

/** Brings a client from a place in the log to the live tail, at the client's own pace, with no gap and nothing twice. */
export class CatchUp {
  private readonly readers = new Turns(MAX_READERS);

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
      for (;;) {
        await subscription.stream.drained();
        if (!subscription.stream.isOpen) return true;
        const to = this.hub.position();
        if (distance(at, to) > NEARLY_THERE) await this.readTo(subscription, at, to);
        else if (await this.join(subscription, at)) return true;
      }
    } catch (error) {
      if (error instanceof OutOfRangeError) return false;
      throw error;
    }
  }

  /** Joins the live tail, and reads the rest while new events are held back. @returns false when too many had to be */
  private async join(subscription: Subscription, at: number[][]): Promise<boolean> {
    subscription.hold();
    const to = this.hub.add(subscription);
    while (subscription.stream.isOpen && !(await this.readTo(subscription, at, to)))
      await subscription.stream.drained();
    const lastId = await subscription.release();
    if (lastId === undefined) return true;
    const place =
      lastId === null
        ? undefined
        : decodeOffsets(
            lastId,
            at.map((offsets) => offsets.length),
          );
    place?.forEach((offsets, index) => (at[index] = [...offsets]));
    return false;
  }

  /** Another instance, from which the client may come, can be a moment ahead of this one. */
  private async hasCome(at: OffsetVector): Promise<boolean> {
    for (let waitedMs = 0; isBeyond(at, this.hub.position()); waitedMs += AHEAD_PAUSE_MS) {
      if (waitedMs >= MAX_AHEAD_MS) return false;
      await pause(AHEAD_PAUSE_MS);
    }
    return true;
  }

  /**
   * Reads on from `at`, which moves along, as long as the client takes it.
   * @returns whether it has come to the end: if not, the client has to drain first
   */
  private async readTo(subscription: Subscription, at: number[][], to: OffsetVector): Promise<boolean> {
    // Few at once, and none while waiting for its client: what is read for slow clients must not fill the memory.
    const leave = await this.readers.enter();
    try {
      for (const [index, stage] of stages.entries()) {
        const offsets = at[index] ?? [];
        for (const [partition, end] of (to[index] ?? []).entries()) {
          const start = offsets[partition] ?? end;
          if (start >= end) continue;
          for await (const records of this.log.scan({
            topic: topicsOf(stage).events,
            partition,
            from: start,
            to: end,
          })) {
            // In portions: what a client will not take now need not be decoded.
            for (let first = 0; first < records.length; first += PORTION_RECORDS) {
              const events = this.eventsIn(records.slice(first, first + PORTION_RECORDS), stage, partition);
              if (!(await this.send(subscription, events, offsets, at))) return false;
            }
          }
          offsets[partition] = end;
        }
      }
      return true;
    } finally {
      leave();
    }
  }

  private eventsIn(records: readonly StoredRecord[], stage: StageName, partition: number): LiveEvent[] {
    return records
      .map((record) => readEvent(this.codec, { ...record, stage, partition }))
      .filter((event) => event !== undefined);
  }

  /** @returns false when the client can take no more just now */
  private async send(
    subscription: Subscription,
    events: readonly LiveEvent[],
    offsets: number[],
    at: OffsetVector,
  ): Promise<boolean> {
    if (subscription.isConfined) await this.owners.learn(events);
    for (const event of events) {
      if (subscription.stream.isBehind || !subscription.stream.isOpen) return false;
      offsets[event.partition] = event.offset + 1;
      if (subscription.wants(event, this.owners.ownerOf(event))) subscription.send(event, encodeOffsets(at));
    }
    return true;
  }
}

/** Records between two places. */
function distance(from: OffsetVector, to: OffsetVector): number {
  return to.reduce(
    (sum, ends, index) => sum + ends.reduce((own, end, p) => own + Math.max(0, end - (from[index]?.[p] ?? end)), 0),
    0,
  );
}

function isBeyond(vector: OffsetVector, limit: OffsetVector): boolean {
  return vector.some((offsets, index) => offsets.some((offset, p) => offset > (limit[index]?.[p] ?? 0)));
}
