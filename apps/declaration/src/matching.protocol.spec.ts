import type { DeclarationState, DocumentState } from '@alataw/contracts';
import type { Addressed, Decider, Incoming } from '@alataw/stage';
import { declarationStage } from './declaration.stage';
import { amendParcel, declareParcel } from './domain/declare-parcel.fixture';
import { documentRules, WAIT_MS } from './domain/document-rules.fixture';
import { ORDER, submitOrder, submitWaybill, WAYBILL } from './domain/document.fixture';

type Message = { readonly type: string } & Readonly<Record<string, unknown>>;
type Deciders = Readonly<Record<string, Decider<unknown, unknown, Message>>>;
/** Every entity's state, and what is on its way from one lane to another, in order. */
interface Situation {
  readonly states: Readonly<Record<string, unknown>>;
  readonly channels: Readonly<Record<string, readonly Message[]>>;
  /** Commands that have been given. */
  readonly given: number;
}

const NOW = Date.parse('2026-11-24T08:00:00+08:00');
const stage = declarationStage(documentRules(['order', 'waybill']));
const routes = new Map(stage.consumes.map((route) => [route.contract.name, route]));
const transfers = new Map((stage.transfers?.events ?? []).map((each) => [each.contract.name, each]));
const deciders = Object.fromEntries(stage.entities.map(({ kind, decider }) => [kind, decider])) as Deciders;

const FIRST = 'CNPOST.LX473124829CN';
const SECOND = 'CNPOST.YT-2';
const second = { parcelId: SECOND, logisticsNo: 'YT-2' };
/** Two lists of one order, one of them replaced; the order changed; the waybill of one of them; time that passes. */
type Given = readonly [kind: string, id: string, command: object];
const commands: readonly Given[] = [
  ['parcel', FIRST, declareParcel()],
  ['parcel', FIRST, declareParcel({ declaredValueMinor: 1, items: [{ ...declareParcel().items[0]!, priceMinor: 1 }] })],
  ['parcel', SECOND, declareParcel(second)],
  ['document', ORDER, submitOrder()],
  ['document', ORDER, submitOrder({ goodsValueMinor: 1 })],
  ['document', WAYBILL, submitWaybill()],
  ['parcel', FIRST, { type: 'ExpireMatching', parcelId: FIRST, due: NOW + WAIT_MS }],
];

const OTHER_ORDER = 'order:TEMU:PO-2';
/** A list that is changed to another order, which a second list wants as well; the parcel is cancelled, at any time or not at all. */
const changes: readonly Given[] = [
  ['parcel', FIRST, declareParcel()],
  ['document', ORDER, submitOrder()],
  ['document', WAYBILL, submitWaybill()],
  ['parcel', FIRST, amendParcel({ orderNo: 'PO-2' })],
  ['document', OTHER_ORDER, submitOrder({ documentId: OTHER_ORDER, orderNo: 'PO-2' })],
  ['parcel', SECOND, declareParcel({ ...second, orderNo: 'PO-2' })],
  ['parcel', FIRST, { type: 'ExpireMatching', parcelId: FIRST, due: NOW + WAIT_MS }],
  ['parcel', FIRST, { type: 'ParcelCancelled', parcelId: FIRST, platform: 'TEMU' }],
];

/** Decides one message of one entity, and sends on what other lanes have to hear. Every entity has a lane of its own. */
function decide(by: Deciders, situation: Situation, [kind, id, command]: readonly [string, string, object]): Situation {
  const decider = by[kind]!;
  const at = (command as Message).type === 'ExpireMatching' ? NOW + WAIT_MS : NOW;
  let state = situation.states[id] ?? decider.initialState;
  const channels: Record<string, readonly Message[]> = { ...situation.channels };
  const states: Record<string, unknown> = { ...situation.states };
  for (const event of decider.decide(command, state, { at, actor: 'test' })) {
    if (event.type === 'ParcelDeclared') expectBound(states, event);
    state = decider.evolve(state, event, 0);
    const others = event.type === 'AmendmentAsked' ? ['release'] : [];
    for (const to of [...others, ...(transfers.get(event.type)?.destinations(event) ?? [])]) {
      const way = `${id} > ${to}`;
      channels[way] = [...(channels[way] ?? []), event];
    }
  }
  return { states: { ...states, [id]: state }, channels, given: situation.given };
}

