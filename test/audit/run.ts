import { Redis } from 'ioredis';
import { join } from 'node:path';
import { Audit } from './audit';
import { Findings } from './findings';
import { Feeds } from './checks/feeds';
import { readFeeds } from './feeds/read-feeds';
import { compareReaders } from './java/compare';
import { jarsFolder, JavaError, readWithJava } from './java/console-consumer';
import { CausalLog } from './log/causal-log';
import { DocumentRules } from './log/document-rules';
import type { Place } from './log/record';
import { Schemas } from './log/schemas';
import { ENDS_ORDER, ENTITY_TOPICS, TOPICS } from './log/topics';
import { acknowledgedIds, type Options } from './options';
import { readSnapshot } from './redis/read-snapshot';
import { RedisCheck } from './redis/redis-check';
import type { RedisSnapshot } from './redis/snapshot';
import type { Report } from './report';
import { Cluster } from './wire/cluster';
import { UnreachableError } from './wire/connection';

/** From test/audit, or from dist/test/audit. */
const SCHEMAS = [join(__dirname, '../../schemas'), join(__dirname, '../../../schemas')];
const CONNECT_MS = 5_000;

/**
 * Audits a centre as of one cut of its log. Feeds and Redis are read first and the ends are taken then, so that every place of
 * a feed and every mark lies within the cut; the centre may go on working.
 * @throws {UnreachableError} when Kafka or Redis does not answer, or the log does not begin at its beginning
 */
export async function runAudit(options: Options, say: (text: string) => void): Promise<Report> {
  const started = performance.now();
  const schemas = loadSchemas();
  const documentRules = DocumentRules.load(options.documentRulesFile ?? null);
  const acknowledged = options.acknowledgedFile === null ? null : [...acknowledgedIds(options.acknowledgedFile)];
  const cluster = await Cluster.open(options.brokers, TOPICS);
  try {
    const partitions = partitionCount(cluster);
    const findings = new Findings();
    say('reading feeds');
    const feeds = new Feeds(await readFeeds(cluster, partitions, findings, schemas), findings);
    say('reading Redis');
    const snapshot = await redisSnapshot(options.redisUrl, partitions);
    const ends = await endsOf(cluster);
    const redis = new RedisCheck(snapshot, schemas, findings);
    const { isDrained } = options;
    const audit = new Audit({ partitions, acknowledged, isDrained, documentRules, feeds, redis }, findings);
    const source = {
      fetch: (places: readonly Place[]) => cluster.fetch(places),
      ends: (places: readonly Place[]) => cluster.offsets(places, 'latest'),
    };
    const log = new CausalLog(source, ends, schemas, (record) => audit.counts(record));
    say(`reading ${ends.reduce((sum, { offset }) => sum + offset, 0).toLocaleString('en')} records`);
    let records = 0;
    for await (const delivered of log.read()) {
      for (const each of delivered) audit.take(each);
      records += delivered.length;
    }
    for (const { topic, partition, offset, count, why } of log.holes) {
      findings.violation(10, `from here, ${count} offsets cannot be read: ${why}`, { topic, partition, offset });
    }
    audit.finish();
    await secondReader(options, log.ends, audit, say);
    const { total, byPlatform, queues } = audit.balances;
    const seconds = (performance.now() - started) / 1_000;
    const events = audit.tally.counts;
    return { findings, ends: log.ends, total, byPlatform, queues, events, records, seconds };
  } finally {
    cluster.close();
  }
}

function loadSchemas(): Schemas {
  for (const folder of SCHEMAS) {
    try {
      return Schemas.load(folder);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  throw new UnreachableError(`There are no schemas in ${SCHEMAS.join(' or ')}`);
}

/** Topics of entities have the same number of partitions: without that, a parcel would have several lanes. */
function partitionCount(cluster: Cluster): number {
  const counts = new Map([...ENTITY_TOPICS].map((topic) => [topic, cluster.partitionsOf(topic).length]));
  const [count = 0] = counts.values();
  const other = [...counts].find(([, each]) => each !== count || each === 0);
  if (other) throw new UnreachableError(`${other[0]} has ${other[1]} partitions; is this the Kafka of a centre?`);
  return count;
}

async function endsOf(cluster: Cluster): Promise<Place[]> {
  const ends = new Map<string, readonly Place[]>();
  for (const topic of ENDS_ORDER) {
    const places = cluster.partitionsOf(topic).map((partition) => ({ topic, partition, offset: 0 }));
    const [starts, offsets] = [await cluster.offsets(places, 'earliest'), await cluster.offsets(places, 'latest')];
    if (starts.some((start) => start > 0))
      throw new UnreachableError(`${topic} has lost its beginning: nothing can be proved`);
    ends.set(
      topic,
      places.map((place, i) => ({ ...place, offset: offsets[i] ?? 0 })),
    );
  }
  return TOPICS.flatMap((topic) => ends.get(topic) ?? []);
}

async function redisSnapshot(url: string, partitions: number): Promise<RedisSnapshot> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined); // told by the command that fails
  try {
    await redis.connect();
    return await readSnapshot(redis, partitions);
  } catch (error) {
    throw new UnreachableError(
      `Redis at ${url} does not answer: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    redis.disconnect();
  }
}

async function secondReader(
  options: Options,
  ends: readonly Place[],
  { ledger, findings }: Audit,
  say: (text: string) => void,
): Promise<void> {
  const jars = jarsFolder();
  if (!options.withJava) return findings.note(10, 'not checked: --no-java');
  if (jars === null) return findings.note(10, 'not checked: Kafka’s jars are not on this machine');
  const brokers = options.brokers.join(',');
  try {
    await compareReaders(
      ends,
      ledger,
      (topic, own, take) => {
        say(`reading ${topic} with Java`);
        return readWithJava({ jars, brokers, topic }, own, take);
      },
      findings,
    );
  } catch (error) {
    if (!(error instanceof JavaError)) throw error;
    findings.violation(10, `Kafka's console consumer failed: ${error.message}`);
  }
}
