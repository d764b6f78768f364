import { Codec, isOf, MilestoneReached, OpenSubscription, partitionOf } from '@alataw/contracts';
import { controlIn, linked, NO_CHAIN, placeIn } from '@alataw/feed';
import { KafkaLog, type LogRecord } from '@alataw/log';
import { feedEventText } from '@alataw/milestones';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../apps/cli/src/commands';
import { runProgram } from '../apps/cli/src/program';
import { main as audit } from './audit/main';
import { People } from './benches.fixture';
import { readWithJava, readWithPython, type ForeignRecord } from './foreign/readers';
import { TestCentre, type Summary } from './support/centre';

const PARCELS = 400;
const TOPIC = 'release.events';

/** An event as a carrier gets it. */
interface Told {
  readonly sequence: string;
  readonly data: Pick<MilestoneReached, 'parcelId' | 'number' | 'milestone'>;
}

const place = ({ partition, offset, key }: ForeignRecord): string => `${partition}/${offset} ${key}`;

/** The topic as this project's own reader sees it. */
async function readOwn(brokers: string, topic = TOPIC): Promise<ForeignRecord[]> {
  const log = await KafkaLog.connect({ brokers: [brokers], clientId: 'journey', topics: [topic] });
  const found: ForeignRecord[] = [];
  for (const [partition, to] of (await log.endOffsets(topic)).entries()) {
    for await (const records of log.scan({ topic, partition, from: 0, to })) {
      found.push(...records.map(({ offset, key }) => ({ partition, offset, key: String(key) })));
    }
  }
  await log.close();
  return found;
}

