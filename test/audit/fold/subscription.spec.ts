import { altered, audited, complaints, find, violationsOf } from '../audited.fixture';
import type { AvroRecord } from '../log/avro';
import type { AuditRecord } from '../log/record';
import { Story, type Told } from '../story.fixture';

const ID = 'KAZPOST.releases-kz';
const content = { filter: '', channel: 'PULL', url: null, secret: null, format: 'JSON', description: '' };

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
  tell('PauseSubscription', 'SubscriptionPaused', { version: 3 });
  tell('ResumeSubscription', 'SubscriptionResumed', { version: 4 });
  tell('DeleteSubscription', 'SubscriptionDeleted', { version: 5 });
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
    expect(audit.entities.subscriptions.state(ID)).toMatchObject({ status: 'deleted', version: 5, secret: null });
  });
  it.each<[string, AvroRecord, string]>([
    ['SubscriptionChanged', { version: 3 }, 'version 1 was the last'],
    ['SubscriptionChanged', { secret: null }, 'a WEBHOOK with 1 of address and secret'],
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
