import { audited, violationsOf } from '../audited.fixture';
import { cleanLog } from '../clean-log.fixture';
import { textIn, type AuditRecord } from '../log/record';
import { PARTITIONS, Story } from '../story.fixture';
import { readFeed, ToldFeed, type Written } from '../told-feed.fixture';
import { partitionOfKey } from '../wire/murmur2';
import { Feeds } from './feeds';

const ID = 'KZPOST.some';
const FILTER = 'event.type in ["RELEASED", "DEPARTED"] && event.unitId != "bag:B1"';
const content = {
  ...{ channel: 'PULL', url: null, secret: null, publicKey: null, batches: false },
  ...{ format: 'JSON', description: '', formerSecret: null, formerUntil: 0 },
};
const isTaken = ({ fields }: AuditRecord): boolean =>
  ['RELEASED', 'DEPARTED'].includes(textIn(fields, 'milestone')) && textIn(fields, 'carrier') === 'KZPOST';

/** What a carrier subscribes, as its stage tells it; the parcels are those of the clean log. */
function subscribed(...changes: readonly [type: string, fields: Readonly<Record<string, string | number>>][]) {
  const story = new Story();
  const tell = (command: string, type: string, fields: Readonly<Record<string, string | number>>): void => {
    const all = { carrier: 'KZPOST', ...content, ...fields };
    story.decide('carriers', story.command('carriers', ID, [command]), ID, [type, all]);
  };
  tell('OpenSubscription', 'SubscriptionOpened', { version: 1, filter: FILTER, startAt: 0 });
  for (const [type, fields] of changes) tell('ChangeSubscription', type, fields);
  return story.records.filter(({ topic, type }) => topic.startsWith('carriers.') && type !== 'LaneClaimed');
}

/** The clean log, with what was subscribed at the end of it. */
function logWith(subscription: readonly AuditRecord[]): AuditRecord[] {
  const log = cleanLog();
  const ends = new Map<string, number>();
  for (const { topic, partition } of log)
    ends.set(`${topic}/${partition}`, (ends.get(`${topic}/${partition}`) ?? 0) + 1);
  const shift = (topic: string, partition: number): number => ends.get(`${topic}/${partition}`) ?? 0;
  const behind = subscription.map((record) => {
    const isEvent = record.topic === 'carriers.events';
    const offset = record.offset - (isEvent ? 1 : 0) + shift(record.topic, record.partition);
    const { meta } = record;
    if (!meta) return { ...record, offset };
    const { cause } = meta;
    const at = cause.offset + shift(cause.topic, cause.partition);
    const eventId = `carriers:${cause.topic}:${cause.partition}:${at}:0`;
    return { ...record, offset, meta: { ...meta, eventId, cause: { ...cause, offset: at } } };
  });
  return [...log, ...behind];
}

