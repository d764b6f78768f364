import type { DeliveryProgress, NoteDelivery, SubscriptionOpened, SubscriptionPauseReason } from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { subscriptionDecider } from './subscription.decider';
import { MAX_OPEN } from './subscription.delivery';

const { given } = deciderSpec(subscriptionDecider);
const of = { subscriptionId: 'KAZPOST.releases-kz', carrier: 'KAZPOST' } as const;
const REFUSED = 'SubscriptionCommandRefused';
const opened: SubscriptionOpened = {
  ...{ type: 'SubscriptionOpened', ...of, version: 1, filter: '', channel: 'WEBHOOK', url: 'https://kazpost.example' },
  ...{ secret: Buffer.from('sealed'), publicKey: null, format: 'JSON', batches: false, startAt: 0, description: '' },
};
const begin = (sender: string) => ({ type: 'BeginDelivery', ...of, sender }) as const;
const begun = (sender: string) => ({ type: 'DeliveryBegun', ...of, sender }) as const;
const progress = (
  high: number,
  open: readonly number[] = [],
  more: Partial<DeliveryProgress> = {},
): DeliveryProgress => ({
  ...{ high, offset: high + 1, oldest: 0 },
  open: open.map((sequence) => ({ sequence, attempts: 3, nextAt: 900 })),
  ...more,
});
const note = (to: DeliveryProgress, ending: SubscriptionPauseReason | null = null, sender = 'a'): NoteDelivery => ({
  ...{ type: 'NoteDelivery', ...of, sender, progress: to, ending },
});
const noted = (to: DeliveryProgress) => ({ type: 'DeliveryNoted', ...of, progress: to }) as const;
const paused = (version: number, reason: SubscriptionPauseReason) =>
  ({ type: 'SubscriptionPaused', ...of, version, reason }) as const;
const resume = { type: 'ResumeSubscription', ...of } as const;
const resumed = { type: 'SubscriptionResumed', ...of, version: 3 } as const;
const redeliver = (sequence: number, onward = false) => ({ type: 'RedeliverEvents', ...of, sequence, onward }) as const;
const test = { type: 'TestSubscription', ...of, testId: 't1' } as const;

describe('a delivery', () => {
  it('is begun by one sender, and told by that one alone', () => {
    given(opened).when(begin('a')).then(begun('a'));
    given(opened, begun('a'))
      .when(note(progress(7, [5])))
      .then(noted(progress(7, [5])));
    given(opened, begun('a'), begun('b'))
      .when(note(progress(7)))
      .thenNothing();
    given(opened)
      .when(note(progress(7)))
      .thenNothing();
  });
  it('pauses with a reason, and keeps what is open', () => {
    const gone = given(opened, begun('a')).when(note(progress(7, [5]), 'GONE'));
    gone.then(noted(progress(7, [5])), paused(2, 'GONE'));
    expect(gone.state).toMatchObject({ status: 'paused', pausedFor: 'GONE', delivery: progress(7, [5]) });
  });
  it('is told to its end while it is paused, and not paused twice', () => {
    given(opened, begun('a'), paused(2, 'REQUESTED'))
      .when(note(progress(8), 'GONE'))
      .then(noted(progress(8)));
  });
  it('goes on where it stood, from the first attempt of each', () => {
    const { state } = given(opened, begun('a'), noted(progress(7, [5, 6])), paused(2, 'EXHAUSTED')).when(resume, {
      at: 70,
    });
    const open = [5, 6].map((sequence) => ({ sequence, attempts: 0, nextAt: 70 }));
    expect(state).toMatchObject({ status: 'active', pausedFor: null, delivery: { high: 7, offset: 8, open } });
  });
  it('cannot be told of by who sent before it was resumed', () => {
    given(opened, begun('a'), paused(2, 'GONE'), resumed)
      .when(note(progress(9), 'GONE'))
      .thenNothing();
  });
  it('goes on with what the feed still holds, when events of it are lost', () => {
    const after = (to: DeliveryProgress) =>
      given(opened, begun('a'), noted(to), paused(2, 'EXPIRED'), resumed).state.delivery;
    expect(after(progress(9, [3, 6, 8], { oldest: 6 }))).toMatchObject({
      high: 9,
      offset: 10,
      oldest: 0,
      open: [{ sequence: 6 }, { sequence: 8 }],
    });
    expect(after(progress(9, [3], { oldest: 20 }))).toEqual({ high: 19, offset: -1, oldest: 0, open: [] });
  });
  it('begins with what the feed holds, when it was fetched before', () => {
    const pull = { ...opened, channel: 'PULL', url: null, secret: null } as const;
    const changed = { ...opened, type: 'SubscriptionChanged', version: 2, formerSecret: null, formerUntil: 0 } as const;
    expect(given(pull, changed).state.delivery).toEqual({ high: 0, offset: -1, oldest: 0, open: [] });
    given(pull).when(begin('a')).thenNothing();
  });
  it('is over with the subscription', () => {
    const deleted = { type: 'SubscriptionDeleted', ...of, version: 2 } as const;
    given(opened, begun('a'), deleted)
      .when(note(progress(7)))
      .thenNothing();
    given(opened, deleted).when(begin('a')).thenNothing();
  });
});

