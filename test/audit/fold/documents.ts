import type { AvroRecord, AvroValue } from '../log/avro';
import { flagIn, isRecord, listIn, numberIn, recordIn, textIn } from '../log/record';
import { share, type Fold, type Transition } from './fold';

export type DocumentState = {
  readonly kind: string;
  readonly status: 'absent' | 'awaited' | 'submitted' | 'matched';
  readonly platform: string;
  readonly version: number;
  readonly contentHash: string;
  readonly since: number;
  readonly facts: AvroRecord | null;
  /** The lists that wait for it or are bound to it, in the order of their asking. */
  readonly lists: readonly AvroValue[];
};

const initial: DocumentState = {
  kind: 'none',
  status: 'absent',
  platform: '',
  version: 0,
  contentHash: '',
  since: 0,
  facts: null,
  lists: [],
};

const SILENT = {
  merchantCode: null,
  currency: null,
  amountMinor: null,
  orderKind: null,
  grossWeightGrams: null,
  packages: null,
};
const claimsOf = ({ lists }: DocumentState): AvroRecord[] => lists.filter(isRecord);
const isOf = (claim: AvroRecord, parcelId: AvroValue | undefined): boolean => claim['parcelId'] === parcelId;

/** A list that is being amended has a claim for each of two versions. Events of before there were amendments name none. */
const isOfVersion = (claim: AvroRecord, event: AvroRecord): boolean =>
  isOf(claim, event['parcelId']) && (!('version' in event) || claim['version'] === event['version']);

/** The claim of a list in a version; null for a list that the document does not know. */
const claimOf = (state: DocumentState, event: AvroRecord): AvroRecord | null =>
  claimsOf(state).find((claim) => isOfVersion(claim, event)) ?? null;

/** A state completed by what follows from it. */
function settled(before: DocumentState, after: DocumentState, event: AvroRecord, at: number): DocumentState {
  const isBound = claimsOf(after).some((claim) => claim['matched'] === true);
  const waits = after.lists.length > 0 ? 'awaited' : 'absent';
  const status = after.facts === null ? waits : isBound ? 'matched' : 'submitted';
  const kind = share(textIn(event, 'documentId').split(':', 1)[0] ?? '');
  return { ...after, kind, status, since: status === before.status ? before.since : at };
}

type Move = (state: DocumentState, event: AvroRecord, at: number) => DocumentState;
const moves =
  (move: Move): Move =>
  (state, event, at) =>
    settled(state, move(state, event, at), event, at);

/** @param facts what of the content a list is compared with */
const submitted = (facts: (event: AvroRecord) => AvroRecord): Transition<DocumentState> => ({
  from: ['absent', 'awaited', 'submitted'],
  unless: ({ version }, event) =>
    numberIn(event, 'version') === version + 1 ? null : `version ${numberIn(event, 'version')} follows ${version}`,
  to: moves((state, event) => ({
    ...state,
    platform: 'platform' in event ? share(textIn(event, 'platform')) : '',
    version: numberIn(event, 'version'),
    contentHash: textIn(event, 'contentHash'),
    facts: { ...SILENT, ...facts(event) },
  })),
});

const claimed = (matched: boolean): Move =>
  moves((state, event, at) => {
    const claim = {
      parcelId: textIn(event, 'parcelId'),
      platform: share(textIn(event, 'platform')),
      version: numberIn(event, 'version'),
      since: at,
      matched,
      facts: recordIn(event, 'facts'),
    };
    const claims = claimsOf(state);
    const isKnown = claims.some((each) => isOfVersion(each, claim));
    return {
      ...state,
      lists: isKnown ? claims.map((each) => (isOfVersion(each, claim) ? claim : each)) : [...claims, claim],
    };
  });

const dropped = moves((state, event) => ({
  ...state,
  lists: claimsOf(state).filter((claim) => !isOfVersion(claim, event)),
}));

