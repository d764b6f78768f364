import type { Principal, SseStream } from '@alataw/http';
import { eventView } from './event-view';
import type { LiveEvent } from './live-event';

/** What a client wants to see. */
export interface EventFilter {
  readonly types: ReadonlySet<string> | undefined;
  readonly stages: ReadonlySet<string> | undefined;
  /** A parcel or truck: events of it, and events of others that name it. */
  readonly entityId: string | undefined;
}

/** Events that may wait while a client is being brought up to date. */
const MAX_QUEUED_EVENTS = 5_000;

/** One client of the live tail. */
export class Subscription {
  private isLive = false;
  /** Events that came while older ones were still being read; undefined when there are none to be read. */
  private queued: { readonly event: LiveEvent; readonly id: string }[] | undefined;

  constructor(
    readonly stream: SseStream,
    readonly reader: Principal,
    private readonly filter: EventFilter,
  ) {}

  /** Everything up to the position that the hub has handed on was sent. */
  get isUpToDate(): boolean {
    return this.isLive && this.queued === undefined;
  }

  get isConfined(): boolean {
    return this.reader.role === 'platform';
  }

  /** @param owner the platform that the event concerns, where known */
  wants(event: LiveEvent, owner: string | undefined): boolean {
    if (this.isConfined && owner !== this.reader.tenant) return false;
    const { types, stages, entityId } = this.filter;
    if (types !== undefined && !types.has(event.type)) return false;
    if (stages !== undefined && !stages.has(event.stage)) return false;
    return entityId === undefined || event.entityId === entityId || event.fields['parcelId'] === entityId;
  }

  /** Sends an event now, or after those that are still being read. */
  offer(event: LiveEvent, id: string): void {
    if (this.queued === undefined) this.sendNow(event, id);
    else if (this.queued.length < MAX_QUEUED_EVENTS) this.queued.push({ event, id });
    else
      this.stream.end({
        event: 'too-slow',
        data: JSON.stringify({ code: 'TOO_SLOW', detail: 'Go on from the last id you have.' }),
      });
  }

  sendNow(event: LiveEvent, id: string): void {
    this.stream.send({ id, event: event.type, data: JSON.stringify(eventView(event, this.reader)) });
  }

  holdBack(): void {
    this.queued = [];
  }

  /** Called by the hub when it begins to hand on. */
  join(): void {
    this.isLive = true;
  }

  /** Sends what was held back, as fast as the client takes it; then the client is up to date. */
  async release(): Promise<void> {
    for (let next = this.queued?.shift(); next !== undefined && this.stream.isOpen; next = this.queued?.shift()) {
      this.sendNow(next.event, next.id);
      await this.stream.drained();
    }
    this.queued = undefined;
  }
}
