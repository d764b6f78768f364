import type {
  BeginDelivery,
  ChangeSubscription,
  DeleteSubscription,
  DeliveryBegun,
  DeliveryNoted,
  NoteDelivery,
  OpenSubscription,
  PauseSubscription,
  RedeliverEvents,
  RedeliveryOrdered,
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
  SubscriptionTestOrdered,
  TestSubscription,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';
import { changed, contentIn, contentOf, lackOf } from './subscription.content';
import { FROM_WHAT_IS_THERE, NOT_BEGUN, noted, redelivered, redeliveryRefusal, resumed } from './subscription.delivery';

/** What carriers order. */
type Order =
  | OpenSubscription
  | ChangeSubscription
  | PauseSubscription
  | ResumeSubscription
  | DeleteSubscription
  | RedeliverEvents
  | TestSubscription;
/** Besides those, what the service itself says of its sending. */
export type SubscriptionCommand = Order | BeginDelivery | NoteDelivery;
export type SubscriptionEvent =
  | SubscriptionOpened
  | SubscriptionChanged
  | SubscriptionPaused
  | SubscriptionResumed
  | SubscriptionDeleted
  | DeliveryBegun
  | DeliveryNoted
  | RedeliveryOrdered
  | SubscriptionTestOrdered
  | SubscriptionCommandRefused;

const initialState: SubscriptionState = {
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
  format: 'JSON',
  batches: false,
  startAt: 0,
  description: '',
  openedAt: 0,
  since: 0,
  pausedFor: null,
  sender: '',
  delivery: NOT_BEGUN,
  testId: '',
  testAt: 0,
};

const NAMES: Readonly<Record<Order['type'], SubscriptionCommandName>> = {
  OpenSubscription: 'OPEN',
  ChangeSubscription: 'CHANGE',
  PauseSubscription: 'PAUSE',
  ResumeSubscription: 'RESUME',
  DeleteSubscription: 'DELETE',
  RedeliverEvents: 'REDELIVER',
  TestSubscription: 'TEST',
};

/**
 * Decides what a carrier has subscribed, and remembers how far it was delivered. Whether a filter, an address or a secret is one has been judged by
 * whoever wrote the command. Another carrier's subscription is as good as unknown.
 */
export const subscriptionDecider: Decider<SubscriptionState, SubscriptionCommand, SubscriptionEvent> = {
  initialState,

  decide(command, state, { at }) {
    if (command.type === 'BeginDelivery' || command.type === 'NoteDelivery') return noted(command, state);
    const reason = refusalOf(command, state, at);
    const { subscriptionId } = command;
    if (reason !== null) {
      return [{ type: 'SubscriptionCommandRefused', subscriptionId, command: NAMES[command.type], reason }];
    }
    const of = { subscriptionId, carrier: command.carrier, version: state.version + 1 };
    switch (command.type) {
      case 'OpenSubscription':
        return [{ type: 'SubscriptionOpened', ...of, ...contentOf(command), startAt: command.startAt }];
      case 'ChangeSubscription':
        return [{ type: 'SubscriptionChanged', ...of, ...changed(command, state, at) }];
      case 'PauseSubscription':
        return [{ type: 'SubscriptionPaused', ...of, reason: 'REQUESTED' }];
      case 'ResumeSubscription':
        return [{ type: 'SubscriptionResumed', ...of }];
      case 'DeleteSubscription':
        return [{ type: 'SubscriptionDeleted', ...of }];
      case 'RedeliverEvents':
        return [{ type: 'RedeliveryOrdered', ...of, sequence: command.sequence, onward: command.onward }];
      case 'TestSubscription': {
        const { carrier, testId } = command;
        return [{ type: 'SubscriptionTestOrdered', subscriptionId, carrier, testId }];
      }
      default:
        return unreachable(command);
    }
  },

  evolve(state, event, at) {
    switch (event.type) {
      case 'SubscriptionOpened': {
        const { carrier, version, startAt } = event;
        const opened = { ...initialState, ...contentOf(event), carrier, version, startAt };
        return { ...opened, status: 'active', openedAt: at, since: at };
      }
      case 'SubscriptionChanged': {
        const content = contentIn(event);
        // Whoever fetched its events until now has them sent from then on.
        const begins = content.channel === 'WEBHOOK' && state.channel !== 'WEBHOOK';
        const begun = begins ? { sender: '', delivery: FROM_WHAT_IS_THERE } : {};
        return { ...state, ...content, ...begun, version: event.version };
      }
      case 'SubscriptionPaused':
        return { ...state, version: event.version, status: 'paused', pausedFor: event.reason, since: at };
      case 'SubscriptionResumed': {
        // Whoever sent before may still say so: what it says would undo what is resumed here.
        const delivery = resumed(state.delivery, at);
        return {
          ...state,
          ...{ version: event.version, status: 'active', pausedFor: null, since: at, sender: '', delivery },
        };
      }
      case 'SubscriptionDeleted': {
        // Nothing is signed with them any more.
        const bare = { secret: null, formerSecret: null, formerUntil: 0, sender: '', delivery: NOT_BEGUN };
        return { ...state, ...bare, version: event.version, status: 'deleted', pausedFor: null, since: at };
      }
      case 'DeliveryBegun':
        return { ...state, sender: event.sender };
      case 'DeliveryNoted':
        return { ...state, delivery: event.progress };
      case 'RedeliveryOrdered':
        return { ...state, version: event.version, sender: '', delivery: redelivered(state.delivery, event, at) };
      case 'SubscriptionTestOrdered':
        return { ...state, testId: event.testId, testAt: at };
      case 'SubscriptionCommandRefused':
        return state;
      default:
        return unreachable(event);
    }
  },
};

function refusalOf(command: Order, state: SubscriptionState, at: number): SubscriptionRefusal | null {
  if (state.status !== 'absent' && state.carrier !== command.carrier) return 'UNKNOWN_SUBSCRIPTION';
  if (command.type === 'OpenSubscription') {
    if (state.status === 'deleted') return 'ALREADY_DELETED';
    return state.status === 'absent' ? lackOf(contentOf(command)) : 'ALREADY_OPENED';
  }
  if (state.status === 'absent') return 'UNKNOWN_SUBSCRIPTION';
  if (state.status === 'deleted') return 'ALREADY_DELETED';
  switch (command.type) {
    case 'PauseSubscription':
      return state.status === 'paused' ? 'ALREADY_PAUSED' : null;
    case 'ResumeSubscription':
      return state.status === 'paused' ? null : 'NOT_PAUSED';
    case 'ChangeSubscription':
      return lackOf(changed(command, state, at));
    case 'RedeliverEvents':
      return redeliveryRefusal(command, state);
    case 'TestSubscription':
      return state.channel === 'WEBHOOK' ? null : 'NO_WEBHOOK';
    case 'DeleteSubscription':
      return null;
    default:
      return unreachable(command);
  }
}
