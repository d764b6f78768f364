import type { AvroRecord, AvroValue } from '../log/avro';
import { numberIn, optionalTextIn, textIn } from '../log/record';
import { share, type Fold, type Transition } from './fold';

/** What a carrier has subscribed. */
export type SubscriptionState = {
  readonly status: 'absent' | 'active' | 'paused' | 'deleted';
  readonly carrier: string;
  readonly version: number;
  readonly filter: string;
  readonly channel: string;
  readonly url: string | null;
  readonly secret: AvroValue;
  readonly publicKey: string | null;
  readonly formerSecret: AvroValue;
  readonly formerUntil: number;
  readonly batches: boolean;
  readonly format: string;
  readonly startAt: number;
  readonly description: string;
  readonly openedAt: number;
  readonly since: number;
  readonly pausedFor: string | null;
  readonly sender: string;
  readonly delivery: Progress;
  readonly testId: string;
  readonly testAt: number;
};

/** How far a webhook has got. */
type Progress = {
  readonly high: number;
  readonly offset: number;
  readonly oldest: number;
  readonly open: readonly { readonly sequence: number; readonly attempts: number; readonly nextAt: number }[];
};

const NOTHING: Progress = { high: 0, offset: 0, oldest: 0, open: [] };
const DAY_MS = 86_400_000;

const initial: SubscriptionState = {
  status: 'absent',
  carrier: '',
  version: 0,
  filter: '',
  channel: 'PULL',
  url: null,
  secret: null,
  publicKey: null,
  formerSecret: null,
  formerUntil: 0,
  batches: false,
  format: 'JSON',
  startAt: 0,
  description: '',
  openedAt: 0,
  since: 0,
  pausedFor: null,
  sender: '',
  delivery: NOTHING,
  testId: '',
  testAt: 0,
};

const contentOf = (event: AvroRecord) => ({
  filter: textIn(event, 'filter'),
  channel: share(textIn(event, 'channel')),
  url: optionalTextIn(event, 'url'),
  secret: event['secret'] ?? null,
  publicKey: optionalTextIn(event, 'publicKey'),
  batches: event['batches'] === true,
  format: share(textIn(event, 'format')),
  description: textIn(event, 'description'),
});

/** Only a webhook has an address and a secret, and it has both. */
function wrongChannel(event: AvroRecord): string | null {
  const { channel, url, secret } = contentOf(event);
  const has = [url, secret].filter((each) => each !== null).length;
  return has === (channel === 'WEBHOOK' ? 2 : 0) ? null : `a ${channel} with ${has} of address and secret`;
}

function wrongVersion(state: SubscriptionState, event: AvroRecord): string | null {
  if (state.version > 0 && textIn(event, 'carrier') !== state.carrier) return `it is ${state.carrier}'s`;
  return numberIn(event, 'version') === state.version + 1 ? null : `version ${state.version} was the last`;
}

/** A secret that was replaced signs for a day. */
function wrongFormer({ secret }: SubscriptionState, event: AvroRecord, at: number): string | null {
  const until = numberIn(event, 'formerUntil');
  if ((event['formerSecret'] ?? null) === null) return until === 0 ? null : 'no secret signs until a time';
  if (secret === null || until > at + DAY_MS) return 'a secret that nobody had signs, or too long';
  return null;
}

/** Nothing that was told as read and taken is told as unread again, but by an order. */
function wrongProgress({ delivery, sender, channel }: SubscriptionState, event: AvroRecord): string | null {
  if (channel !== 'WEBHOOK') return `a ${channel} is not sent`;
  if (sender === '') return 'nobody sends';
  const { high, open } = event['progress'] as unknown as Progress;
  if (high < delivery.high) return `event ${delivery.high} was read`;
  const known = new Set(delivery.open.map(({ sequence }) => sequence));
  const again = open.find(({ sequence }) => sequence <= delivery.high && !known.has(sequence));
  if (again) return `event ${again.sequence} was taken`;
  const sorted = open.every(({ sequence }, n) => sequence > (open[n - 1]?.sequence ?? 0) && sequence <= high);
  return sorted ? null : 'what is open is not in order';
}

/** Where it goes on: with all that is open and not lost, from the first attempt. */
function goesOn({ high, offset, oldest, open }: Progress, at: number): Progress {
  const due = open.filter(({ sequence }) => sequence >= oldest).map(({ sequence }) => fresh(sequence, at));
  const isBehind = oldest > high + 1;
  return { high: isBehind ? oldest - 1 : high, offset: isBehind ? -1 : offset, oldest: 0, open: due };
}

const fresh = (sequence: number, nextAt: number) => ({ sequence, attempts: 0, nextAt });

