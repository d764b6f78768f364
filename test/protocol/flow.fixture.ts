import type { CustomsState, DeclarationState, InspectionState, ReleaseState } from '@alataw/contracts';
import type { Decider, Incoming, StageDefinition } from '@alataw/stage';
import { law, type LawEvent } from './laws.fixture';

type AnyDecider = Decider<unknown, LawEvent, LawEvent>;

/** A command that somebody gives once, at any time, or not at all. */
export interface Given {
  readonly stage: string;
  readonly command: LawEvent;
}

/** What every stage remembers of the parcel, what is on its way between them, and what has happened, as far as the laws ask. */
export interface Instant {
  readonly states: Readonly<Record<string, unknown>>;
  /** `<from> > <to>` → what one stage said and the other has not read, in order. */
  readonly channels: Readonly<Record<string, readonly LawEvent[]>>;
  readonly given: number;
  readonly released: boolean;
  /** A cancellation is asked for, and customs' answer has not been drawn. */
  readonly pending: boolean;
}

const NOW = Date.parse('2026-12-07T08:00:00+08:00');

/**
 * One parcel on its way through stages that read each other's outputs: each output in its order, and side by side with others. Consumers
 * and deciders are those of the stages themselves.
 */
export class Flow {
  private readonly deciders: ReadonlyMap<string, AnyDecider>;
  private readonly readers: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(
    private readonly parcelId: string,
    stages: readonly StageDefinition[],
    private readonly commands: readonly Given[],
    /** Takes a guard away. */
    changed: (stage: string, decider: AnyDecider) => AnyDecider = (_, decider) => decider,
  ) {
    const ofParcel = ({ name, entities }: StageDefinition): readonly [string, AnyDecider] => {
      const parcel = entities.find(({ kind }) => kind === 'parcel');
      if (!parcel) throw new Error(`${name} has no parcels`);
      return [name, changed(name, parcel.decider as unknown as AnyDecider)];
    };
    this.deciders = new Map(stages.map(ofParcel));
    this.readers = new Map(
      stages.map(({ name, consumes }) => [name, new Set(consumes.map((each) => each.contract.name))]),
    );
    this.routes = new Map(stages.map(({ name, consumes }) => [name, consumes]));
  }

  private readonly routes: ReadonlyMap<string, StageDefinition['consumes']>;

  /** Goes every way on from the first commands, and looks at each instant once. @returns how many there are, and how many at rest released it */
  explore(first: readonly Given[]): { instants: number; released: number } {
    let start: Instant = { states: {}, channels: {}, given: 0, released: false, pending: false };
    for (const { stage, command } of first) start = this.decide(start, stage, command);
    const seen = new Set<string>();
    const open = [start];
    let released = 0;
    for (let now = open.pop(); now; now = open.pop()) {
      const name = nameOf(now);
      if (seen.has(name)) continue;
      seen.add(name);
      const ways = Object.keys(now.channels);
      if (ways.length === 0) {
        this.atRest(now);
        if (now.released) released++;
      }
      for (const way of ways) open.push(this.deliver(now, way));
      for (const [n, { stage, command }] of this.commands.entries())
        if ((now.given & (1 << n)) === 0)
          open.push(this.decide({ ...now, given: now.given | (1 << n) }, stage, command));
    }
    return { instants: seen.size, released };
  }

  private deliver(now: Instant, way: string): Instant {
    const { [way]: waiting = [], ...others } = now.channels;
    const [message, ...rest] = waiting;
    const channels = rest.length === 0 ? others : { ...others, [way]: rest };
    return message ? this.decide({ ...now, channels }, way.split(' > ')[1] ?? '', message) : now;
  }

  private decide(now: Instant, stage: string, message: LawEvent): Instant {
    const route = this.routes.get(stage)?.find(({ contract }) => contract.name === message.type);
    const commands = route?.toCommands(message as unknown as Incoming<unknown>) ?? [];
    const own = commands.filter(({ kind, id }) => kind === 'parcel' && id === this.parcelId);
    return own.reduce((after, { command }) => this.one(after, stage, command as LawEvent), now);
  }

