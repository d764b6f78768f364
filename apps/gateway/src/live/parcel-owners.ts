import { LruMap } from '@alataw/http';
import { setTimeout as pause } from 'node:timers/promises';
import { knownParcels, type Projections } from '../parcels/projections';
import { platformIn } from './event-view';
import type { LiveEvent } from './live-event';

/** Parcels whose owner is remembered: about 100 bytes each. */
const REMEMBERED = 50_000;
const LOOKUP_PARCELS = 500;
/** An event may be read a moment before the projection of the declaration that came before it. */
const ATTEMPTS = 3;
const PAUSE_MS = 20;

/** Said of parcels that nobody asks about any more, and that no view knows by then. */
const FORGOTTEN: ReadonlySet<string> = new Set([
  ...['ParcelRetired', 'RetirementRefused', 'InspectionRetired', 'LoadingRetired', 'FilingRetired'],
]);

/** Knows which platform a parcel belongs to, so that nobody is sent what is not theirs. */
export class ParcelOwners {
  private readonly owners = new LruMap<string, string>(REMEMBERED);

  constructor(private readonly projections: Projections) {}

  /** The platform that an event concerns; undefined when none does or nobody knows. Call `learn` with the event first. */
  ownerOf(event: LiveEvent): string | undefined {
    return platformIn(event) ?? this.owners.get(event.entityId);
  }

  /**
   * Makes the owners of these events known.
   * @throws what the projections threw: then it is not known who may be sent what
   */
  async learn(events: readonly LiveEvent[]): Promise<void> {
    for (const event of events) {
      const platform = platformIn(event);
      if (event.type === 'ParcelDeclared' && platform !== undefined) this.owners.set(event.entityId, platform);
    }
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const unknown = [...new Set(events.filter((event) => this.isUnknown(event)).map((event) => event.entityId))];
      if (unknown.length === 0) return;
      if (attempt > 0) await pause(PAUSE_MS);
      await this.lookUp(unknown);
    }
  }

  private async lookUp(ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += LOOKUP_PARCELS) {
      const parcels = await knownParcels(this.projections, ids.slice(at, at + LOOKUP_PARCELS));
      for (const parcel of parcels)
        if (parcel && parcel.platform !== '') this.owners.set(parcel.parcelId, parcel.platform);
    }
  }

  /** Load units, documents and dead letters belong to no platform but the one that their events name, and a scan of a parcel that was never declared has no owner to be found. */
  private isUnknown(event: LiveEvent): boolean {
    if ('deadLetterId' in event.fields) return false;
    if (event.entityId.includes(':')) return false;
    if (FORGOTTEN.has(event.type)) return false;
    return event.entityId.includes('.') && event.type !== 'LoadDeclined' && this.ownerOf(event) === undefined;
  }
}