/** It enters a status. */
const into = (
  status: 'active' | 'paused' | 'deleted',
  ...from: readonly SubscriptionState['status'][]
): Transition<SubscriptionState> => ({
  from,
  unless: wrongVersion,
  to: (state, event, since) => {
    const moved = { ...state, status, version: numberIn(event, 'version'), since, pausedFor: null };
    if (status === 'paused') return { ...moved, pausedFor: share(textIn(event, 'reason')) };
    if (status === 'active') return { ...moved, sender: '', delivery: goesOn(state.delivery, since) };
    return { ...moved, secret: null, formerSecret: null, formerUntil: 0, sender: '', delivery: NOTHING };
  },
});

/** The statuses in which a command may be refused for a reason; of the others nothing is known. */
const REFUSED_IN: Readonly<Record<string, readonly string[]>> = {
  ALREADY_OPENED: ['active', 'paused'],
  ALREADY_DELETED: ['deleted'],
  ALREADY_PAUSED: ['paused'],
  NOT_PAUSED: ['active'],
};

export const subscriptionFold: Fold<SubscriptionState> = {
  stage: 'carriers',
  kind: 'subscription',
  idField: 'subscriptionId',
  stateName: 'alataw.carriers.SubscriptionState',
  isOfNobody: ({ reason }) => reason === 'UNKNOWN_SUBSCRIPTION',
  initial,
  events: {
    SubscriptionOpened: {
      from: ['absent'],
      unless: (state, event) => {
        if (!textIn(event, 'subscriptionId').startsWith(`${textIn(event, 'carrier')}.`))
          return 'its id is another carrier’s';
        return wrongVersion(state, event) ?? wrongChannel(event);
      },
      to: (_, event, at) => ({
        ...initial,
        ...contentOf(event),
        status: 'active',
        carrier: share(textIn(event, 'carrier')),
        version: numberIn(event, 'version'),
        startAt: numberIn(event, 'startAt'),
        openedAt: at,
        since: at,
      }),
    },
    SubscriptionChanged: {
      from: ['active', 'paused'],
      unless: (state, event, at) => wrongVersion(state, event) ?? wrongChannel(event) ?? wrongFormer(state, event, at),
      to: (state, event) => {
        const former = { formerSecret: event['formerSecret'] ?? null, formerUntil: numberIn(event, 'formerUntil') };
        const changed = { ...state, ...contentOf(event), ...former, version: numberIn(event, 'version') };
        const begins = state.channel !== 'WEBHOOK' && changed.channel === 'WEBHOOK';
        return begins ? { ...changed, sender: '', delivery: { ...NOTHING, offset: -1 } } : changed;
      },
    },
    SubscriptionPaused: into('paused', 'active'),
    SubscriptionResumed: into('active', 'paused'),
    SubscriptionDeleted: into('deleted', 'active', 'paused'),
    DeliveryBegun: { from: ['active'], to: (state, event) => ({ ...state, sender: textIn(event, 'sender') }) },
    DeliveryNoted: {
      from: ['active', 'paused'],
      unless: wrongProgress,
      to: (state, event) => ({ ...state, delivery: event['progress'] as unknown as Progress }),
    },
    RedeliveryOrdered: {
      from: ['active', 'paused'],
      unless: (state, event) => {
        const sequence = numberIn(event, 'sequence');
        return wrongVersion(state, event) ?? (sequence > state.delivery.high ? `event ${sequence} was not sent` : null);
      },
      to: (state, event, at) => {
        const sequence = numberIn(event, 'sequence');
        const { delivery } = state;
        const onward = event['onward'] === true;
        const others = delivery.open.filter((each) => each.sequence !== sequence);
        const open = onward ? others.filter((each) => each.sequence < sequence) : [...others, fresh(sequence, at)];
        open.sort((a, b) => a.sequence - b.sequence);
        const back = { ...delivery, high: onward ? sequence - 1 : delivery.high, open };
        return { ...state, version: numberIn(event, 'version'), sender: '', delivery: back };
      },
    },
    SubscriptionTestOrdered: {
      from: ['active', 'paused'],
      to: (state, event, at) => ({ ...state, testId: textIn(event, 'testId'), testAt: at }),
    },
    SubscriptionCommandRefused: {
      from: 'any',
      unless: ({ status }, event) => {
        const statuses = REFUSED_IN[textIn(event, 'reason')];
        return statuses?.includes(status) === false ? `it was refused as ${textIn(event, 'reason')}` : null;
      },
    },
  },
  countedAs: ({ status }) => (status === 'absent' ? null : `subscription.${status}`),
  sets: ['index:subscriptions'],
  memberships: ({ status, carrier, openedAt }) =>
    status === 'active' || status === 'paused'
      ? [
          { set: 'index:subscriptions', since: openedAt },
          { set: `index:carrier:${carrier}`, since: openedAt },
        ]
      : [],
};
