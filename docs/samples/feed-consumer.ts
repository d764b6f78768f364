// Reads a feed of Alataw from Kafka, and proves that nothing of it is missing. Copy it: all it needs is `npm install kafkajs`.
//
//   KAFKA_BROKERS=… KAFKA_USER=… KAFKA_PASSWORD=… FEED_TOPIC=carriers.feed.KAZPOST.all GROUP=KAZPOST.main npx tsx feed-consumer.ts
//
// KAFKA_PROTOCOL=SASL_PLAINTEXT for a demonstration without TLS; UNTIL_END=1 stops at what is the end of the feed now.
// Ctrl-C stops it. It begins again where it stopped: how far it has come, and the proof up to there, are committed together.
import { Kafka } from 'kafkajs';
import { createHash } from 'node:crypto';

const {
  KAFKA_BROKERS = '',
  KAFKA_USER = '',
  KAFKA_PASSWORD = '',
  KAFKA_PROTOCOL,
  FEED_TOPIC = '',
  GROUP = '',
  UNTIL_END,
} = process.env;

/** How far the feed has been read: the offset to read next, the events before it, and their running hash (32 bytes as hex). */
interface Place {
  readonly offset: string;
  readonly count: number;
  readonly chain: string;
}

const START: Place = { offset: '-1', count: 0, chain: '00'.repeat(32) };

const sha256 = (...parts: readonly Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** Your work: keep what the event says. In your database, keep its offset, count and chain in the same transaction. */
function take(event: { readonly type: string; readonly subject: string }): Promise<void> {
  if (process.env['VERBOSE']) process.stdout.write(`${event.type} ${event.subject}\n`);
  return Promise.resolve();
}

async function main(): Promise<void> {
  const kafka = new Kafka({
    clientId: 'feed-consumer',
    brokers: KAFKA_BROKERS.split(','),
    ssl: KAFKA_PROTOCOL !== 'SASL_PLAINTEXT',
    sasl: { mechanism: 'scram-sha-512', username: KAFKA_USER, password: KAFKA_PASSWORD },
  });
  const admin = kafka.admin();
  await admin.connect();
  const [end] = await admin.fetchTopicOffsets(FEED_TOPIC);
  const last = Number(end?.offset ?? 0) - 1; // of what is there now

  /** Where whoever read this partition before us has come to; Kafka has kept it with the offset. */
  const committed = async (): Promise<Place> => {
    const [topic] = await admin.fetchOffsets({ groupId: GROUP, topics: [FEED_TOPIC] });
    const { offset = '-1', metadata = '' } = topic?.partitions[0] ?? {};
    const [count = '', chain = ''] = (metadata ?? '').split(' ');
    return offset === '-1' ? START : { offset, count: Number(count), chain };
  };
  let place = await committed();

  let stop: (failure?: Error) => void = () => undefined;
  const stopped = new Promise<Error | undefined>((resolve) => (stop = resolve));
  process.once('SIGINT', () => stop());
  process.once('SIGTERM', () => stop());
  if (UNTIL_END && Number(place.offset) > last) stop();

  const consumer = kafka.consumer({ groupId: GROUP });
  await consumer.connect();
  await consumer.subscribe({ topic: FEED_TOPIC, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch, ...run }) => {
      // Another instance may have read in between: then its place is ours.
      if (batch.messages[0]?.offset !== place.offset) place = await committed();
      for (const { offset, headers = {}, value } of batch.messages) {
        if (!run.isRunning() || run.isStale()) return;
        let { count, chain } = place;
        // Records with this header are about the feed, and no events.
        if (headers['feed-control'] === undefined && value !== null) {
          const stated = { count: Number(headers['feed-count']), chain: String(headers['feed-chain']) };
          // What retention has removed cannot be checked any more: the chain is begun with the first event that is left.
          const isFirst = place.offset === START.offset && stated.count > 1;
          count = isFirst ? stated.count : count + 1;
          chain = isFirst ? stated.chain : sha256(Buffer.from(chain, 'hex'), sha256(value)).toString('hex');
          if (count !== stated.count || chain !== stated.chain)
            return stop(
              new Error(`event ${count} at offset ${offset} is not the one that was written: something is missing`),
            );
          await take(JSON.parse(value.toString()) as Parameters<typeof take>[0]);
        }
        place = { offset: String(Number(offset) + 1), count, chain };
        await run.heartbeat();
      }
      const { offset, count, chain } = place;
      await consumer.commitOffsets([{ topic: FEED_TOPIC, partition: 0, offset, metadata: `${count} ${chain}` }]);
      if (UNTIL_END && Number(offset) > last) stop();
    },
  });
  const failure = await stopped;
  await consumer.disconnect();
  await admin.disconnect();
  if (failure) throw failure;
  process.stdout.write(`count=${place.count} hash=${place.chain}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1); // whoever supervises it starts it again: it goes on from its last commit
});
