import type { LoadingParcelState, LoadUnitState, ReleaseState } from '@alataw/contracts';
import type { Addressed, Decider, Incoming, Route } from '@alataw/stage';
import { sealDecider } from '../../apps/loading/src/domain/seal.decider';
import { loadingStage } from '../../apps/loading/src/loading.stage';
import type { Laws, LawEvent } from './laws.fixture';

/** Any decider: what it decides about is told apart by the kind of the entity. */
export type AnyDecider = Decider<never, never, LawEvent>;

/** The sides of the protocol; a test puts a broken one in the place of a sound one. */
export interface Deciders {
  readonly release: AnyDecider;
  readonly parcel: AnyDecider;
  readonly unit: AnyDecider;
  /** The register of seals. */
  readonly seal?: AnyDecider;
}
type Side = keyof Deciders;

/** What a lane tells another, in the order in which it said it. */
interface Channel {
  /** The lane of loading that hears it; null: release does. */
  readonly to: number | null;
  readonly messages: LawEvent[];
}

const routes = new Map<string, Route>(loadingStage.consumes.map((route) => [route.contract.name, route]));

/** What the release stage tells loading, and loading the release stage. */
const forLoading = ['ParcelReleased', 'HoldRequested', 'HoldLifted', 'ParcelReturned'];
const forRelease = ['LoadingHoldConfirmed', 'LoadingHoldTooLate'];

/**
 * The release and loading stages without Kafka: two lanes each. A lane decides one message at a time, in any order between its
 * inputs and in the order of each: what one lane says to another arrives once and in the order in which it was said. Routes
 * and transfers are those of the stage itself.
 */
export class Centre {
  private readonly states = new Map<string, unknown>();
  private readonly channels = new Map<string, Channel>();

  /** @param clock what time it is; a clock that stands still lets instants be compared */
  constructor(
    private readonly deciders: Deciders,
    private readonly laneOf: (id: string) => number,
    private readonly laws: Laws,
    private readonly clock: () => number = counting(),
  ) {}

  /** The same centre at this instant, whose future is its own. */
  fork(): Centre {
    const twin = new Centre(this.deciders, this.laneOf, this.laws.fork(), this.clock);
    for (const [key, state] of this.states) twin.states.set(key, state);
    for (const [name, { to, messages }] of this.channels) twin.channels.set(name, { to, messages: [...messages] });
    return twin;
  }

  /** All that its future depends on: two centres of the same text are at the same instant. */
  text(): string {
    const states = [...this.states].map(([key, state]) => key + textOf(state));
    const waiting = [...this.channels].map(([name, { messages }]) => name + messages.map(textOf).join());
    return [...states.sort(), ...waiting.sort(), this.laws.text()].join(';');
  }

  /** Channels in which a message waits. */
  get waiting(): number {
    return this.channels.size;
  }

  /** Somebody's command reaches its lane. @throws when it is left without an answer */
  command(side: Side, id: string, command: LawEvent): void {
    if (this.decide(side, id, command).length === 0) throw new Error(`${command.type} was left without an answer`);
  }

  /** Lets one waiting message arrive. @param pick which channel, of those that are not empty; false when all are */
  deliver(pick: number): boolean {
    const [name, channel] = [...this.channels][pick % this.channels.size] ?? [''];
    const message = channel?.messages.shift();
    if (!channel || !message) return false;
    if (channel.messages.length === 0) this.channels.delete(name);
    if (channel.to === null) this.decide('release', String(message['parcelId']), message);
    else this.hear(message, channel.to);
    return true;
  }

  parcel(id: string): LoadingParcelState {
    return this.stateOf('parcel', id) as LoadingParcelState;
  }
  unit(id: string): LoadUnitState {
    return this.stateOf('unit', id) as LoadUnitState;
  }
  releaseOf(id: string): ReleaseState {
    return this.stateOf('release', id) as ReleaseState;
  }

  private decide(side: Side, id: string, command: LawEvent): readonly LawEvent[] {
    const decider = this.deciderOf(side) as Decider<unknown, LawEvent, LawEvent>;
    const at = this.clock();
    const events = decider.decide(command, this.stateOf(side, id), { at, actor: 'test' });
    for (const event of events) {
      this.states.set(`${side}/${id}`, decider.evolve(this.stateOf(side, id), event, at));
      this.laws.observe(event);
      this.publish(side, this.laneOf(id), event);
    }
    return events;
  }

  private stateOf(side: Side, id: string): unknown {
    return this.states.get(`${side}/${id}`) ?? this.deciderOf(side).initialState;
  }

  private deciderOf(side: Side): AnyDecider {
    return this.deciders[side] ?? (sealDecider as unknown as AnyDecider);
  }

  private publish(side: Side, lane: number, event: LawEvent): void {
    if (side === 'release') {
      if (forLoading.includes(event.type)) this.send(`release to loading, ${lane}`, lane, event);
      return;
    }
    if (forRelease.includes(event.type)) this.send(`loading to release, ${lane}`, null, event);
    const transfer = loadingStage.transfers?.events.find(({ contract }) => contract.name === event.type);
    const receivers = new Set(transfer?.destinations(event).map(this.laneOf));
    for (const to of receivers) this.send(`transfer, ${lane} to ${to}`, to, event);
  }

  private send(name: string, to: number | null, message: LawEvent): void {
    const channel = this.channels.get(name) ?? { to, messages: [] };
    this.channels.set(name, channel);
    channel.messages.push(message);
  }

  private hear(message: LawEvent, lane: number): void {
    const addressed: readonly Addressed[] = routes.get(message.type)?.toCommands(message as Incoming<unknown>) ?? [];
    for (const { kind, id, command } of addressed) {
      if ((kind === 'parcel' || kind === 'unit' || kind === 'seal') && this.laneOf(id) === lane)
        this.decide(kind, id, command as LawEvent);
    }
  }
}

/** States and events never change, so that each is written out once. */
const texts = new WeakMap<object, string>();
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const text = texts.get(value) ?? JSON.stringify(value);
  texts.set(value, text);
  return text;
}

/** A clock on which no two instants are the same. */
function counting(): () => number {
  let now = 0;
  return () => ++now;
}
