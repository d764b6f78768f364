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
  readonly format: string;
  readonly startAt: number;
  readonly description: string;
  readonly openedAt: number;
  readonly since: number;
};

const initial: SubscriptionState = {
  status: 'absent',
  carrier: '',
  version: 0,
  filter: '',
  channel: 'PULL',
  url: null,
  secret: null,
  format: 'JSON',
  startAt: 0,
  description: '',
  openedAt: 0,
  since: 0,
};

const contentOf = (event: AvroRecord) => ({
  filter: textIn(event, 'filter'),
  channel: share(textIn(event, 'channel')),
  url: optionalTextIn(event, 'url'),
  secret: event['secret'] ?? null,
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

/** It enters a status. */
const into = (
  status: 'active' | 'paused' | 'deleted',
  ...from: readonly SubscriptionState['status'][]
): Transition<SubscriptionState> => ({
  from,
  unless: wrongVersion,
  to: (state, event, since) => {
    const moved = { ...state, status, version: numberIn(event, 'version'), since };
    return status === 'deleted' ? { ...moved, secret: null } : moved;
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
      unless: (state, event) => wrongVersion(state, event) ?? wrongChannel(event),
      to: (state, event) => ({ ...state, ...contentOf(event), version: numberIn(event, 'version') }),
    },
    SubscriptionPaused: into('paused', 'active'),
    SubscriptionResumed: into('active', 'paused'),
    SubscriptionDeleted: into('deleted', 'active', 'paused'),
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
