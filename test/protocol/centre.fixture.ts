import type { LoadingParcelState, LoadingTruckState, ReleaseState } from '@alataw/contracts';
import type { Addressed, Decider, Incoming, Route } from '@alataw/stage';
import { loadingStage } from '../../apps/loading/src/loading.stage';
import type { Laws, LawEvent } from './laws.fixture';

/** Any decider: what it decides about is told apart by the kind of the entity. */
export type AnyDecider = Decider<never, never, LawEvent>;

/** The three sides of the protocol; a test puts a broken one in the place of a sound one. */
export interface Deciders {
  readonly release: AnyDecider;
  readonly parcel: AnyDecider;
  readonly truck: AnyDecider;
}
type Side = keyof Deciders;

/** What a lane tells another. `sender` and `receiver` are lanes of their stages. */
interface Channel {
  readonly name: string;
  readonly messages: LawEvent[];
  readonly deliver: (message: LawEvent) => void;
}

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
  private readonly routes = new Map<string, Route>(loadingStage.consumes.map((route) => [route.contract.name, route]));
  private clock = 0;

  constructor(
    private readonly deciders: Deciders,
    private readonly laneOf: (id: string) => number,
    private readonly laws: Laws,
  ) {}

  /** Somebody's command reaches its lane. @throws when it is left without an answer */
  command(side: Side, id: string, command: LawEvent): void {
    if (this.decide(side, id, command).length === 0) throw new Error(`${command.type} was left without an answer`);
  }

  /** Lets one waiting message arrive. @param pick which channel, of those that are not empty; false when all are */
  deliver(pick: number): boolean {
    const waiting = [...this.channels.values()].filter(({ messages }) => messages.length > 0);
    const channel = waiting[pick % waiting.length];
    const message = channel?.messages.shift();
    if (!channel || !message) return false;
    channel.deliver(message);
    return true;
  }

  parcel(id: string): LoadingParcelState {
    return this.stateOf('parcel', id) as LoadingParcelState;
  }
  truck(id: string): LoadingTruckState {
    return this.stateOf('truck', id) as LoadingTruckState;
  }
  releaseOf(id: string): ReleaseState {
    return this.stateOf('release', id) as ReleaseState;
  }

  private decide(side: Side, id: string, command: LawEvent): readonly LawEvent[] {
    const decider = this.deciders[side] as Decider<unknown, LawEvent, LawEvent>;
    const at = ++this.clock;
    const events = decider.decide(command, this.stateOf(side, id), { at, actor: 'test' });
    for (const event of events) {
      this.states.set(`${side}/${id}`, decider.evolve(this.stateOf(side, id), event, at));
      this.laws.observe(event);
      this.publish(side, this.laneOf(id), event);
    }
    return events;
  }

  private stateOf(side: Side, id: string): unknown {
    return this.states.get(`${side}/${id}`) ?? this.deciders[side].initialState;
  }

  private publish(side: Side, lane: number, event: LawEvent): void {
    if (side === 'release') {
      if (forLoading.includes(event.type)) this.send(`release to loading, ${lane}`, event, this.atLoading(lane));
      return;
    }
    if (forRelease.includes(event.type)) this.send(`loading to release, ${lane}`, event, this.atRelease);
    const transfer = loadingStage.transfers?.events.find(({ contract }) => contract.name === event.type);
    const receivers = new Set(transfer?.destinations(event).map(this.laneOf));
    for (const to of receivers) this.send(`transfer, ${lane} to ${to}`, event, this.atLoading(to));
  }

  private send(name: string, message: LawEvent, deliver: Channel['deliver']): void {
    const channel = this.channels.get(name) ?? { name, messages: [], deliver };
    this.channels.set(name, channel);
    channel.messages.push(message);
  }

  private readonly atRelease = (message: LawEvent): void => {
    this.decide('release', String(message['parcelId']), message);
  };

  private atLoading(lane: number): Channel['deliver'] {
    return (message) => {
      const addressed: readonly Addressed[] =
        this.routes.get(message.type)?.toCommands(message as Incoming<unknown>) ?? [];
      for (const { kind, id, command } of addressed) {
        if (kind !== 'dead-letter' && this.laneOf(id) === lane) this.decide(kind, id, command as LawEvent);
      }
    };
  }
}