const isOf =
  (named: { readonly parcelId: unknown; readonly version: unknown }) =>
  ({ parcelId, version }: { readonly parcelId: string; readonly version: number }): boolean =>
    parcelId === named.parcelId && version === named.version;

/** What is declared is bound to each of its documents, in the very version. */
function expectBound(states: Situation['states'], event: Message): void {
  for (const id of event['documentIds'] as readonly string[]) {
    const { lists } = states[id] as DocumentState;
    const named = { parcelId: event['parcelId'], version: event['version'] };
    if (!lists.find(isOf(named))?.matched) throw new Error(`declared without a match of ${id.split(':')[0]}`);
  }
}

/** When nothing is on its way, documents and lists say the same of each other. */
function expectAtRest({ states }: Situation): void {
  for (const [id, state] of Object.entries(states)) {
    if (!id.includes(':')) {
      const { status, version, documents, amendment } = state as DeclarationState;
      for (const part of [status === 'filed' || status === 'accepted' ? { version, documents } : null, amendment]) {
        for (const { documentId, matched } of part?.documents ?? []) {
          const claim = (states[documentId] as DocumentState).lists.find(
            isOf({ parcelId: id, version: part!.version }),
          );
          if (claim?.matched !== matched) throw new Error('a list waits for what a document does not know of');
        }
      }
      continue;
    }
    const { lists, facts } = state as DocumentState;
    for (const { parcelId, version, matched } of lists) {
      const list = states[parcelId] as DeclarationState;
      const own = list.version === version ? list : list.amendment?.version === version ? list.amendment : null;
      if (!own?.documents.some(({ documentId }) => documentId === id))
        throw new Error('a document is kept for a list that gave it back');
      if (!matched && facts !== null) throw new Error('a list waits for a document that is there');
    }
    if (new Set(lists.filter(({ matched }) => matched).map(({ parcelId }) => parcelId)).size > 1)
      throw new Error('a document is bound twice');
  }
}

/** States and messages never change, so that each is numbered once. */
const numbers = new Map<string, number>();
const known = new WeakMap<object, number>();
function numberOf(value: object): number {
  const found = known.get(value);
  if (found !== undefined) return found;
  const text = JSON.stringify(value);
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  known.set(value, number);
  return number;
}

/** The same for situations that are the same. */
function nameOf({ states, channels, given }: Situation): string {
  const parts = (of: Readonly<Record<string, unknown>>): string[] =>
    Object.entries(of).map(
      ([id, value]) =>
        `${id}=${[value as object]
          .flat()
          .map((v) => numberOf(v))
          .join()}`,
    );
  return [...parts(states).sort(), ...parts(channels).sort(), given].join(';');
}

/** Goes every way in which commands may be given, in any order, and messages may arrive. @returns how many situations there are */
function explore(by: Deciders, orders = commands): number {
  const seen = new Set<string>();
  const open: Situation[] = [{ states: {}, channels: {}, given: 0 }];
  for (let now = open.pop(); now; now = open.pop()) {
    const text = nameOf(now);
    if (seen.has(text)) continue;
    seen.add(text);
    const ways = Object.entries(now.channels).filter(([, messages]) => messages.length > 0);
    if (ways.length === 0) expectAtRest(now);
    for (const [n, command] of orders.entries()) {
      if ((now.given & (1 << n)) === 0) open.push(decide(by, { ...now, given: now.given | (1 << n) }, command));
    }
    for (const [way, [message, ...rest]] of ways) {
      const others = Object.fromEntries(Object.entries(now.channels).filter(([name]) => name !== way));
      const to = way.split(' > ')[1] ?? '';
      const after = { ...now, channels: rest.length === 0 ? others : { ...others, [way]: rest } };
      if (to !== 'release') open.push(hear(by, after, to, message!));
      else for (const answer of answersTo(message!)) open.push(decide(by, after, ['parcel', FIRST, answer]));
    }
  }
  return seen.size;
}