describe('a centre on one machine', () => {
  let centre: TestCentre;
  /** What was written for a carrier. */
  let subscribed: { subscriptionId: string; carrier: string; texts: string[] };
  const counts = (wanted: (counts: Summary) => boolean): Promise<Summary> =>
    centre.until(`${centre.url}/v1/counts`, centre.operatorKey(), wanted);

  /** Types a command of the CLI. @returns what it printed */
  const alataw = async (...args: string[]): Promise<string[]> => {
    const lines: string[] = [];
    const terminal = {
      print: (line: string) => void lines.push(line),
      tell: () => undefined,
      environment: {},
      now: () => Date.now(),
    };
    await runProgram(commands, [...args, '--data', centre.dir], terminal);
    return lines;
  };

  afterAll(async () => centre.remove(), 60_000);

  it('brings every parcel to its end', async () => {
    centre = await TestCentre.start(['--parcels', String(PARCELS), '--rate', '100', '--seed', '5']);
    await centre.saying(/Demo keys/);
    const { simulator = 0 } = centre.state().ports;
    await centre.until<{ phase: string }>(`http://127.0.0.1:${simulator}/status`, null, (s) => s.phase === 'finished');
    const end = await counts((c) => c.declared === PARCELS && c.inQueues === 0);
    expect(end.rejected + end.returned + end.detained + end.cancelled + end.departed).toBe(PARCELS);
    expect(end.departed).toBeGreaterThan(PARCELS / 2);
    expect(end.rejected).toBeGreaterThan(0);
    expect(end.deadLetters).toBe(0);
  }, 240_000);

  it('puts aside what it cannot read, and lets an operator settle it', async () => {
    const topic = 'release.commands';
    const log = await KafkaLog.connect({ brokers: [centre.brokers], clientId: 'journey', topics: [topic] });
    const partition = partitionOf('noise', log.partitions(topic));
    await log.publish([{ topic, partition, key: Buffer.from('noise'), value: Buffer.from('no record') }]);
    await log.close();
    const { inQueues } = await counts(({ deadLetters }) => deadLetters === 1);
    expect(inQueues).toBe(0);
    const [line = ''] = await alataw('dead-letters', 'list', '--json');
    const { id, reason } = JSON.parse(line) as { id: string; reason: string };
    expect(reason).toBe('UNDECODABLE');
    await expect(alataw('dead-letters', 'retry', id)).rejects.toThrow('1 of 1 were not retried.');
    expect(await alataw('dead-letters', 'discard', id, '--note', 'noise')).toEqual([`${id}  discarded`]);
    await counts(({ deadLetters }) => deadLetters === 0);
    expect(await alataw('dead-letters', 'list')).toEqual(['No dead letters.']);
  }, 60_000);

  it('writes for a carrier what its subscription selects, in JSON and in Avro, once each and in the order of each parcel', async () => {
    const codec = Codec.embedded();
    const topics = ['carriers.events', 'carriers.commands'] as const;
    const log = await KafkaLog.connect({ brokers: [centre.brokers], clientId: 'journey', topics });
    const recordsOf = async (topic: string): Promise<LogRecord[]> => {
      const records: LogRecord[] = [];
      for (const [partition, to] of (await log.endOffsets(topic)).entries())
        for await (const read of log.scan({ topic, partition, from: 0, to })) records.push(...read);
      return records;
    };
    const reached = (await recordsOf('carriers.events')).flatMap(({ value }) => {
      const decoded = value && codec.decode(value);
      return decoded && isOf(MilestoneReached, decoded) ? [decoded.value] : [];
    });
    const [{ carrier } = { carrier: '' }] = reached;
    const wanted = reached.filter((each) => each.carrier === carrier && each.milestone !== 'LOADED');
    expect(wanted.length).toBeGreaterThan(PARCELS / 10);

    const texts = await Promise.all(
      (['JSON', 'AVRO'] as const).map(async (format) => {
        const subscriptionId = `${carrier}.journey-${format.toLowerCase()}`;
        const meta = { commandId: format, correlationId: format, actor: `carrier:${carrier}`, issuedAt: Date.now() };
        const value = codec.encode(OpenSubscription, {
          ...{ type: 'OpenSubscription', subscriptionId, carrier, filter: 'event.type != "LOADED"', channel: 'PULL' },
          ...{ url: null, secret: null, publicKey: null, format, batches: false, startAt: 0, description: '', meta },
        });
        const partition = partitionOf(subscriptionId, log.partitions('carriers.commands'));
        await log.publish([{ topic: 'carriers.commands', partition, key: Buffer.from(subscriptionId), value }]);

        const feed = `carriers.feed.${subscriptionId}`;
        await log.ensureTopics([feed]);
        const count = (records: readonly LogRecord[]): number => placeIn(records.at(-1)?.headers ?? null)?.count ?? 0;
        let records = await recordsOf(feed);
        while (count(records) < wanted.length) records = await recordsOf(feed);
        const events = records.filter(({ headers }) => controlIn(headers) === null);
        const contentType = format === 'AVRO' ? 'application/avro' : 'application/cloudevents+json';
        expect(new Set(events.map(({ headers }) => headers?.['content-type']))).toEqual(new Set([contentType]));
        const own = events.map(({ value: bytes, headers }) => feedEventText({ value: bytes!, headers }, codec));
        // The chain is taken over the text, whichever format it stands there in.
        const chain = own.reduce<Buffer>((before, text) => linked(before, Buffer.from(text)), NO_CHAIN);
        expect(placeIn(records.at(-1)!.headers)?.chain).toEqual(chain);
        return own;
      }),
    );

    for (const own of texts) {
      const told = own.map((text) => JSON.parse(text) as Told);
      const place = ({ parcelId, number, milestone }: Told['data']): string => `${parcelId} ${number} ${milestone}`;
      expect(told.map(({ data }) => place(data)).sort()).toEqual(wanted.map(place).sort());
      expect(told.map(({ sequence }) => Number(sequence))).toEqual(told.map((_, n) => n + 1));
      const last = new Map<string, number>();
      for (const { data } of told) {
        expect(data.number).toBeGreaterThan(last.get(data.parcelId) ?? 0);
        last.set(data.parcelId, data.number);
      }
    }
    await log.close();
    // Whoever reads over HTTP gets JSON of a feed in Avro, too.
    subscribed = { subscriptionId: `${carrier}.journey-avro`, carrier, texts: texts[1]! };
  }, 60_000);

  it('gives a carrier the same by pages, by a stream and from Kafka, and can prove it', async () => {
    const { subscriptionId, carrier, texts } = subscribed;
    const [line = ''] = await alataw('keys', 'create', `carrier:${carrier}`, '--json');
    const { key } = JSON.parse(line) as { key: string };
    const at = `${centre.url}/v1/subscriptions/${subscriptionId}`;
    await centre.until<{ next: string }>(`${at}/events?limit=1`, key, ({ next }) => next !== undefined);
    const headers = { authorization: `Bearer ${key}` };

    const paged: string[] = [];
    for (let cursor = ''; paged.length < texts.length;) {
      const answer = await fetch(`${at}/events?limit=50&wait=10${cursor}`, { headers });
      const page = (await answer.json()) as { events: object[]; next: string };
      paged.push(...page.events.map((event) => JSON.stringify(event)));
      cursor = `&cursor=${page.next}`;
    }
    expect(paged).toEqual(texts);

    const stream = await fetch(`${at}/stream`, { headers });
    let streamed = '';
    for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
      streamed += chunk;
      if (streamed.split('\ndata: ').length > texts.length && streamed.endsWith('\n\n')) break;
    }
    expect([...streamed.matchAll(/^data: (.*)$/gm)].map(([, data]) => data)).toEqual(texts);

    const receipt = await (await fetch(`${at}/receipts`, { method: 'POST', headers })).text();
    const { receipts } = await centre.until<{ receipts: object[] }>(
      `${at}/receipts`,
      key,
      (own) => own.receipts.length > 0,
    );
    const [events, signed] = [join(centre.dir, 'received.ndjson'), join(centre.dir, 'receipts.ndjson')];
    writeFileSync(events, [...paged, ...texts].reverse().join('\n'));
    writeFileSync(signed, [receipt, JSON.stringify({ receipts })].join('\n'));
    const proof = ['--receipts', signed, '--key', `${centre.url}/.well-known/jwks.json`];
    const [verdict] = await alataw('verify-feed', events, ...proof);
    expect(verdict).toMatch(new RegExp(`^complete: ${texts.length} events, chain [0-9a-f]{64}$`));
    writeFileSync(events, paged.slice(0, -1).join('\n'));
    await expect(alataw('verify-feed', events, ...proof)).rejects.toThrow('Not complete: 1 faults.');

    const snapshot = (await (await fetch(`${at}/snapshot`, { headers })).json()) as { cursor: string };
    const behind = await fetch(`${at}/events?cursor=${snapshot.cursor}`, { headers });
    expect(await behind.json()).toMatchObject({ events: [], count: texts.length });
  }, 60_000);

  it('can tell all about one departed parcel, and decides it again alike', async () => {
    const departed = (await readOwn(centre.brokers, 'loading.events')).find(({ key }) => /^[A-Z]+\./.test(key));
    const { key = '' } = departed ?? {};
    const [line = ''] = await alataw('trace', key, '--json');
    const { projections } = JSON.parse(line) as { projections: { isEqual: boolean }[] };
    expect(projections.map(({ isEqual }) => isEqual)).toEqual([true, true, true, true, true]);
    expect((await alataw('replay', key)).at(-1)).toMatch(/^All \d+ decisions come out as they are recorded\.$/);
  }, 60_000);

  it("is read alike by Kafka's own Java consumer and by a Python client with the registry's schemas", async () => {
    const own = await readOwn(centre.brokers);
    const [java, python] = await Promise.all([
      readWithJava(centre.brokers, TOPIC, own.length),
      readWithPython(centre.brokers, TOPIC, centre.url),
    ]);
    expect(java.map(place).sort()).toEqual(own.map(place).sort());
    expect(python.map(place).sort()).toEqual(own.map(place).sort());
    const { released } = await counts(() => true);
    const releases = python.filter(({ type }) => type === 'ParcelReleased');
    expect(new Set(releases.map(({ eventId }) => eventId)).size).toBe(releases.length);
    expect(releases.length).toBeGreaterThanOrEqual(released);
  }, 120_000);

  it('stops on Ctrl-C, and goes on with the same data', async () => {
    const before = await counts(() => true);
    expect(await centre.stop()).toBe(0);
    await centre.restart(['--empty']);
    await centre.saying(/Demo keys/);
    expect(await counts(() => true)).toEqual(before);
  }, 120_000);

  it('takes a parcel over each bench of the inspection', async () => {
    const people = new People(centre.url, centre.dir);
    const [battery, knife, foreign] = [{ hsCode: '8507600090' }, { hsCode: '8211910000' }, { countryOfOrigin: 'VN' }];

    const many = await people.declares('BENCH1', Array<object>(11).fill({}));
    expect(await many.at('arrival', { place: 'INTAKE-1' })).toBe('ParcelArrived');
    expect(await people.onLine(many.id, 'CNPOST.NOBODY', 'no id')).toEqual([
      ...['pass NONE', 'divert UNKNOWN_PARCEL', 'divert NO_PARCEL_ID'],
    ]);
    expect(await many.at('image', { verdict: 'NORMAL' })).toBe('ImageJudged');

    const papers = await people.declares('BENCH2', [foreign]);
    expect(await papers.at('papers', { kinds: ['LICENCE'], due: Date.now() + 300 })).toBe('PapersRequested');
    await papers.until(({ escalatedAt }) => Number(escalatedAt) > 0);
    const file = { name: 'licence.pdf', mediaType: 'application/pdf', sizeBytes: 9, sha256: 'b'.repeat(64) };
    expect(await papers.at('papers/1', file, 'TIANSHAN')).toBe('UNKNOWN_PARCEL');
    expect(await papers.at('papers/1', file, 'SILKROAD')).toBe('PaperUploaded');
    expect(await papers.at('', { verdict: 'pass' })).toBe('PAPERS_OPEN');
    expect(await papers.at('papers/1/verdict', { verdict: 'ACCEPT' })).toBe('PaperJudged');
    expect(await papers.at('', { verdict: 'pass' })).toBe('ParcelInspected');

    const sampled = await people.declares('BENCH3', [battery]);
    expect(await people.onLine(sampled.id)).toEqual(['divert EXAMINATION']);
    expect(await sampled.at('', { verdict: 'pass' })).toBe('CHECKLIST_INCOMPLETE');
    expect(await sampled.findings()).toBe('FindingsRecorded');
    expect(await sampled.sampled('PASS')).toEqual([
      ...['SampleTaken', 'SampleHandedOver', 'SampleHandedOver', 'SampleHandedOver', 'SampleResultRecorded'],
    ]);
    expect(await sampled.at('', { verdict: 'pass' })).toBe('ParcelInspected');

    const blades = await people.declares('BENCH4', [knife]);
    await blades.findings();
    expect(await blades.at('', { verdict: 'pass' })).toBe('VerdictProposed');
    expect(await blades.at('confirmation', { confirm: true })).toBe('SAME_OFFICER');
    expect(await blades.at('confirmation', { confirm: true }, 'second')).toBe('ParcelInspected');

    const leaking = await people.declares('BENCH5', [battery]);
    expect(await leaking.at('quarantine', { place: 'Q-1' })).toBe('ParcelQuarantined');
    expect(await leaking.at('', { verdict: 'return' })).toBe('IN_QUARANTINE');
    expect(await leaking.at('quarantine/end', { end: 'DESTROYED' })).toBe('VerdictProposed');
    expect(await leaking.at('confirmation', { confirm: true }, 'second')).toBe('ParcelInspected');

    const wrong = await people.declares('BENCH6', [foreign]);
    expect(await wrong.at('assignment', { officer: 'staff:nobody' })).toBe('ParcelAssigned');
    expect(await wrong.at('', { verdict: 'amend' })).toBe('ASSIGNED_TO_OTHER');
    expect(await wrong.at('assignment', { from: 'staff:nobody' })).toBe('ParcelAssigned');
    expect(await wrong.at('', { verdict: 'amend' })).toBe('AmendmentRequested');
    expect(await wrong.at('', { verdict: 'return' })).toBe('ParcelInspected');

    const end = await counts((c) => c.inQueues === 4); // the four that passed wait for a truck
    expect(end.deadLetters).toBe(0);
    const stages = (await leaking.seen())['stages'] as Record<string, unknown>;
    expect(stages['release']).toMatchObject({ status: 'detained', detention: 'DESTRUCTION' });
    expect(await wrong.seen()).toMatchObject({ status: 'returned' });
    expect(await audit(['--data', centre.dir, '--no-java'])).toBe(0);
  }, 120_000);
});
