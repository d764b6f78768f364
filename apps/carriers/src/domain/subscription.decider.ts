import type {
  ChangeSubscription,
  DeleteSubscription,
  OpenSubscription,
  PauseSubscription,
  ResumeSubscription,
  SubscriptionChanged,
  SubscriptionCommandName,
  SubscriptionCommandRefused,
  SubscriptionDeleted,
  SubscriptionOpened,
  SubscriptionPaused,
  SubscriptionRefusal,
  SubscriptionResumed,
  SubscriptionState,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';

export type SubscriptionCommand =
  OpenSubscription | ChangeSubscription | PauseSubscription | ResumeSubscription | DeleteSubscription;
export type SubscriptionEvent =
  | SubscriptionOpened
  | SubscriptionChanged
  | SubscriptionPaused
  | SubscriptionResumed
  | SubscriptionDeleted
  | SubscriptionCommandRefused;

/** What is subscribed, besides from when on. */
type Content = Omit<SubscriptionChanged, 'type' | 'subscriptionId' | 'carrier' | 'version'>;

const initialState: SubscriptionState = {
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

const NAMES: Readonly<Record<SubscriptionCommand['type'], SubscriptionCommandName>> = {
  OpenSubscription: 'OPEN',
  ChangeSubscription: 'CHANGE',
  PauseSubscription: 'PAUSE',
  ResumeSubscription: 'RESUME',
  DeleteSubscription: 'DELETE',
};

/**
 * Decides what a carrier has subscribed. Whether a filter is one has been judged by whoever wrote the command, with the compiler
 * of filters. Another carrier's subscription is as good as unknown.
 */
export const subscriptionDecider: Decider<SubscriptionState, SubscriptionCommand, SubscriptionEvent> = {
  initialState,

  decide(command, state) {
    const reason = refusalOf(command, state);
    const { subscriptionId } = command;
    if (reason !== null) {
      return [{ type: 'SubscriptionCommandRefused', subscriptionId, command: NAMES[command.type], reason }];
    }
    const of = { subscriptionId, carrier: command.carrier, version: state.version + 1 };
    switch (command.type) {
      case 'OpenSubscription':
        return [{ type: 'SubscriptionOpened', ...of, ...contentOf(command), startAt: command.startAt }];
      case 'ChangeSubscription':
        return [{ type: 'SubscriptionChanged', ...of, ...changed(command, state) }];
      case 'PauseSubscription':
        return [{ type: 'SubscriptionPaused', ...of }];
      case 'ResumeSubscription':
        return [{ type: 'SubscriptionResumed', ...of }];
      case 'DeleteSubscription':
        return [{ type: 'SubscriptionDeleted', ...of }];
      default:
        return unreachable(command);
    }
  },

  evolve(state, event, at) {
    switch (event.type) {
      case 'SubscriptionOpened': {
        const { carrier, version, startAt } = event;
        return { ...contentOf(event), carrier, version, startAt, status: 'active', openedAt: at, since: at };
      }
      case 'SubscriptionChanged':
        return { ...state, ...contentOf(event), version: event.version };
      case 'SubscriptionPaused':
        return { ...state, version: event.version, status: 'paused', since: at };
      case 'SubscriptionResumed':
        return { ...state, version: event.version, status: 'active', since: at };
      case 'SubscriptionDeleted':
        // Nothing is signed with it any more.
        return { ...state, version: event.version, status: 'deleted', secret: null, since: at };
      case 'SubscriptionCommandRefused':
        return state;
      default:
        return unreachable(event);
    }
  },
};

function refusalOf(command: SubscriptionCommand, state: SubscriptionState): SubscriptionRefusal | null {
  if (state.status !== 'absent' && state.carrier !== command.carrier) return 'UNKNOWN_SUBSCRIPTION';
  if (command.type === 'OpenSubscription') {
    if (state.status === 'deleted') return 'ALREADY_DELETED';
    return state.status === 'absent' ? lackOf(contentOf(command)) : 'ALREADY_OPENED';
  }
  if (state.status === 'absent') return 'UNKNOWN_SUBSCRIPTION';
  if (state.status === 'deleted') return 'ALREADY_DELETED';
  if (command.type === 'PauseSubscription' && state.status === 'paused') return 'ALREADY_PAUSED';
  if (command.type === 'ResumeSubscription' && state.status !== 'paused') return 'NOT_PAUSED';
  return command.type === 'ChangeSubscription' ? lackOf(changed(command, state)) : null;
}

/** What a webhook cannot be sent without. */
function lackOf({ channel, url, secret }: Content): SubscriptionRefusal | null {
  if (channel !== 'WEBHOOK') return null;
  if (url === null) return 'URL_MISSING';
  return secret === null ? 'SECRET_MISSING' : null;
}

/** What is subscribed after a change: what it does not name stays; what only webhooks have goes with the channel. */
function changed(command: ChangeSubscription, state: SubscriptionState): Content {
  return contentOf({
    filter: command.filter ?? state.filter,
    channel: command.channel ?? state.channel,
    url: command.url ?? state.url,
    secret: command.secret ?? state.secret,
    format: command.format ?? state.format,
    description: command.description ?? state.description,
  });
}

function contentOf({ filter, channel, url, secret, format, description }: Content): Content {
  const isSent = channel === 'WEBHOOK';
  return { filter, channel, url: isSent ? url : null, secret: isSent ? secret : null, format, description };
}