/** Release grants a change or denies it: which of them is its own affair. */
const answersTo = ({ parcelId, version }: Message): readonly object[] => [
  { type: 'AmendmentGranted', parcelId, version },
  { type: 'AmendmentDenied', parcelId, version, reason: 'ALREADY_RELEASED' },
];

function hear(by: Deciders, situation: Situation, to: string, message: Message): Situation {
  const addressed: readonly Addressed[] = routes.get(message.type)?.toCommands(message as Incoming<unknown>) ?? [];
  return addressed
    .filter(({ id }) => id === to)
    .reduce((after, { kind, id, command }) => decide(by, after, [kind, id, command as object]), situation);
}

/** The deciders with one guard taken away. */
const without = (kind: string, change: (decide: Decider<unknown, Message, Message>['decide']) => unknown): Deciders => {
  const decider = deciders[kind] as Decider<unknown, Message, Message>;
  return { ...deciders, [kind]: { ...decider, decide: change(decider.decide.bind(decider)) } as never };
};

/** Situations of a change. */
const CHANGED = 10_000;

describe('lists and their documents', () => {
  it('agree, whatever comes in whatever order', () => {
    expect(explore(deciders)).toBeGreaterThan(100_000);
  });

  it('agree while a list is changed, whether that comes to something or not', () => {
    expect(explore(deciders, changes)).toBeGreaterThan(CHANGED);
  });
  it('miss that a list which is changed has a claim for each version', () => {
    const forgetful = without(
      'document',
      (decide) => (command: Message, state: DocumentState, context: never) =>
        decide(command, state, context).map((event) =>
          event.type === 'MatchDissolved' ? { ...event, version: 1 } : event,
        ),
    );
    expect(() => explore(forgetful, changes)).toThrow(/gave it back|does not know of|without a match/);
  });
  it('miss that the documents of the earlier version are given back', () => {
    const kept = without(
      'parcel',
      (decide) => (command: Message, state: unknown, context: never) =>
        decide(command, state, context).filter(
          ({ type }) => command.type !== 'AmendmentGranted' || type === 'ParcelDeclared',
        ),
    );
    expect(() => explore(kept, changes)).toThrow('a list that gave it back');
  });

  it('miss that a rejected or replaced list gives its documents back', () => {
    const kept = without(
      'parcel',
      (decide) => (command: Message, state: unknown, context: never) =>
        decide(command, state, context).filter(({ type }) => type !== 'DocumentsGivenBack'),
    );
    expect(() => explore(kept)).toThrow('a list that gave it back');
  });
  it('miss that an answer to an earlier version counts for nothing', () => {
    const deaf = without(
      'parcel',
      (decide) => (command: Message, state: DeclarationState, context: never) =>
        decide(command.type === 'MatchConfirmed' ? { ...command, version: state.version } : command, state, context),
    );
    expect(() => explore(deaf)).toThrow('declared without a match');
  });
  it('miss that a document is bound once', () => {
    const free = without(
      'document',
      (decide) => (command: Message, state: DocumentState, context: never) =>
        decide(command, command.type === 'AskMatch' ? { ...state, lists: [] } : state, context),
    );
    expect(() => explore(free)).toThrow('bound twice');
  });
  it('miss that a document answers the lists that wait when it comes', () => {
    const mute = without(
      'document',
      (decide) => (command: Message, state: unknown, context: never) => decide(command, state, context).slice(0, 1),
    );
    expect(() => explore(mute)).toThrow('waits for a document that is there');
  });
});
