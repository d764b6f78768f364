import type { IntakeCounts } from './bulk-intake';
import { readBeacon, type BeaconStore } from './upload-beacon';

/** Tells which uploads are being received, by any instance. */
export class Beacons {
  constructor(private readonly store: BeaconStore) {}

  /** @returns how far the upload has come; null when none is being received; undefined when nobody can tell */
  async read(batchId: string): Promise<IntakeCounts | null | undefined> {
    return readBeacon(this.store, batchId);
  }
}
