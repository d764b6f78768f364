import type { Contract } from '@alataw/contracts';
import type { Entity } from './stage-definition';

/** What a stage is told about a parcel that every stage forgets, and what it says when it has forgotten it. */
interface OfParcel<Type extends string> {
  readonly type: Type;
  readonly parcelId: string;
}

export interface Forgetting<State, Told extends OfParcel<string>, Last extends OfParcel<string>> {
  readonly told: Contract<Told>;
  /** Its last event here. */
  readonly last: Contract<Last>;
  /** Whether something still waits for it here: then it is kept. */
  readonly isBusy: (state: State) => boolean;
}

/** A parcel of a stage that forgets it when it is told to. What the stage does not know it has nothing to say about. */
export function forgetting<State, Command, Event, Told extends OfParcel<string>, Last extends OfParcel<string>>(
  entity: Entity<State, Command, Event>,
  { told, last, isBusy }: Forgetting<State, Told, Last>,
): Entity<State, Command | Told, Event | Last> {
  const { decider } = entity;
  const isTold = (command: Command | Told): command is Told => (command as OfParcel<string>).type === told.name;
  const isLast = (event: Event | Last): event is Last => (event as OfParcel<string>).type === last.name;
  return {
    ...entity,
    decider: {
      initialState: decider.initialState,
      decide(command, state, context) {
        if (!isTold(command)) return decider.decide(command, state, context);
        if (entity.status(state) === null || isBusy(state)) return [];
        return [{ type: last.name, parcelId: command.parcelId } as Last];
      },
      evolve: (state, event, at) => (isLast(event) ? decider.initialState : decider.evolve(state, event, at)),
    },
    events: [...entity.events, last],
    ending: { event: last },
  };
}
