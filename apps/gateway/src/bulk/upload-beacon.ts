import type { IntakeCounts } from './bulk-intake';

/** The few Redis commands that are used. */
export interface BeaconStore {
  set(key: string, value: string, px: 'PX', ms: number): Promise<unknown>;
  get(key: string): Promise<string | null>;
  del(key: string): Promise<unknown>;
}

const REFRESH_MS = 3_000;
/** A gateway that has not been heard of for so long has died in the middle of the upload. */
const LIFETIME_MS = 15_000;

const keyOf = (batchId: string): string => `upload:${batchId}`;

/** Lights while an upload is being received, so that any instance can tell a slow client from a dead gateway. */
export class UploadBeacon {
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly store: BeaconStore,
    private readonly batchId: string,
    private readonly counts: IntakeCounts,
  ) {
    this.timer = setInterval(() => void this.light(), REFRESH_MS);
    this.timer.unref();
  }

  async light(): Promise<void> {
    // Only an indication: without it a batch being received is shown as interrupted until it is lit again.
    await this.store.set(keyOf(this.batchId), JSON.stringify(this.counts), 'PX', LIFETIME_MS).catch(() => undefined);
  }

  async out(): Promise<void> {
    clearInterval(this.timer);
    await this.store.del(keyOf(this.batchId)).catch(() => undefined);
  }
}

/** @returns how far the upload has come; null when none is being received; undefined when nobody can tell */
export async function readBeacon(store: BeaconStore, batchId: string): Promise<IntakeCounts | null | undefined> {
  try {
    const text = await store.get(keyOf(batchId));
    return text === null ? null : readCounts(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function readCounts(value: unknown): IntakeCounts | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const number = (name: string): number => Number(Object.entries(value).find(([key]) => key === name)?.[1] ?? 0);
  return { lines: number('lines'), commands: number('commands'), invalid: number('invalid') };
}
