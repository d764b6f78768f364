import { altered, audited, complaints, find, violationsOf } from '../audited.fixture';
import type { AvroRecord } from '../log/avro';
import type { AuditRecord } from '../log/record';
import { Story, type Told } from '../story.fixture';

const ID = 'KAZPOST.releases-kz';
const content = {
  ...{ filter: '', channel: 'PULL', url: null, secret: null, format: 'JSON', description: '' },
  ...{ publicKey: null, formerSecret: null, formerUntil: 0, batches: false },
};
const open = (...sequences: number[]) => sequences.map((sequence) => ({ sequence, attempts: 1, nextAt: 5 }));

/** A subscription that is opened, changed, paused, resumed and deleted, and what was refused meanwhile. */
function log(): AuditRecord[] {
  const story = new Story();
  const tell = (command: string, ...[type, fields]: Told): void => {
    story.decide('carriers', story.command('carriers', ID, [command]), ID, [type, { carrier: 'KAZPOST', ...fields }]);
  };
  const refused = (command: string, name: string, reason: string): void =>
    tell(command, 'SubscriptionCommandRefused', { command: name, reason });
  refused('PauseSubscription', 'PAUSE', 'UNKNOWN_SUBSCRIPTION');
  tell('OpenSubscription', 'SubscriptionOpened', { ...content, version: 1, startAt: 0 });
  refused('OpenSubscription', 'OPEN', 'ALREADY_OPENED');
  const webhook = { channel: 'WEBHOOK', url: 'https://kazpost.example', secret: 'sealed' };
  tell('ChangeSubscription', 'SubscriptionChanged', { ...content, ...webhook, version: 2 });
  tell('BeginDelivery', 'DeliveryBegun', { sender: 'a' });
  tell('NoteDelivery', 'DeliveryNoted', { progress: { high: 7, offset: 8, oldest: 0, open: open(3, 5) } });
  tell('TestSubscription', 'SubscriptionTestOrdered', { testId: 't1' });
  tell('RedeliverEvents', 'RedeliveryOrdered', { version: 3, sequence: 6, onward: false });
  tell('PauseSubscription', 'SubscriptionPaused', { version: 4, reason: 'REQUESTED' });
  tell('ResumeSubscription', 'SubscriptionResumed', { version: 5 });
  tell('DeleteSubscription', 'SubscriptionDeleted', { version: 6 });
  refused('DeleteSubscription', 'DELETE', 'ALREADY_DELETED');
  return story.records;
}

describe('what carriers subscribe', () => {
  const records = log();
  const changed = (type: string, fields: AvroRecord): string[] => {
    const record = find(records, type);
    const audit = audited(altered(records, record, { fields: { ...record.fields, ...fields } }));
    return violationsOf(audit, 3).map(({ what }) => what);
  };

  it('is found in order', () => {
    const audit = audited(records);
    expect(complaints(audit)).toEqual([]);
    expect(audit.entities.subscriptions.state(ID)).toMatchObject({ status: 'deleted', version: 6, secret: null });
  });
  it.each<[string, AvroRecord, string]>([
    ['SubscriptionChanged', { version: 3 }, 'version 1 was the last'],
    ['SubscriptionChanged', { secret: null }, 'a WEBHOOK with 1 of address and secret'],
    [
      'DeliveryNoted',
      { progress: { high: 7, offset: 8, oldest: 0, open: open(5, 3) } },
      'what is open is not in order',
    ],
    ['RedeliveryOrdered', { sequence: 8 }, 'event 8 was not sent'],
    ['SubscriptionChanged', { formerSecret: 'x', formerUntil: 1 }, 'a secret that nobody had signs'],
    ['SubscriptionPaused', { carrier: 'OTHER' }, "it is KAZPOST's"],
    ['SubscriptionOpened', { carrier: 'OTHER' }, 'its id is another carrier’s'],
  ])('a %s with %j is named', (type, fields, what) => {
    expect(changed(type, fields)).toContainEqual(expect.stringContaining(what));
  });
  it('names a refusal that is not true', () => {
    const last = records.filter(({ type }) => type === 'SubscriptionCommandRefused').at(-1)!;
    const audit = audited(altered(records, last, { fields: { ...last.fields, reason: 'NOT_PAUSED' } }));
    expect(violationsOf(audit, 3).map(({ what }) => what)).toEqual([
      expect.stringContaining('it was refused as NOT_PAUSED'),
    ]);
  });
});
