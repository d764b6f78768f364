import { connect } from 'node:net';
import { CLUSTER_START_MS, ownCluster, testCluster, type OwnCluster } from '../../test/support/cluster';
import { brokerAnswers } from './kafka';
import { answersPing } from './redis';

const portOf = (address: string) => Number(/:(\d+)(\/|$)/.exec(address)?.[1]);

/** Sends one inline command and resolves with the first bytes of the answer. */
function redis(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.once('error', reject);
    socket.once('data', (bytes) => {
      resolve(bytes.toString());
      socket.destroy();
    });
  });
}

describe('the shared test cluster', () => {
  it(
    'is started once, with a Redis database for each who asks',
    async () => {
      const [first, second] = await Promise.all([testCluster(), testCluster()]);
      expect(first.brokers).toBe(second.brokers);
      expect(first.redisUrl).not.toBe(second.redisUrl);
      expect(await brokerAnswers(portOf(first.brokers))).toBe(true);
      expect(await answersPing(portOf(first.redisUrl))).toBe(true);
    },
    CLUSTER_START_MS,
  );
});

describe("a cluster of one's own", () => {
  let cluster: OwnCluster;
  beforeAll(async () => {
    cluster = await ownCluster();
  }, CLUSTER_START_MS);
  afterAll(() => cluster.stop(), CLUSTER_START_MS);

  it(
    'comes back at the same address after a crash of Kafka',
    async () => {
      await cluster.killKafka();
      expect(await brokerAnswers(portOf(cluster.brokers))).toBe(false);
      await cluster.startKafka();
      expect(await brokerAnswers(portOf(cluster.brokers))).toBe(true);
    },
    CLUSTER_START_MS,
  );

  it('keeps the data of Redis over a stop, and loses it when started empty', async () => {
    const port = portOf(cluster.redisUrl);
    await redis(port, 'SET parcel 1');
    await cluster.stopRedis();
    await cluster.startRedis();
    expect(await redis(port, 'GET parcel')).toBe('$1\r\n1\r\n');
    await cluster.killRedis();
    await cluster.startRedis({ empty: true });
    expect(await redis(port, 'GET parcel')).toBe('$-1\r\n');
  });
});
