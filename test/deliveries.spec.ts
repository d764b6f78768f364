import {
  ChangeSubscription,
  isOf,
  OpenSubscription,
  partitionOf,
  RedeliverEvents,
  ResumeSubscription,
  SubscriptionState,
  TestSubscription,
} from '@alataw/contracts';
import { HEADER } from '@alataw/feed';
import { EnvReader, readSecretBox } from '@alataw/operations';
import { ProjectionReader, recentEntries } from '@alataw/projection';
import { deliveryList, newSecret, readLogged } from '@alataw/webhooks';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { carriersStage } from '../apps/carriers/src/carriers.stage';
import { feedTopicOf } from '@alataw/milestones';
import { LiveStages } from '../apps/cli/src/stages.fixture';
import { CLUSTER_START_MS } from './support/cluster';

const ROOT = join(__dirname, '..');
const SECRETS_KEY = '7'.repeat(64);
const box = readSecretBox(new EnvReader({ SECRETS_KEY }))!;
/** The sender of webhooks as the carriers' service runs it, without that service's lanes and feeds. */
const MAIN = `
  require('reflect-metadata');
  const { Module } = require('@nestjs/common');
  const { NestFactory } = require('@nestjs/core');
  const { EnvReader } = require('./dist/libs/operations/src');
  const { createParts, readServiceConfig, ServiceModule } = require('./dist/libs/service/src');
  const { DeliveriesService, WEBHOOKS } = require('./dist/apps/carriers/src/deliveries/deliveries.service');
  const { readWebhooksConfig } = require('./dist/apps/carriers/src/deliveries/webhooks.config');
  class Root {}
  (async () => {
    const env = new EnvReader(process.env);
    const config = { ...readServiceConfig(env, 'carriers'), consumerGroup: 'carriers', buildAhead: 'false' };
    const imports = [ServiceModule.of(await createParts(config))];
    Module({ imports, providers: [{ provide: WEBHOOKS, useValue: readWebhooksConfig(env) }, DeliveriesService] })(Root);
    await NestFactory.createApplicationContext(Root, { logger: false });
  })();`;

interface Received {
  readonly id: string;
  readonly at: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A carrier's endpoint. */
class Endpoint {
  readonly taken: Received[] = [];
  status = 204;
  answersAfterMs = 0;
  private readonly server: Server;
  url = '';

  constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { headers } = request;
        const { status } = this;
        const received = {
          id: String(headers['webhook-id']),
          at: Date.now(),
          headers,
          body: Buffer.concat(chunks).toString(),
        };
        if (status < 300) this.taken.push(received);
        setTimeout(() => response.writeHead(status).end(), this.answersAfterMs);
      });
    });
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
    return this;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

