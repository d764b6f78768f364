import type { Logger } from '@alataw/operations';
import { setTimeout as delay } from 'node:timers/promises';
import { Stopped } from './gateway-client';

/** After a fault that nobody foresaw the work goes on, but not at once. */
const PAUSE_AFTER_FAULT_MS = 1000;

/** Waits, or less when everything stops. */
export async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: stopping }).catch(() => undefined);
}

/**
 * Repeats a step until everything stops.
 * @param step resolves with how long to wait before the next one, ms; null: there is none
 */
export async function repeat(
  name: string,
  step: () => Promise<number | null>,
  { stopping, logger }: { readonly stopping: AbortSignal; readonly logger: Logger },
): Promise<void> {
  while (!stopping.aborted) {
    const pauseMs = await step().catch((error: unknown) => {
      if (!(error instanceof Stopped)) logger.error({ err: error, name }, 'a step failed and is tried again');
      return PAUSE_AFTER_FAULT_MS;
    });
    if (pauseMs === null) return;
    await pause(pauseMs, stopping);
  }
}

/** Works on all items, at most `width` at a time. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}

/** Remembers for a while what has just been done, until the centre shows it. */
export class Recently {
  private readonly until = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  has(id: string): boolean {
    const end = this.until.get(id);
    if (end === undefined) return false;
    if (end > this.now()) return true;
    this.until.delete(id);
    return false;
  }

  add(id: string, forMs: number): void {
    this.until.set(id, this.now() + forMs);
  }

  /** Drops what is over; call it now and then. */
  prune(): void {
    const now = this.now();
    for (const [id, end] of this.until) if (end <= now) this.until.delete(id);
  }
}