describe('redelivery', () => {
  const past = [opened, begun('a'), noted(progress(9, [5]))] as const;
  it('opens one event again, under a new sender', () => {
    const { state } = given(...past).when(redeliver(7), { at: 70 });
    expect(state.delivery).toEqual({
      ...progress(9, [5, 7]),
      open: [progress(9, [5]).open[0], { sequence: 7, attempts: 0, nextAt: 70 }],
    });
    expect(state).toMatchObject({ sender: '', version: 2 });
    expect(given(...past).when(redeliver(5), { at: 70 }).state.delivery.open).toEqual([
      { sequence: 5, attempts: 0, nextAt: 70 },
    ]);
  });
  it('goes back to an event, with all behind it', () => {
    expect(given(...past).when(redeliver(4, true)).state.delivery).toMatchObject({ high: 3, offset: 10, open: [] });
    expect(given(...past).when(redeliver(6, true)).state.delivery).toMatchObject({ high: 5, open: [{ sequence: 5 }] });
  });
  it('is of what was sent, and of no more than can be open', () => {
    given(...past)
      .when(redeliver(9))
      .then({ type: 'RedeliveryOrdered', ...of, version: 2, sequence: 9, onward: false });
    given(...past)
      .when(redeliver(10))
      .thenRefused(REFUSED, 'NOT_DELIVERED_YET');
    const all = Array.from({ length: MAX_OPEN }, (_, n) => n + 1);
    const full = given(opened, noted(progress(2_000, all)));
    full.when(redeliver(1_500)).thenRefused(REFUSED, 'TOO_MANY_OPEN');
    expect(given(opened, noted(progress(2_000, all.slice(1)))).when(redeliver(1_500)).events).toMatchObject([
      { sequence: 1_500 },
    ]);
    given({ ...opened, channel: 'PULL' })
      .when(redeliver(1))
      .thenRefused(REFUSED, 'NO_WEBHOOK');
  });
});

describe('a test', () => {
  it('is ordered of a webhook, also of a paused one', () => {
    given(opened)
      .when(test)
      .then({ ...test, type: 'SubscriptionTestOrdered' });
    expect(given(opened, paused(2, 'GONE')).when(test, { at: 9 }).state).toMatchObject({ testId: 't1', testAt: 9 });
    given({ ...opened, channel: 'PULL' })
      .when(test)
      .thenRefused(REFUSED, 'NO_WEBHOOK');
  });
  it('is none of the time before', () => {
    expect(given(at(5, opened)).state).toMatchObject({ testId: '', testAt: 0 });
  });
});