/** The law of the match, written down a second time: what a document says and what a list says agree. */
function contradiction(state: DocumentState, event: AvroRecord): string | null {
  const { facts } = state;
  if (facts === null) return 'the document is not there';
  const list = recordIn(event, 'facts');
  const others = claimsOf(state).filter((c) => c['matched'] === true && !isOf(c, event['parcelId']));
  const kind = textIn(event, 'documentId').split(':', 1)[0];
  const most = kind === 'waybill' ? 1 : numberIn(list, 'listsPerDocument');
  if (others.length >= most) return `${others.length} lists are bound to it`;
  if (kind === 'waybill') {
    const difference = Math.abs(numberIn(facts, 'grossWeightGrams') - numberIn(list, 'grossWeightGrams'));
    if (difference > numberIn(list, 'massToleranceGrams')) return `it weighs ${difference} g more or less`;
    return facts['packages'] === list['packages'] ? null : 'it has another number of pieces';
  }
  for (const field of ['merchantCode', 'currency', ...(kind === 'order' ? ['orderKind'] : [])])
    if (facts[field] !== list[field]) return `its ${field} is another`;
  const declared = [list, ...others.map((claim) => recordIn(claim, 'facts'))]
    .map((each) => numberIn(each, 'declaredValueMinor'))
    .reduce((sum, value) => sum + value, 0);
  const amount = numberIn(facts, 'amountMinor');
  const isExact = kind === 'order' && most === 1;
  return (isExact ? declared === amount : declared <= amount) ? null : `${declared} is declared of ${amount}`;
}

export const documentFold: Fold<DocumentState> = {
  stage: 'declaration',
  kind: 'document',
  idField: 'documentId',
  stateName: 'alataw.declaration.DocumentState',
  initial,
  events: {
    OrderSubmitted: submitted((event) => ({
      merchantCode: textIn(event, 'merchantCode'),
      currency: textIn(event, 'currency'),
      amountMinor: numberIn(event, 'goodsValueMinor'),
      orderKind: textIn(event, 'orderKind'),
    })),
    WaybillSubmitted: submitted((event) => ({
      grossWeightGrams: numberIn(event, 'grossWeightGrams'),
      packages: numberIn(event, 'packages'),
    })),
    PaymentSubmitted: submitted((event) => ({
      merchantCode: textIn(event, 'merchantCode'),
      currency: textIn(event, 'currency'),
      amountMinor: numberIn(event, 'amountMinor'),
    })),
    DocumentRepeated: {
      from: 'any',
      unless: ({ version }, event) => (numberIn(event, 'version') === version ? null : 'it is not the last version'),
      to: moves((state) => state),
    },
    DocumentRefused: {
      from: 'any',
      unless: (_, event) => (listIn(event, 'faults').length > 0 ? null : 'it has no reason'),
      to: moves((state) => state),
    },
    MatchAwaited: { from: ['absent', 'awaited'], to: claimed(false) },
    MatchConfirmed: { from: ['submitted', 'matched'], unless: contradiction, to: claimed(true) },
    MatchRefused: {
      from: 'any',
      unless: (_, event) => (listIn(event, 'faults').length > 0 ? null : 'it has no reason'),
      to: dropped,
    },
    MatchDissolved: {
      from: ['awaited', 'matched'],
      unless: (state, event) => (claimOf(state, event) ? null : 'the list had no claim'),
      to: dropped,
    },
  },
  numbers: ({ status }, id) => {
    const [, owner = '', ...number] = id.split(':');
    return { owner, written: status === 'absent' ? [] : [number.join(':')] };
  },
  countedAs: ({ kind, status }) => (status === 'absent' ? null : `${kind}.${status}`),
  sets: ['index:awaited'],
  memberships: ({ status, since }) => (status === 'awaited' ? [{ set: 'index:awaited', since }] : []),
};

/** Whether a list, in this version, is bound to the document. */
export function isBoundTo(state: DocumentState, parcelId: string, version: number): boolean {
  const claim = claimOf(state, { parcelId, version });
  return claim !== null && flagIn(claim, 'matched');
}
