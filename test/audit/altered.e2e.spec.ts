import { Redis } from 'ioredis';
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLUSTER_START_MS, ownCluster, type OwnCluster } from '../support/cluster';
import { TestCentre } from '../support/centre';
import { commandsOf, eventsOf, TOPICS } from './log/topics';
import { RecordedLog, type Alteration, type Fields, type Recorded } from '../support/recorded-log';

const ROOT = join(__dirname, '../..');
const CENTRE_MS = 150_000;
const CASE_MS = 30_000;
/** An id that no producer of a recorded log has. */
const STRANGER = 999_999;

const [declared, inspected, released, loading] = [
  eventsOf('declaration'),
  eventsOf('inspection'),
  eventsOf('release'),
  eventsOf('loading'),
] as const;

interface Example {
  readonly what: string;
  readonly topic: string | null;
  readonly partition: number | null;
  readonly offset: number | null;
  readonly entity: string | null;
}

interface Outcome {
  readonly code: number | null;
  readonly printed: string;
  /** What was found, by invariant. */
  readonly found: ReadonlyMap<number, readonly Example[]>;
}

const placeOf = ({ topic, partition, offset }: Recorded) => ({ topic, partition, offset });
const metaOf = ({ fields }: Recorded) => fields['meta'] as Fields & { eventId: string; cause: Fields };
const isAfter = (a: Recorded, b: Recorded): boolean => a.partition === b.partition && a.offset > b.offset;

