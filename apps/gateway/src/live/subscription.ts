import type { Principal, SseStream } from '@alataw/http';
import { eventText } from './event-view';
import type { LiveEvent } from './live-event';

/** What a client wants to see. */
export interface EventFilter {
  readonly types: ReadonlySet<string> | undefined;
  readonly stages: ReadonlySet<string> | undefined;
  /** A parcel or load unit: events of it, and events of others that name it. */
  readonly entityId: string | undefined;
}

/** Events that may be held back for a client. */
const MAX_HELD_EVENTS = 5_000;

/** One client of the live tail. */
export class Subscription {
  /** The hub hands it events as they come. */
  isJoined = false;
  /** Events that came while older ones were still being read; undefined when there are none to be read. */
  private held: { readonly event: LiveEvent; readonly id: string }[] | undefined;
  private hasOverflowed = false;
  private lastId: string | undefined;

  constructor(
    readonly stream: SseStream,
    readonly reader: Principal,
    private readonly filter: EventFilter,
  ) {}

  /** Everything up to the place that the hub has come to was sent. */
  get isUpToDate(): boolean {
    return this.isJoined && this.held === undefined;
  }

  /** Sees the parcels of one platform only. */
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

  /** From now on events are held back, until `release`. */
  hold(): void {
    this.held = [];
    this.hasOverflowed = false;
    this.lastId = undefined;
  }

  /** Sends an event, or holds it back. @returns false when no more can be held: the client is to be brought up to date anew */
  offer(event: LiveEvent, id: string): boolean {
    if (this.held === undefined) this.send(event, id);
    else if (this.held.length < MAX_HELD_EVENTS) this.held.push({ event, id });
    else this.hasOverflowed = true;
    return !this.hasOverflowed;
  }

  /**
   * Sends what was held back, as fast as the client takes it.
   * @returns undefined when the client is up to date; else the id to go on behind, or null when nothing was sent
   */
  async release(): Promise<string | null | undefined> {
    for (let next = this.held?.shift(); next !== undefined && this.stream.isOpen; next = this.held?.shift()) {
      this.send(next.event, next.id);
      this.lastId = next.id;
      await this.stream.drained();
    }
    this.held = undefined;
    return this.hasOverflowed ? (this.lastId ?? null) : undefined;
  }

  /** @param id the place behind the event */
  send(event: LiveEvent, id: string): void {
    this.stream.send({ id, event: event.type, data: eventText(event, this.reader) });
  }
}
