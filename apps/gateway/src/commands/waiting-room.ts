import type { OffsetVector } from '@alataw/http';
import type { TailListener } from '../live/event-tail';
import type { LiveEvent } from '../live/live-event';
import { PARKED, type Meaning, type Settlement } from './settlement';

/** How a request stands: the event that says so, and what that means. */
export interface Standing {
  readonly meaning: Meaning | 'parked';
  readonly event: LiveEvent;
}

/** A request that somebody waits for. */
export interface Ticket {
  /**
   * @param ms how long to wait
   * @returns the decision; what is under way when the time is over; undefined when nothing has been heard
   */
  wait(ms: number): Promise<Standing | undefined>;
  /** Ends the wait; needed when `wait` was not called. */
  leave(): void;
}

interface Waiter {
  readonly settlement: Settlement;
  standing: Standing | undefined;
  settle: (() => void) | undefined;
}

/** Matches the events that the tail reads with the requests that wait for them, by correlation id. */
export class WaitingRoom implements TailListener {
  private readonly waiters = new Map<string, Waiter>();

  /** @param maxWaiters more than these are not taken: their requests are answered as if nobody had asked to wait */
  constructor(private readonly maxWaiters: number) {}

  get isInterested(): boolean {
    return this.waiters.size > 0;
  }

  get size(): number {
    return this.waiters.size;
  }

  /** Takes a seat. To be done before the command is published: its answer may be quick. */
  expect(correlationId: string, settlement: Settlement): Ticket {
    const waiter: Waiter = { settlement, standing: undefined, settle: undefined };
    const hasSeat = this.waiters.size < this.maxWaiters;
    if (hasSeat) this.waiters.set(correlationId, waiter);
    const leave = (): void => void this.waiters.delete(correlationId);
    return {
      leave,
      wait: async (ms) => {
        try {
          if (hasSeat && ms > 0 && !isFinal(waiter.standing)) await this.decided(waiter, ms);
          return waiter.standing;
        } finally {
          leave();
        }
      },
    };
  }

  /** Ends all waits: their requests are answered with what is known. */
  close(): void {
    for (const waiter of this.waiters.values()) waiter.settle?.();
  }

  onEvents(events: readonly LiveEvent[], _positions: OffsetVector): void {
    for (const event of events) {
      const waiter = this.waiters.get(event.meta.correlationId);
      if (waiter === undefined || isFinal(waiter.standing)) continue;
      const meaning = event.type === PARKED ? 'parked' : waiter.settlement[event.type];
      if (meaning === undefined) continue;
      waiter.standing = { meaning, event };
      if (meaning !== 'underway') waiter.settle?.();
    }
  }

  private async decided(waiter: Waiter, ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      waiter.settle = resolve;
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }
}

function isFinal(standing: Standing | undefined): boolean {
  return standing !== undefined && standing.meaning !== 'underway';
}
