import type { ChangeSubscription, OpenSubscription, SubscriptionChanged, SubscriptionOpened } from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { subscriptionDecider } from './subscription.decider';

const { given } = deciderSpec(subscriptionDecider);
const subscriptionId = 'KAZPOST.releases-kz';
const of = { subscriptionId, carrier: 'KAZPOST' } as const;
const atFirst = {
  ...{ filter: 'event.type == "RELEASED"', url: null, secret: null, description: 'for Almaty' },
  ...{ publicKey: null, batches: false },
  channel: 'PULL',
  format: 'JSON',
} as const;
const content: Omit<SubscriptionChanged, 'type' | 'subscriptionId' | 'carrier' | 'version'> = {
  ...atFirst,
  ...{ formerSecret: null, formerUntil: 0 },
};
const webhook = { channel: 'WEBHOOK', url: 'https://kazpost.example/hook', secret: Buffer.from('sealed') } as const;
const open = (more: Partial<OpenSubscription> = {}): OpenSubscription => ({
  ...{ type: 'OpenSubscription', ...of, ...atFirst, startAt: 500 },
  ...more,
});
const opened = (more: Partial<SubscriptionOpened> = {}): SubscriptionOpened => ({
  ...{ type: 'SubscriptionOpened', ...of, ...atFirst, version: 1, startAt: 500 },
  ...more,
});
const change = (more: Partial<ChangeSubscription>): ChangeSubscription => ({
  ...{ type: 'ChangeSubscription', ...of, filter: null, channel: null, url: null, secret: null, format: null },
  ...{ publicKey: null, batches: null, description: null },
  ...more,
});
const pause = { type: 'PauseSubscription', ...of } as const;
const resume = { type: 'ResumeSubscription', ...of } as const;
const remove = { type: 'DeleteSubscription', ...of } as const;
const paused = { type: 'SubscriptionPaused', ...of, version: 2, reason: 'REQUESTED' } as const;
const deleted = { type: 'SubscriptionDeleted', ...of, version: 2 } as const;
const REFUSED = 'SubscriptionCommandRefused';

describe('a subscription', () => {
  it('is opened, once', () => {
    given().when(open()).then(opened());
    given(opened()).when(open()).thenRefused(REFUSED, 'ALREADY_OPENED');
    given(opened(), deleted).when(open()).thenRefused(REFUSED, 'ALREADY_DELETED');
  });
  it('changes in what is named, and counts its versions', () => {
    given(opened())
      .when(change({ filter: '', format: 'AVRO' }))
      .then({ type: 'SubscriptionChanged', ...of, ...content, version: 2, filter: '', format: 'AVRO' });
  });
  it('is paused and resumed', () => {
    given(opened()).when(pause).then(paused);
    given(opened(), paused)
      .when(resume)
      .then({ type: 'SubscriptionResumed', ...of, version: 3 });
    given(opened(), paused).when(pause).thenRefused(REFUSED, 'ALREADY_PAUSED');
    given(opened()).when(resume).thenRefused(REFUSED, 'NOT_PAUSED');
    expect(given(opened(), at(70, paused)).state).toMatchObject({
      status: 'paused',
      version: 2,
      since: 70,
      pausedFor: 'REQUESTED',
    });
  });
  it('is deleted with its secret, and takes no orders then', () => {
    given(opened()).when(remove).then(deleted);
    expect(given(opened(webhook), deleted).state).toMatchObject({ status: 'deleted', secret: null });
    for (const command of [pause, resume, remove, change({})]) {
      given(opened(), deleted).when(command).thenRefused(REFUSED, 'ALREADY_DELETED');
      given().when(command).thenRefused(REFUSED, 'UNKNOWN_SUBSCRIPTION');
    }
  });
  it('is unknown to other carriers', () => {
    const other = { carrier: 'OTHER' };
    for (const command of [pause, resume, remove, change({}), open()]) {
      given(opened())
        .when({ ...command, ...other })
        .thenRefused(REFUSED, 'UNKNOWN_SUBSCRIPTION');
    }
  });
});

describe('a webhook', () => {
  it('needs an address and a secret', () => {
    given().when(open(webhook)).then(opened(webhook));
    given()
      .when(open({ ...webhook, url: null }))
      .thenRefused(REFUSED, 'URL_MISSING');
    given()
      .when(open({ ...webhook, secret: null }))
      .thenRefused(REFUSED, 'SECRET_MISSING');
    given()
      .when(open({ ...webhook, format: 'AVRO' }))
      .thenRefused(REFUSED, 'WEBHOOK_IS_JSON');
    given(opened())
      .when(change({ channel: 'WEBHOOK', url: webhook.url }))
      .thenRefused(REFUSED, 'SECRET_MISSING');
  });
  it('keeps its secret over changes that do not name it, and loses it with the channel', () => {
    const changedTo = { type: 'SubscriptionChanged', ...of, ...content, version: 2 } as const;
    given(opened(webhook))
      .when(change({ url: 'https://kazpost.example/other' }))
      .then({ ...changedTo, ...webhook, url: 'https://kazpost.example/other' });
    given(opened(webhook))
      .when(change({ channel: 'PULL' }))
      .then(changedTo);
  });
  it('signs with what it replaced as well, for a day, and with no more than that', () => {
    const [second, third] = [Buffer.from('second'), Buffer.from('third')];
    const day = 24 * 60 * 60_000;
    const changedTo = { type: 'SubscriptionChanged', ...of, ...content, ...webhook } as const;
    const once = { ...changedTo, version: 2, secret: second, formerSecret: webhook.secret, formerUntil: 5 + day };
    given(opened(webhook))
      .when(change({ secret: second }), { at: 5 })
      .then(once);
    given(opened(webhook), once)
      .when(change({ secret: third }), { at: 6 })
      .then({ ...changedTo, version: 3, secret: third, formerSecret: second, formerUntil: 6 + day });
    given(opened(webhook), once)
      .when(change({ batches: true }), { at: 4 + day })
      .then({ ...once, version: 3, batches: true });
    given(opened(webhook), once)
      .when(change({ batches: true }), { at: 5 + day })
      .then({ ...changedTo, version: 3, secret: second, batches: true });
  });
  it('has the public half of its own key, not of the one before', () => {
    const paired = opened({ ...webhook, publicKey: 'whpk_a' });
    const keyAfter = (more: Partial<ChangeSubscription>) => given(paired).when(change(more)).state.publicKey;
    expect([keyAfter({ batches: true }), keyAfter({ secret: Buffer.from('x') })]).toEqual(['whpk_a', null]);
  });
});
