import type { DeclarationState } from '@alataw/contracts';
import {
  Codec,
  DeclareParcel,
  isOf,
  ParcelDeclared,
  partitionOf,
  topicsOf,
  type Contract,
  type Decoded,
  type EventMeta,
  type Recorded,
  type Role as IssuedRole,
  type StageName,
} from '@alataw/contracts';
import { FeedReader } from '@alataw/feed';
import { createLogger, EnvReader, Health } from '@alataw/operations';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { createGateway, type Gateway } from '../gateway';
import { readGatewayConfig } from '../gateway.config';
import { issueKey } from './issue-key';
import { parsed, type Answer } from './json-body';
import { MemoryLog } from './memory-log';
import { MemoryProjections } from './memory-projections';
import { MemoryReaders } from './memory-readers';
import { MemoryRedis } from './memory-redis';

/** The state of a parcel that was accepted. */
export const ACCEPTED: DeclarationState = {
  status: 'accepted',
  platform: 'DEMO',
  version: 1,
  contentHash: '0'.repeat(32),
  firstSeenAt: 1,
  decidedAt: 1,
  orderNo: 'PO-1',
  tradeMode: '9610',
  destinationCountry: 'KZ',
  carrier: 'KAZPOST',
  currency: 'CNY',
  declaredValueMinor: 1,
  grossWeightGrams: 1,
  packages: 1,
  itemCount: 1,
  faults: [],
  list: null,
  documents: [],
  due: 0,
  lastVersion: 1,
  amendment: null,
  closed: null,
  predecessorId: null,
  successorId: null,
  returnOf: null,
  returnId: null,
};

/** A whole gateway whose Kafka and Redis are in memory, for specs. */
export class MemoryCentre {
  readonly codec = Codec.embedded();
  log = new MemoryLog();
  projections = this.makeProjections();
  redis = new MemoryRedis();
  feedReader = this.readsFeeds();
  readers = new MemoryReaders();
  private stopping = new AbortController();
  private gateway: Gateway | undefined;
  url = '';

  /** @param prepare sees the server before its routes are made */
  async start(
    environment: Record<string, string> = {},
    prepare: (server: FastifyInstance) => void = () => undefined,
  ): Promise<void> {
    this.log = new MemoryLog();
    this.projections = this.makeProjections();
    this.redis = new MemoryRedis();
    this.readers = new MemoryReaders();
    this.stopping = new AbortController();
    const logger = createLogger({ service: 'gateway', instance: 'spec', level: 'fatal' });
    const parts = {
      codec: this.codec,
      health: new Health(),
      logger,
      metrics: new Registry(),
      redis: this.redis,
    };
    this.gateway = await createGateway(readGatewayConfig(new EnvReader(environment)), parts);
    const { app, log, feeds, projections, readers, tail, access } = this.gateway;
    prepare(app.getHttpAdapter().getInstance());
    log.connect(this.log);
    this.feedReader = this.readsFeeds();
    feeds.connect(this.feedReader);
    projections.connect(this.projections);
    void this.feedReader.run(this.stopping.signal);
    readers.connect(this.readers);
    void access.run(this.log, this.stopping.signal);
    void tail.run(this.log, this.stopping.signal);
    await app.listen(0, '127.0.0.1');
    this.url = await app.getUrl();
  }

  /** Sends a request over a socket, as a client would. */
  async ask(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    headers: Record<string, string> = {},
    body?: string | Buffer,
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const sent = Object.fromEntries(response.headers);
    return { statusCode: response.status, headers: sent, body: text, json: () => parsed(text) };
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('GET', path, headers);
  }

  /** @param payload JSON, or the very bytes to send */
  async post(path: string, payload: unknown, headers: Record<string, string>): Promise<Answer> {
    const isRaw = typeof payload === 'string' || Buffer.isBuffer(payload);
    return this.ask(
      'POST',
      path,
      { 'content-type': 'application/json', ...headers },
      isRaw ? payload : JSON.stringify(payload),
    );
  }

  /** Waits until so many commands of a stage stand. @returns what their answers are found by, in the order written */
  async commandsArrive(stage: StageName, count: number): Promise<string[]> {
    for (;;) {
      const records = this.log.all(topicsOf(stage).commands);
      if (records.length >= count) {
        return records.map(({ value }) => correlationIdOf(this.codec.decode(value ?? Buffer.alloc(0))));
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Waits for the first command of a stage, and answers it with an event of this or another stage. */
  async answer<E extends object>(
    stage: StageName,
    from: StageName,
    contract: Contract<E>,
    event: NoInfer<E>,
  ): Promise<void> {
    const [correlationId = ''] = await this.commandsArrive(from, 1);
    await this.append(stage, contract, event, correlationId);
  }

  /** Ends the gateway; `start` makes a new one, with an empty log. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.gateway?.app.close();
  }

  /** Issues a key. @returns the header to send */
  async key(role: IssuedRole, tenant: string | null = null, expiresAt?: number): Promise<string> {
    return issueKey(this.codec, this.log, role, tenant, expiresAt);
  }

  /** Appends an event as a stage would. @param lane the key whose lane it stands in, where that is not the event's own */
  async append<E extends object>(
    stage: StageName,
    contract: Contract<E>,
    event: NoInfer<E>,
    correlationId: string,
    lane?: string,
  ): Promise<void> {
    const key = contract.keyOf(event);
    const recorded: Recorded<E> = { ...event, meta: metaOf(correlationId) };
    const { events } = topicsOf(stage);
    const partition = partitionOf(lane ?? key, this.log.partitions(events));
    await this.log.publish([
      { topic: events, partition, key: Buffer.from(key), value: this.codec.encode<E>(contract, recorded) },
    ]);
  }

  /** Accepts every declaration that has been sent, as the declaration stage would. */
  async acceptAll(): Promise<void> {
    for (const { value } of this.log.all('declaration.commands')) {
      const decoded = this.codec.decode(value ?? Buffer.alloc(0));
      if (!isOf(DeclareParcel, decoded)) continue;
      const declared: ParcelDeclared = {
        ...decoded.value,
        type: 'ParcelDeclared',
        version: 1,
        contentHash: '0'.repeat(32),
        documentIds: [],
      };
      await this.append('declaration', ParcelDeclared, declared, correlationIdOf(decoded));
    }
  }

  private readsFeeds(): FeedReader {
    return new FeedReader(this.log, this.log, () => Promise.resolve(() => undefined));
  }

  private makeProjections(): MemoryProjections {
    const { log } = this;
    return new MemoryProjections(this.codec, (stage) => log.endOffsets(topicsOf(stage).events));
  }
}

function correlationIdOf({ value }: Decoded): string {
  const meta: unknown = 'meta' in value ? value.meta : undefined;
  return typeof meta === 'object' && meta !== null && 'correlationId' in meta ? String(meta.correlationId) : '';
}

/** What an event of a spec carries besides its own fields. */
export function metaOf(correlationId: string): EventMeta {
  return {
    eventId: `spec:${correlationId}`,
    causeId: correlationId,
    correlationId,
    actor: 'staff:spec',
    occurredAt: 1,
    recordedAt: 2,
    sequence: 1,
    cause: { topic: 'spec', partition: 0, offset: 0, originPartition: -1, originOffset: -1 },
  };
}