describe('webhooks of subscriptions', () => {
  const children: ChildProcess[] = [];
  const endpoints: Endpoint[] = [];
  const secret = newSecret();
  let live: LiveStages;
  let reader: ProjectionReader<'carriers', ReturnType<LiveStages['codec']['decode']>>;

  const endpoint = async (): Promise<Endpoint> => {
    const made = await new Endpoint().start();
    endpoints.push(made);
    return made;
  };
  const startSender = (instance: string): ChildProcess => {
    const { brokers, redisUrl } = live.cluster;
    const own = { KAFKA_BROKERS: brokers, REDIS_URL: redisUrl, HTTP_PORT: '1', INSTANCE: instance, LOG_LEVEL: 'warn' };
    const env = { ...process.env, ...own, SECRETS_KEY, WEBHOOKS_PRIVATE_ADDRESS: 'true' };
    const child = spawn(process.execPath, ['-e', MAIN], { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
    children.push(child);
    return child;
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await condition())) await sleep(20);
  };
  const stateOf = async (id: string): Promise<SubscriptionState | null> => {
    const state = (await reader.entity('subscription', id)).carriers?.state;
    return state && isOf(SubscriptionState, state) ? state.value : null;
  };
  const content = { filter: '', channel: 'WEBHOOK', format: 'JSON', batches: false, description: '' } as const;
  const open = async (id: string, url: string): Promise<void> => {
    const sealed = box.seal(secret, id);
    const command = {
      type: 'OpenSubscription',
      subscriptionId: id,
      carrier: 'KAZPOST',
      ...content,
      url,
      startAt: 0,
    } as const;
    await live.send(OpenSubscription, { ...command, secret: sealed, publicKey: null }, Date.now());
  };
  /** As the writer of feeds would append them. @param parcels in how many the events are about, in turns */
  const append = async (id: string, from: number, count: number, parcels: number): Promise<void> => {
    const topic = feedTopicOf(id);
    await live.log.ensureTopics([topic]);
    const chain = '0'.repeat(64);
    const records = Array.from({ length: count }, (_, i) => {
      const sequence = from + i;
      const parcel = `CNPOST.P${sequence % parcels}`;
      const time = new Date().toISOString();
      const value = JSON.stringify({
        data: { parcelId: parcel },
        id: `carriers:c.c:0:${sequence}:0`,
        recordedtime: time,
        sequence,
        time,
        type: 'org.alataw.parcel.released.v1',
      });
      const headers = {
        [HEADER.position]: '0',
        [HEADER.count]: String(sequence),
        [HEADER.chain]: chain,
        [HEADER.version]: '1',
      };
      return { topic, partition: 0, key: Buffer.from(parcel), value: Buffer.from(value), headers };
    });
    await live.log.publish(records);
  };
  const sequenceIn = ({ body }: Received): number => (JSON.parse(body) as { data: { sequence: number } }).data.sequence;
  const isVerified = ({ headers, body }: Received, by = secret): boolean => {
    new Webhook(by).verify(body, headers as Record<string, string>);
    return true;
  };
  /** Each once after repeats are left out, and those of a parcel in order. */
  const expectAll = (taken: readonly Received[], count: number, parcels: number): void => {
    expect(new Set(taken.map(({ id }) => id)).size).toBe(count);
    const firsts = taken.filter((each, i) => taken.findIndex(({ id }) => id === each.id) === i).map(sequenceIn);
    for (let parcel = 0; parcel < parcels; parcel += 1) {
      const own = firsts.filter((sequence) => sequence % parcels === parcel);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
    expect(taken.every((each) => isVerified(each))).toBe(true);
  };

  beforeAll(async () => {
    live = await LiveStages.start([carriersStage]);
    const partitions = live.log.partitions('carriers.commands');
    reader = new ProjectionReader({
      ...{ redis: live.redis, stages: ['carriers'] as const, partitions },
      partitionOf: (id) => partitionOf(id, partitions),
      decodeState: (bytes) => live.codec.decode(bytes),
    });
  }, CLUSTER_START_MS);
  afterEach(async () => {
    for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) await kill(child);
    endpoints.splice(0).forEach((each) => each.stop());
  });
  afterAll(() => live.stop(), CLUSTER_START_MS);

  it('repeat no more than the last moments when their sender is killed, under the same ids', async () => {
    const id = 'KAZPOST.killed';
    const to = await endpoint();
    to.answersAfterMs = 60;
    await open(id, to.url);
    await append(id, 1, 1_200, 40);
    const senders = [startSender('one'), startSender('two')];
    await until(() => to.taken.length > 0);
    const holder = await live.redis.get('lease:webhooks');
    await until(() => to.taken.length > 500);
    const killedAt = Date.now();
    await kill(senders[holder === 'one' ? 0 : 1]!);
    await until(() => new Set(to.taken.map((each) => each.id)).size === 1_200);
    expectAll(to.taken, 1_200, 40);
    const seen = new Map<string, number>();
    const repeated = to.taken.filter(({ id: own, at }) => (seen.has(own) ? true : (seen.set(own, at), false)));
    const oldest = Math.min(...repeated.map(({ id: own }) => seen.get(own) ?? 0));
    expect(killedAt - oldest).toBeLessThan(2_500);
    await until(
      async () => (await stateOf(id))?.delivery.high === 1_200 && (await stateOf(id))?.delivery.open.length === 0,
    );
    const logged = await recentEntries(live.redis, deliveryList(id, false), { limit: 1_000 });
    expect(logged).toHaveLength(200);
    expect(logged.map(({ text }) => readLogged(text))).toContainEqual(
      expect.objectContaining({ taken: true, status: 204 }),
    );
  });

  it('pause with a reason, keep what waits, go on when they are resumed, and send again what is asked for', async () => {
    const id = 'KAZPOST.paused';
    const of = { subscriptionId: id, carrier: 'KAZPOST' } as const;
    const to = await endpoint();
    await open(id, to.url);
    await append(id, 1, 10, 5);
    startSender('one');
    await until(() => to.taken.length === 10);
    to.status = 410;
    await append(id, 11, 10, 5);
    await until(async () => (await stateOf(id))?.status === 'paused');
    expect(await stateOf(id)).toMatchObject({ pausedFor: 'GONE', delivery: { open: expect.any(Array) } });
    expect(
      (await recentEntries(live.redis, deliveryList(id, true), { limit: 1 })).map(
        ({ text }) => readLogged(text).status,
      ),
    ).toEqual([410]);
    to.status = 204;
    await live.send(ResumeSubscription, { type: 'ResumeSubscription', ...of }, Date.now());
    await until(() => to.taken.length === 20);
    expectAll(to.taken, 20, 5);

    await live.send(RedeliverEvents, { type: 'RedeliverEvents', ...of, sequence: 3, onward: false }, Date.now());
    await until(() => to.taken.filter((each) => sequenceIn(each) === 3).length === 2);
    await live.send(TestSubscription, { type: 'TestSubscription', ...of, testId: 't1' }, Date.now());
    await until(() => to.taken.some((each) => each.id === 'test:t1'));
    expect(isVerified(to.taken.find((each) => each.id === 'test:t1')!)).toBe(true);

    const [other, fresh] = [await endpoint(), newSecret()];
    const unchanged = { filter: null, channel: null, format: null, batches: null, description: null, publicKey: null };
    const change = {
      type: 'ChangeSubscription',
      ...of,
      ...unchanged,
      url: other.url,
      secret: box.seal(fresh, id),
    } as const;
    await live.send(ChangeSubscription, change, Date.now());
    await until(async () => (await stateOf(id))?.url === other.url);
    const isTaken = (sequence: number): boolean =>
      [...to.taken, ...other.taken].some((each) => each.id.startsWith('carriers:') && sequenceIn(each) === sequence);
    for (let sequence = 21; other.taken.length === 0; sequence += 1) {
      await append(id, sequence, 1, 5);
      await until(() => isTaken(sequence));
    }
    expect(other.taken.every((each) => isVerified(each) && isVerified(each, fresh))).toBe(true);
  });
});