/** The audit, run as its user runs it, on the log that a centre has left, of which one record has been altered. */
describe('npm run audit, on a real log with one alteration', () => {
  let cluster: OwnCluster;
  let log: RecordedLog;
  let redis: Redis;
  let dir: string;
  let dirty: string | null = null;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'alataw-altered-'));
    cluster = await ownCluster();
    const centre = await TestCentre.start(
      ['--parcels', '150', '--rate', '100', '--seed', '4', '--until-drained', '--json'],
      cluster,
    );
    const { code, summary } = await centre.ended();
    await centre.remove();
    expect({ code, declared: summary.declared }).toMatchObject({ code: 0 });
    redis = new Redis(cluster.redisUrl);
    log = await RecordedLog.of(cluster.brokers);
    const acknowledged = log.of(commandsOf('declaration')).map((record) => (metaOf(record) as Fields)['commandId']);
    writeFileSync(join(dir, 'acknowledged'), acknowledged.map((id) => JSON.stringify(id)).join('\n'));
    for (const topic of TOPICS) await log.write(topic);
  }, CLUSTER_START_MS + CENTRE_MS);
  afterAll(async () => {
    redis?.disconnect();
    await log?.close();
    await cluster?.stop();
    rmSync(dir, { recursive: true, force: true });
  }, CLUSTER_START_MS);

  const audit = async (): Promise<Outcome> => {
    const file = join(dir, 'report.json');
    rmSync(file, { force: true });
    const args = ['dist/test/audit/main.js', '--brokers', cluster.brokers, '--redis', cluster.redisUrl];
    args.push('--drained', '--no-java', '--json', file, '--acknowledged', join(dir, 'acknowledged'));
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    const { invariants } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly invariants: readonly { readonly number: number; readonly examples: readonly Example[] }[];
    };
    const found = invariants.filter(({ examples }) => examples.length > 0);
    return { code, printed, found: new Map(found.map(({ number, examples }) => [number, examples])) };
  };

  /** Audits the log with this record altered. */
  const altered = async (record: Recorded, alteration: Alteration): Promise<Outcome> => {
    if (dirty !== null && dirty !== record.topic) await log.write(dirty);
    dirty = record.topic;
    await log.write(record.topic, record, alteration);
    return audit();
  };
  /** Another value of the same contract. */
  const withFields = (record: Recorded, by: Fields): Alteration => ({
    value: log.values.encode(record.type, { ...record.fields, ...by }),
  });
  const withMeta = (record: Recorded, by: Fields): Alteration =>
    withFields(record, { meta: { ...metaOf(record), ...by } });
  /** An event of another contract, told of the same cause. */
  const insteadOf = (record: Recorded, type: string, fields: Fields): Alteration => ({
    value: log.values.encode(type, { meta: metaOf(record), ...record.fields, ...fields }),
  });
  /** The next event of the same parcel or unit in the same topic. */
  const following = (record: Recorded): Recorded =>
    log.of(record.topic).find((each) => each.key === record.key && isAfter(each, record) && 'meta' in each.fields)!;

  const expectFound = (outcome: Outcome, invariant: number, example: Partial<Example>): void => {
    expect(outcome.code).toBe(1);
    expect(outcome.found.get(invariant)).toContainEqual(expect.objectContaining(example));
  };
  /** The table for people names this very place, and not one whose offset begins with the same digits. */
  const expectPrinted = ({ printed }: Outcome, record: Recorded): void => {
    const places = [...printed.matchAll(/([\w.-]+)\/(\d+)@(\d+)/g)].map(([, topic, partition, offset]) => {
      return { topic, partition: Number(partition), offset: Number(offset) };
    });
    expect(places).toContainEqual(placeOf(record));
  };

  it(
    'ends with 0 when it is the copy of what the centre has written',
    async () => {
      const { code, found } = await audit();
      expect({ code, found: [...found] }).toEqual({ code: 0, found: [] });
    },
    CASE_MS,
  );

  describe('ends with 1 and names the place:', () => {
    it(
      '1, an acknowledged declaration is not there',
      async () => {
        const command = log.find(commandsOf('declaration'), 'DeclareParcel');
        const outcome = await altered(command, { value: null });
        const id = String((command.fields['meta'] as Fields)['commandId']);
        expectFound(outcome, 1, { what: `the acknowledged command ${id} is not in the log` });
        expectPrinted(outcome, command); // as the cause of an event that is no answer to it
      },
      CASE_MS,
    );

    it(
      '2, an event id is repeated',
      async () => {
        const event = log.find(released, 'ReleaseOpened');
        const other = following(event);
        const outcome = await altered(event, withMeta(event, { eventId: metaOf(other).eventId }));
        const what = `the event id of this cause would be ${metaOf(event).eventId}`;
        expectFound(outcome, 2, { ...placeOf(event), what });
        expectPrinted(outcome, event);
        expect([...outcome.found.keys()]).toEqual([2]);
      },
      CASE_MS,
    );

    it(
      '2, an input is decided twice',
      async () => {
        const first = log.find(inspected, 'InspectionOpened');
        const second = log.find(inspected, 'InspectionOpened', (each) => isAfter(each, first));
        const { cause } = metaOf(first);
        const outcome = await altered(second, withMeta(second, { cause }));
        const place = `${String(cause['topic'])}/${String(cause['partition'])}@${String(cause['offset'])}`;
        expectFound(outcome, 2, {
          ...placeOf(second),
          what: `${place} is the cause of a second decision of inspection`,
        });
        expectPrinted(outcome, second);
      },
      CASE_MS,
    );

    it(
      '2, something follows from a record that was not written under the last claim',
      async () => {
        const event = log.find(declared, 'ParcelDeclared');
        const outcome = await altered(event, { producerId: STRANGER });
        const follower = log.of(inspected).find(({ fields }) => {
          const cause = (fields['meta'] as { cause?: Fields } | undefined)?.cause;
          return (
            cause?.['topic'] === event.topic &&
            cause['partition'] === event.partition &&
            cause['offset'] === event.offset
          );
        })!;
        const place = `${event.topic}/${event.partition}@${event.offset}`;
        expectFound(outcome, 2, { ...placeOf(follower), what: `its cause counts for nothing: ${place}` });
        expectPrinted(outcome, event);
      },
      CASE_MS,
    );

    it(
      '3, an event is not there',
      async () => {
        const event = log.find(released, 'ReleaseOpened');
        const next = following(event);
        const outcome = await altered(event, { value: null });
        const number = Number(metaOf(event)['sequence']);
        const what = `number ${number + 1} follows number ${number - 1}`;
        expectFound(outcome, 3, { ...placeOf(next), what });
        expectFound(outcome, 2, placeOf(event));
      },
      CASE_MS,
    );

    it(
      '3, a transition is not legal',
      async () => {
        const staged = log.find(loading, 'ParcelStaged');
        const outcome = await altered(staged, insteadOf(staged, 'ParcelWithdrawn', { unitId: null }));
        expectFound(outcome, 3, { ...placeOf(staged), what: 'ParcelWithdrawn of a parcel that is absent' });
        expectPrinted(outcome, staged);
      },
      CASE_MS,
    );

    it(
      '4, a parcel is released that has not passed its inspection',
      async () => {
        const release = log.find(released, 'ParcelReleased');
        const passed = log.find(inspected, 'ParcelInspected', ({ key }) => key === release.key);
        const outcome = await altered(passed, withFields(passed, { outcome: 'DETAINED' }));
        expectFound(outcome, 4, { ...placeOf(release), what: 'released, but its inspection is detained' });
        expectPrinted(outcome, release);
      },
      CASE_MS,
    );

    it(
      '5, a parcel is loaded that was never released',
      async () => {
        const loaded = log.find(loading, 'ParcelLoaded');
        const release = log.find(released, 'ParcelReleased', ({ key }) => key === loaded.key);
        const outcome = await altered(release, { value: null });
        expectFound(outcome, 5, { ...placeOf(loaded), what: 'loaded, but never released' });
        expectPrinted(outcome, release);
      },
      CASE_MS,
    );

    it(
      '5, a parcel stands on two units',
      async () => {
        const entered = log.find(loading, 'ManifestEntered');
        const other = log.find(loading, 'ManifestEntered', ({ key }) => key !== entered.key);
        const parcelId = entered.fields['contentId'];
        const outcome = await altered(other, withFields(other, { contentId: parcelId }));
        expectFound(outcome, 5, {
          ...placeOf(other),
          what: expect.stringMatching(`^${String(parcelId)} (is on|stands in the manifest of) `) as string,
        });
        expectPrinted(outcome, other);
      },
      CASE_MS,
    );

    it(
      '6, a parcel is loaded after the seal',
      async () => {
        const docked = log.find(loading, 'TruckDocked', ({ key }) =>
          log.of(loading).some(({ type, fields }) => type === 'ParcelLoaded' && fields['unitId'] === key),
        );
        const seal = { seals: ['S'], contents: 0, parcels: 0, pieces: 0, massGrams: 0 };
        const outcome = await altered(docked, insteadOf(docked, 'UnitClosed', seal));
        expectFound(outcome, 6, { topic: loading, what: `loaded on ${docked.key}, which is closed` });
        expectFound(outcome, 3, {
          ...placeOf(docked),
          what: 'UnitClosed of a unit that is arrived',
        });
      },
      CASE_MS,
    );

    it(
      '6, a held parcel passes the gate',
      async () => {
        const isLoose = ({ fields }: Recorded): boolean => fields['unitId'] === fields['transportId'];
        const departed = log.find(loading, 'ParcelDeparted', isLoose);
        const release = log.find(released, 'ParcelReleased', ({ key }) => key === departed.key);
        const held = { reason: 'INTELLIGENCE', released: false, remark: null };
        const outcome = await altered(release, insteadOf(release, 'ParcelHeld', held));
        const gate = log.find(loading, 'UnitDeparted', ({ key }) => key === departed.fields['transportId']);
        expectFound(outcome, 6, { ...placeOf(gate), what: `it passed the gate with ${departed.key}, which is held` });
        expectPrinted(outcome, gate);
      },
      CASE_MS,
    );

    it(
      '6, a hold is confirmed and comes too late',
      async () => {
        const confirmed = log.find(loading, 'LoadingHoldConfirmed', (each) => following(each) !== undefined);
        const next = following(confirmed);
        const late = { parcelId: next.key, kind: confirmed.fields['kind'], unitId: '' };
        const outcome = await altered(next, insteadOf(next, 'LoadingHoldTooLate', late));
        const found = outcome.found.get(6)?.filter(({ what }) => what.endsWith('was answered: confirmed'));
        expect(outcome.code).toBe(1);
        expect(found).toEqual([expect.objectContaining(placeOf(next))]);
        expectPrinted(outcome, next);
      },
      CASE_MS,
    );

    it(
      '7, a parcel stands in two places',
      async () => {
        const has = (topic: string, type: string, key: string): boolean =>
          log.of(topic).some((each) => each.key === key && each.type === type);
        const passed = log.find(
          inspected,
          'ParcelInspected',
          ({ key }) => has(inspected, 'InspectionOpened', key) && has(loading, 'ParcelStaged', key),
        );
        const outcome = await altered(passed, { value: null });
        const what = `^with this, ${passed.key} stands in inspection\\.\\w+ and (release|loading)\\.\\w+$`;
        expectFound(outcome, 7, { entity: passed.key, what: expect.stringMatching(what) as string });
        expectPrinted(outcome, passed);
      },
      CASE_MS,
    );

    it(
      '7, a parcel stands nowhere for a moment',
      async () => {
        const departed = log.find(loading, 'ParcelDeparted');
        const staged = log.find(loading, 'ParcelStaged', ({ key }) => key === departed.key);
        const declined = { unitId: 'NONE', visit: 1, reason: 'OTHER', piece: null };
        const outcome = await altered(staged, insteadOf(staged, 'LoadDeclined', declined));
        expectFound(outcome, 7, { ...placeOf(staged), what: `with this, ${staged.key} stands nowhere` });
        expectPrinted(outcome, staged);
      },
      CASE_MS,
    );

    describe('8, Redis has another', () => {
      /** Changes Redis, audits, and puts back what was there. */
      const with8 = async (key: string, change: () => Promise<unknown>, says: RegExp): Promise<void> => {
        if (dirty !== null) await log.write(dirty);
        dirty = null;
        const before = await redis.dumpBuffer(key);
        await change();
        const outcome = await audit();
        await redis.restore(key, 0, before, 'REPLACE');
        expect(outcome.code).toBe(1);
        expect([...outcome.found.keys()]).toEqual([8]);
        expect(outcome.found.get(8)!.map(({ what }) => what)).toEqual([expect.stringMatching(says)]);
      };
      const keyLike = async (pattern: string): Promise<string> => (await redis.keys(pattern)).sort()[0]!;

      it(
        'field of a parcel',
        async () => {
          const [one = '', other = ''] = (await redis.keys('{*}:parcel:*')).sort();
          const id = one.slice(one.lastIndexOf(':') + 1);
          const slot = (await redis.hkeys(one)).find((field) => field.startsWith('declaration')) ?? '';
          const change = async () => redis.hset(one, slot, (await redis.hgetBuffer(other, slot))!);
          const before = await redis.dumpBuffer(one);
          if (dirty !== null) await log.write(dirty);
          dirty = null;
          await change();
          const outcome = await audit();
          await redis.restore(one, 0, before, 'REPLACE');
          expect(outcome.code).toBe(1);
          expect([...outcome.found.keys()]).toEqual([8]);
          expect(new Set(outcome.found.get(8)!.map(({ entity }) => entity))).toEqual(new Set([id]));
        },
        CASE_MS,
      );

      it(
        'time of a queue’s or index’s member',
        async () => {
          const key = (await keyLike('{*}:queue:*')) ?? (await keyLike('{*}:index:*'));
          const [member = ''] = await redis.zrange(key, '0', '0');
          const name = key.replace(/^\{\d+\}:(queue|index):[\w@]+\./, '$1:');
          await with8(key, () => redis.zincrby(key, 1, member), new RegExp(`: ${name} has ${member} at `));
        },
        CASE_MS,
      );

      it(
        'count',
        async () => {
          const key = await keyLike('{*}:release*:counts');
          const [status = ''] = await redis.hkeys(key);
          const says = new RegExp(`^lane release/\\d+, at \\d+: its count of ${status} is`);
          await with8(key, () => redis.hincrby(key, status, 1), says);
        },
        CASE_MS,
      );

      it(
        'owner of a lane',
        async () => {
          const key = await keyLike('{*}:release*:lane');
          const says = /^lane release\/\d+, at \d+: its owner is 999999:0, which never claimed it/;
          await with8(key, () => redis.hset(key, 'owner', `${STRANGER}:0`), says);
        },
        CASE_MS,
      );
    });

    it(
      '9, an event of a feed is not there',
      async () => {
        const feed = log.of('carriers.feed.KAZPOST.demonstration');
        const event = feed.find(({ raw }) => raw.headers?.['feed-control'] === undefined)!;
        const outcome = await altered(event, { value: null });
        expectFound(outcome, 9, { ...placeOf(event), what: 'it has no value' });
        const { topic } = event;
        const missing = expect.stringMatching(/^carriers\.events.* is not in it, which version 1/) as string;
        expectFound(outcome, 9, { topic, entity: event.key, what: missing });
        expect([...outcome.found.keys()]).toEqual([9]);
      },
      CASE_MS,
    );

    it(
      '10, a batch is compressed',
      async () => {
        const event = log.find(loading, 'TruckArrived');
        const outcome = await altered(event, { isPacked: true });
        const holes = outcome.found.get(10) ?? [];
        expect(outcome.code).toBe(1);
        expect(holes).toEqual([
          expect.objectContaining({
            ...{ topic: event.topic, partition: event.partition },
            what: expect.stringMatching(/^from here, \d+ offsets cannot be read: the batch is compressed$/),
          }),
        ]);
        expect(holes[0]!.offset).toBeLessThanOrEqual(event.offset);
      },
      CASE_MS,
    );
  });
});
