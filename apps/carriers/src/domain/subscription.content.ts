import type {
  ChangeSubscription,
  SubscriptionChanged,
  SubscriptionRefusal,
  SubscriptionState,
} from '@alataw/contracts';

/** What is subscribed, besides from when on. */
export type Content = Omit<SubscriptionChanged, 'type' | 'subscriptionId' | 'carrier' | 'version'>;

/** A secret that was replaced signs beside the new one for so long, so that the carrier may change over whenever it likes. */
export const ROTATION_MS = 24 * 60 * 60_000;

/** Besides what it replaced. */
type Own = Omit<Content, 'formerSecret' | 'formerUntil'>;

const NO_FORMER = { formerSecret: null, formerUntil: 0 } as const;

/** What is subscribed as a carrier says it at first: what only webhooks have goes with the channel. */
export function contentOf(said: Own): Own {
  const { filter, channel, url, secret, publicKey, format, batches, description } = said;
  const isSent = channel === 'WEBHOOK';
  return {
    ...{ filter, channel, format, description },
    ...(isSent ? { url, secret, publicKey, batches } : { url: null, secret: null, publicKey: null, batches: false }),
  };
}

/** What is subscribed after a change: what it does not name stays. @param at of the change, epoch ms UTC */
export function changed(command: ChangeSubscription, state: SubscriptionState, at: number): Content {
  const secret = command.secret ?? state.secret;
  const own = contentOf({
    ...{ filter: command.filter ?? state.filter, channel: command.channel ?? state.channel, secret },
    ...{ url: command.url ?? state.url, format: command.format ?? state.format },
    ...{ batches: command.batches ?? state.batches, description: command.description ?? state.description },
    publicKey: command.secret === null ? state.publicKey : command.publicKey,
  });
  const content = { ...own, ...NO_FORMER };
  if (own.channel !== 'WEBHOOK') return content;
  if (command.secret !== null && state.secret !== null)
    return { ...content, formerSecret: state.secret, formerUntil: at + ROTATION_MS };
  const { formerSecret, formerUntil } = state;
  return formerUntil > at ? { ...content, formerSecret, formerUntil } : content;
}

/** What a webhook cannot be sent without. */
export function lackOf({ channel, url, secret, format }: Own): SubscriptionRefusal | null {
  if (channel !== 'WEBHOOK') return null;
  if (format !== 'JSON') return 'WEBHOOK_IS_JSON';
  if (url === null) return 'URL_MISSING';
  return secret === null ? 'SECRET_MISSING' : null;
}

/** What an event says of it. */
export function contentIn(event: Content): Content {
  const { formerSecret, formerUntil } = event;
  return { ...contentOf(event), formerSecret, formerUntil };
}