  private one(now: Instant, stage: string, command: LawEvent): Instant {
    const decider = this.deciders.get(stage);
    if (!decider) throw new Error(`There is no ${stage}`);
    const { states } = now;
    let after = now;
    for (const event of decider.decide(command, states[stage] ?? decider.initialState, {
      at: NOW,
      actor: 'staff:test',
    })) {
      check(after, event);
      const before = after.states[stage] ?? decider.initialState;
      const next = { ...after.states, [stage]: decider.evolve(before, event, NOW) };
      const released = after.released || event.type === 'ParcelReleased';
      const pending = event.type === 'CancellationRequested' || (after.pending && !ENDS_CANCELLATION.has(event.type));
      after = { ...after, states: next, channels: this.said(after.channels, stage, event), released, pending };
    }
    return after;
  }

  private said(channels: Instant['channels'], from: string, event: LawEvent): Instant['channels'] {
    const to = [...this.readers].flatMap(([stage, reads]) => (stage !== from && reads.has(event.type) ? [stage] : []));
    const ways = to.map((stage) => `${from} > ${stage}`);
    return { ...channels, ...Object.fromEntries(ways.map((way) => [way, [...(channels[way] ?? []), event]])) };
  }

  /** When everything has been read, nothing waits for an answer, and the stages say the same. */
  private atRest({ states, pending }: Instant): void {
    const { declaration, inspection, release, customs } = statesIn(states);
    law((declaration?.amendment ?? null) === null, 'a change waits for ever');
    law(release?.amendment === 0, 'release waits for a change for ever');
    if (release === undefined || inspection === undefined) return;
    const { status } = release;
    const isOver = status === 'cancelled' || status === 'returned' || status === 'detained';
    const report = customs?.reports.find(({ document }) => document === 'CANCELLATION')?.step;
    const isAsked = report === 'DUE' || report === 'SENT';
    law(!pending || isAsked, 'it waits for customs’ answer for ever');
    law(isOver || release.declarationVersion === declaration?.version, 'release has another version than was declared');
    law(
      isOver || inspection.declarationVersion === declaration?.version,
      'another version than was declared is inspected',
    );
    const isInspected = inspection.queue === 'none';
    law(status !== 'awaitingInspection' || !isInspected, 'it waits for an inspection that is over');
    law(!isOver || isInspected, `it is ${status}, and waits in ${inspection.queue}`);
    law(
      (declaration?.closed ?? null) !== null || (status !== 'cancelled' && status !== 'returned'),
      'its declaration is not over',
    );
  }
}

const ENDS_CANCELLATION = new Set(['ParcelCancelled', 'CancellationRefused', 'ParcelReturned', 'ParcelDetained']);

/** What must hold at the moment of an event, whatever the stages believe. */
function check({ states, released, pending }: Instant, { type, ...event }: LawEvent): void {
  const { declaration, inspection, release, customs } = statesIn(states);
  if (type === 'ParcelDeclared') law(!released, 'changed after the release');
  if (type === 'AmendmentGranted') law(!released, 'granted after the release');
  if (type === 'ParcelCancelled') law(!released, 'cancelled after the release');
  if (type !== 'ParcelReleased') return;
  const version = event['declarationVersion'];
  law(!released, 'released twice');
  law(declaration?.version === version, 'released under a version that does not stand');
  law(
    inspection?.status === 'passed' && inspection.declarationVersion === version,
    'released without an inspection of it',
  );
  law(!pending && release?.status !== 'cancelled', 'released although it is to be cancelled');
  if (release?.clearance !== 'CUSTOMS') return;
  law(customs?.declarationVersion === version && release.customs === 'CLEARED', 'released without customs’ word of it');
}

interface States {
  readonly declaration?: DeclarationState;
  readonly inspection?: InspectionState;
  readonly release?: ReleaseState;
  readonly customs?: CustomsState;
}
const statesIn = (states: Instant['states']): States => states;

/** States and events never change, so that each is numbered once. */
const numbers = new Map<string, number>();
const known = new WeakMap<object, number>();
function numberOf(value: unknown): number {
  const object = value as object;
  const found = known.get(object);
  if (found !== undefined) return found;
  const text = JSON.stringify(value);
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  known.set(object, number);
  return number;
}

/** The same for instants that are the same. */
function nameOf({ states, channels, given, released, pending }: Instant): string {
  const ofStates = Object.entries(states).map(([stage, state]) => `${stage}${numberOf(state)}`);
  const ofChannels = Object.entries(channels).map(([way, said]) => `${way}${said.map(numberOf).join()}`);
  return [...ofStates.sort(), ...ofChannels.sort(), given, released, pending].join(';');
}
