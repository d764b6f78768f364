import type {
  BeginDelivery,
  DeliveryBegun,
  DeliveryNoted,
  DeliveryProgress,
  NoteDelivery,
  OpenDelivery,
  RedeliverEvents,
  SubscriptionPaused,
  SubscriptionRefusal,
  SubscriptionState,
} from '@alataw/contracts';

/** Events that may wait for being taken: as many as a sender reads ahead. */
export const MAX_OPEN = 1_000;

/** Nothing was read, and the feed is read from its first event on. */
export const NOT_BEGUN: DeliveryProgress = { high: 0, offset: 0, oldest: 0, open: [] };

/** A feed that was fetched until now: what it still holds was told to its carrier, or not; nobody knows. */
export const FROM_WHAT_IS_THERE: DeliveryProgress = { ...NOT_BEGUN, offset: -1 };

/** What a sender says of itself. It is no order: what is said too late, or by another than who sends, is passed over. */
export function noted(
  command: BeginDelivery | NoteDelivery,
  state: SubscriptionState,
): readonly (DeliveryBegun | DeliveryNoted | SubscriptionPaused)[] {
  const { subscriptionId, carrier, sender } = command;
  const of = { subscriptionId, carrier };
  if (state.carrier !== carrier || state.channel !== 'WEBHOOK') return [];
  if (command.type === 'BeginDelivery')
    return state.status === 'active' ? [{ type: 'DeliveryBegun', ...of, sender }] : [];
  if (state.status === 'deleted' || state.sender !== sender) return [];
  const told: DeliveryNoted = { type: 'DeliveryNoted', ...of, progress: command.progress };
  if (command.ending === null || state.status !== 'active') return [told];
  return [told, { type: 'SubscriptionPaused', ...of, version: state.version + 1, reason: command.ending }];
}

/** Where a paused subscription goes on: all that is open is due, from its first attempt; what the feed has lost is not waited for. */
export function resumed({ high, offset, oldest, open }: DeliveryProgress, at: number): DeliveryProgress {
  const left = open.filter(({ sequence }) => sequence >= oldest).map(({ sequence }) => dueAt(sequence, at));
  return high < oldest - 1
    ? { ...FROM_WHAT_IS_THERE, high: oldest - 1, open: left }
    : { high, offset, oldest: 0, open: left };
}

/** Why events cannot be sent once more; null: they can. */
export function redeliveryRefusal(
  { sequence, onward }: RedeliverEvents,
  { channel, delivery }: SubscriptionState,
): SubscriptionRefusal | null {
  if (channel !== 'WEBHOOK') return 'NO_WEBHOOK';
  if (sequence > delivery.high) return 'NOT_DELIVERED_YET';
  return !onward && delivery.open.length >= MAX_OPEN ? 'TOO_MANY_OPEN' : null;
}

/** @param of the event, and whether all behind it is meant as well @param at epoch ms UTC */
export function redelivered(
  { high, offset, oldest, open }: DeliveryProgress,
  { sequence, onward }: { readonly sequence: number; readonly onward: boolean },
  at: number,
): DeliveryProgress {
  const before = open.filter((each) => each.sequence < sequence);
  if (onward) return { high: sequence - 1, offset, oldest, open: before };
  const behind = open.filter((each) => each.sequence > sequence);
  return { high, offset, oldest, open: [...before, dueAt(sequence, at), ...behind] };
}

const dueAt = (sequence: number, nextAt: number): OpenDelivery => ({ sequence, attempts: 0, nextAt });