describe('feeds', () => {
  const log = logWith(subscribed());
  const milestones = log.filter(({ type }) => type === 'MilestoneReached');
  const taken = milestones.filter(isTaken);
  const whole = (): ToldFeed => {
    const feed = new ToldFeed().claim().open(FILTER);
    for (const record of milestones) feed.look(record, isTaken(record));
    return feed;
  };
  const whats = (
    written: readonly Written[] | null,
    { of = log, isDrained = true, begins = 0, id = ID } = {},
  ): (readonly [string | number | null, string])[] => {
    const audit = audited(of, {
      isDrained,
      feeds: (findings) => new Feeds(written ? [readFeed(id, written, findings, begins)] : [], findings),
    });
    return violationsOf(audit, 9).map(({ what, topic, offset }) => [topic === null ? null : offset, what] as const);
  };
  /** The feed with its record number n written otherwise. */
  const forged = (n: number, by: (record: Written) => Partial<Written>): Written[] =>
    whole().written.map((record, at) => (at === n ? { ...record, ...by(record) } : record));
  const header = (name: string, value: string) => (record: Written) => ({
    headers: new Map([...(record.headers ?? []), [name, value]]),
  });

  it('hold exactly what their filters select', () => {
    expect(taken.length).toBeGreaterThan(3);
    expect(whole().written).toHaveLength(taken.length + 2);
    expect(whats(whole().written)).toEqual([]);
  });

  it('go on under another claim, and say where they are', () => {
    const feed = new ToldFeed().claim().open(FILTER);
    for (const record of milestones) feed.claim().look(record, isTaken(record)).advance();
    expect(whats(feed.written)).toEqual([]);
  });

  it('follow a changed filter from the place at which they say so', () => {
    const changed = logWith(subscribed(['SubscriptionChanged', { version: 2, filter: '' }]));
    const half = Math.floor(milestones.length / 2);
    const feed = (text: string): ToldFeed => {
      const told = new ToldFeed().claim().open(FILTER);
      milestones.slice(0, half).forEach((record) => told.look(record, isTaken(record)));
      told.open(text);
      return milestones.slice(half).reduce((of, record) => of.look(record, true), told);
    };
    expect(whats(feed('').written, { of: changed })).toEqual([]);
    expect(whats(feed(' ').written, { of: changed })).toEqual([[expect.any(Number), 'version 2 of its filter is ']]);
    expect(whats(whole().written, { of: changed })).toEqual([[null, 'its feed has come to version 1 of 2']]);
  });

  it('may be behind while the centre works', () => {
    const behind = whole().written.slice(0, -1);
    const last = taken.at(-1)!;
    expect(whats(behind, { isDrained: false })).toEqual([]);
    expect(whats(behind)).toEqual([[behind.length - 1, expect.stringContaining(`@${last.offset}, which its filter`)]]);
    expect(whats(null)).toEqual([[null, 'its feed has come to version 0 of 1']]);
  });

  it('miss nothing', () => {
    const feed = new ToldFeed().claim().open(FILTER);
    for (const record of milestones) feed.look(record, isTaken(record) && record !== taken[1]);
    const place = `carriers.events/${taken[1]!.partition}@${taken[1]!.offset}`;
    expect(whats(feed.written)).toEqual([[null, `${place} is not in it, which version 1 of its filter takes`]]);
  });

  it('say nothing that their filters do not select, nor anything of another carrier', () => {
    const other = milestones.find((record) => !isTaken(record))!;
    const feed = new ToldFeed().claim().open(FILTER);
    for (const record of milestones) feed.look(record, isTaken(record) || record === other);
    const source = `its filter takes no event at offset ${other.offset} of the partition of ${other.key}`;
    expect(whats(feed.written)).toEqual([[expect.any(Number), source]]);
    const stranger = whats(whole().written, { id: 'OTHER.some' });
    expect(stranger).toContainEqual([null, 'there is no such subscription']);
    expect(stranger.filter(([, what]) => what.startsWith('its filter takes no event'))).toHaveLength(taken.length);
  });

  it('say nothing twice', () => {
    const { written } = whole();
    const twice = [...written.slice(0, 3), ...written.slice(2)];
    expect(whats(twice)).toContainEqual([3, 'what it tells had been looked at before']);
    expect(whats(twice)).toContainEqual([3, 'it says that it is number 1, and is number 2']);
  });

  it('say nothing in another order', () => {
    const { written } = whole();
    const own = written.findIndex((a, n) => n > 2 && lane(a) === lane(written[n - 1]!));
    const swapped = [...written.slice(0, own - 1), written[own]!, written[own - 1]!, ...written.slice(own + 1)];
    expect(whats(swapped)).toContainEqual([own, 'what it tells had been looked at before']);
    // The same with headers as if they had been written so.
    const feed = new ToldFeed().claim().open(FILTER);
    const [a, b] = [
      taken.find(({ partition }) => partition === 0)!,
      taken.findLast(({ partition }) => partition === 0)!,
    ];
    for (const each of milestones) {
      const record = each === a ? b : each === b ? a : each;
      feed.look(record, isTaken(record));
    }
    expect(whats(feed.written)).toContainEqual([
      expect.any(Number),
      expect.stringContaining('it goes back in partition 0'),
    ]);
  });

  it.each<[string, number, (record: Written) => Partial<Written>, string]>([
    ['a broken chain', 3, header('feed-chain', 'ab'.repeat(32)), 'its chain is not that of what stands up to here'],
    ['no chain', 3, header('feed-chain', '?'), 'its header feed-chain is no chain'],
    ['another number', 3, header('feed-count', '7'), 'it says that it is number 7, and is number 2'],
    ['another version', 3, header('feed-version', '2'), 'version 1 was opened last'],
    ['a word among the events', 3, header('feed-control', 'advanced'), 'it says that it is number 2, and is number 1'],
    ['a former writer', 3, () => ({ producerEpoch: 9 }), 'it was written without the feed’s last claim'],
    ['a claim in another name', 0, () => ({ producerId: 1 }), 'it claims in somebody else’s name'],
    ['no value', 3, () => ({ value: null }), 'it has no value'],
    ['no headers', 3, () => ({ headers: null }), 'it does not say where the feed has come to'],
    ['nonsense', 0, () => ({ value: Buffer.from('?') }), 'it is no CloudEvent'],
  ])('are not believed with %s', (_, n, by, what) => {
    expect(whats(forged(n, by))).toContainEqual([n, what]);
  });

  it('say what the milestone does, byte for byte', () => {
    const other = (record: Written) => ({ value: Buffer.from(String(record.value).replace('RELEASED', 'REVOKED')) });
    const found = whats(forged(2, other));
    expect(found).toContainEqual([2, expect.stringMatching(/^it does not say what carriers\.events.* does$/)]);
  });

  it('may be claimed again by the same writer, which had left them', () => {
    const [claim, ...rest] = whole().written;
    expect(whats([claim!, claim!, ...rest])).toEqual([]);
  });

  it('do not take an older claim for a newer one', () => {
    const { written } = new ToldFeed().claim().claim().open(FILTER);
    expect(whats([written[1]!, written[0]!, written[2]!])).toContainEqual([1, 'it claims with epoch 0 after epoch 1']);
  });

  it('begin where their subscription does', () => {
    const late = new ToldFeed();
    milestones.slice(0, 3).forEach((record) => late.look(record, false));
    late.claim().open(FILTER);
    milestones.slice(3).forEach((record) => late.look(record, isTaken(record)));
    expect(whats(late.written)).toContainEqual([1, expect.stringContaining('it begins behind carriers.events')]);
  });

  it('are believed where they begin, once retention has removed what was before', () => {
    const feed = new ToldFeed().claim().open(FILTER);
    for (const record of milestones) feed.look(record, isTaken(record));
    expect(whats(feed.written.slice(3), { begins: 3 })).toEqual([]);
    const [, , , , ...rest] = feed.written;
    expect(whats([feed.written[3]!, ...rest.slice(1)], { begins: 3 })).toContainEqual([
      4,
      expect.stringContaining('it says that it is number'),
    ]);
  });

  it('of a deleted subscription end somewhere, or are gone', () => {
    const deleted = logWith(subscribed(['SubscriptionDeleted', { version: 2 }]));
    expect(whats(whole().written.slice(0, -1), { of: deleted })).toEqual([]);
    expect(whats(null, { of: deleted })).toEqual([]);
    expect(whats(whole().written.slice(0, 4).toSpliced(2, 1), { of: deleted })).not.toEqual([]);
  });
});

/** In which partition of the source its milestone stands. */
const lane = ({ key }: Written): number => (key === null ? -1 : partitionOfKey(key, PARTITIONS));
