import { Codec } from '@alataw/contracts';
import {
  ConcurrencyGate,
  installEdge,
  KeyRing,
  ProblemFilter,
  problemOf,
  RateLimiter,
  RedisIdempotencyStore,
  serverOptions,
  type FaultLog,
  type KeyValue,
} from '@alataw/http';
import { Health, nestLogger, type Logger } from '@alataw/operations';
import type { StreamCommands } from '@alataw/projection';
import type { Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Registry } from 'prom-client';
import { AccessLog } from './access/access-log';
import { bodySchemas } from './api/bodies';
import { JSON_BODY_MS, MAX_JSON_BYTES, MAX_LINE_BYTES } from './api/limits';
import { Validators } from './api/validators';
import { asyncApiDocument } from './asyncapi/document';
import { AvailableFeeds } from './backends/available-feeds';
import { AvailableLog } from './backends/available-log';
import { AvailableProjections } from './backends/available-projections';
import { AvailableReaders } from './backends/available-readers';
import { Clock } from './backends/clock';
import { Lifecycle } from './backends/lifecycle';
import { Beacons } from './bulk/beacons';
import type { BeaconStore } from './bulk/upload-beacon';
import { UploadDesk } from './bulk/upload-desk';
import { UPLOAD_TYPES, UploadSources } from './bulk/upload-formats';
import { CommandDesk } from './commands/command-desk';
import { WaitingRoom } from './commands/waiting-room';
import { ReceiptDesk } from './customs/receipt-desk';
import type { GatewayConfig } from './gateway.config';
import { GatewayModule } from './gateway.module';
import { GatewayMetrics } from './health/gateway-metrics';
import { METRICS_ROUTE } from './health/metrics.controller';
import { XrayLine } from './inspection/xray-line';
import { CatchUp } from './live/catch-up';
import { EventTail } from './live/event-tail';
import { StreamGate } from './live/events.controller';
import { LiveHub } from './live/live-hub';
import { ParcelOwners } from './live/parcel-owners';
import { StreamKeeper } from './live/stream-keeper';
import { ASYNCAPI_DOCUMENT, OPENAPI_DOCUMENT } from './openapi/docs.controller';
import { openApiDocument } from './openapi/document';
import { DeliveryLog } from './subscriptions/delivery-log';
import { FeedGate, MAX_READERS_PER_CARRIER } from './subscriptions/feed.controller';
import { RECEIPT_KEYS } from './subscriptions/feed-receipts.controller';
import { FeedStreams } from './subscriptions/feed-streams';
import { KafkaDesk } from './subscriptions/kafka-desk';
import { SecretSeal } from './subscriptions/secret-seal';
import { WebhookDesk } from './subscriptions/webhook-desk';

/** Requests that may wait for a decision at once. */
const MAX_WAITERS = 20_000;
const MAX_STREAMS_PER_KEY = 50;
const MAX_HEADER_BYTES = 16 * 1024;
const HEADERS_TIMEOUT_MS = 10_000;
/** The longest that one upload may take. */
const REQUEST_TIMEOUT_MS = 60 * 60 * 1000;
/** Lines of declarations compress 20 to 60 times. */
const MAX_GZIP_RATIO = 200;
/** A file of which the first lines are all wrong is no file of declarations. */
const HOPELESS_AFTER_LINES = 10_000;

/** What the gateway is built from. */
export interface GatewayParts {
  readonly codec: Codec;
  readonly health: Health;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly redis: KeyValue & BeaconStore & StreamCommands;
}

/** The gateway, built but not connected: what is needed to connect and to stop it. */
export interface Gateway {
  readonly app: NestFastifyApplication;
  readonly log: AvailableLog;
  readonly feeds: AvailableFeeds;
  readonly projections: AvailableProjections;
  readonly readers: AvailableReaders;
  readonly tail: EventTail;
  readonly access: AccessLog;
  readonly lifecycle: Lifecycle;
}

/** Builds the gateway. It answers health at once, and everything else as far as its backends are there. */
export async function createGateway(config: GatewayConfig, parts: GatewayParts): Promise<Gateway> {
  const { codec, health, logger, redis } = parts;
  const clock = new Clock();
  const now = (): number => clock.now();
  const keys = new KeyRing();
  const log = new AvailableLog();
  const feeds = new AvailableFeeds(codec);
  const projections = new AvailableProjections();
  const readers = new AvailableReaders();
  const tail = new EventTail(codec);
  const room = new WaitingRoom(MAX_WAITERS);
  const owners = new ParcelOwners(projections);
  const hub = new LiveHub(tail, owners);
  const bodies = bodySchemas(codec.registry);
  const validators = new Validators(codec.registry);
  const metrics = new GatewayMetrics(parts.metrics);
  const lifecycle = new Lifecycle();
  const idempotency = new RedisIdempotencyStore(redis);
  const uploads = new UploadDesk(
    {
      codec,
      log,
      validators,
      sources: new UploadSources(bodies['Declaration'] ?? {}, MAX_LINE_BYTES),
      beacons: redis,
      keys: idempotency,
      meter: (line, count) => metrics.countLines(line, count),
    },
    new ConcurrencyGate({ total: config.bulk.uploads, perClient: config.bulk.uploadsPerKey }),
    {
      maxLines: config.bulk.maxLines,
      hopelessAfterLines: HOPELESS_AFTER_LINES,
      maxBytes: config.bulk.maxBytes,
      maxRatio: MAX_GZIP_RATIO,
    },
    () => tail.currentPositions()[0] ?? [],
    now,
  );
  tail.listen(room);
  tail.listen(hub);
  metrics.observe({ room, hub, projections, clock });

  const feedGate = new FeedGate({ total: config.maxFeedReaders, perClient: MAX_READERS_PER_CARRIER });
  const feedStreams = new FeedStreams(feeds, keys, clock);
  const desk = new CommandDesk(codec, () => log, room, now);
  const values = new Map<unknown, unknown>([
    [AvailableFeeds, feeds],
    [AvailableLog, log],
    [AvailableProjections, projections],
    [Beacons, new Beacons(redis)],
    [Clock, clock],
    [Codec, codec],
    [CommandDesk, desk],
    [EventTail, tail],
    [FeedGate, feedGate],
    [FeedStreams, feedStreams],
    [GatewayMetrics, metrics],
    [Health, health],
    [KeyRing, keys],
    [KafkaDesk, new KafkaDesk(config.carriersKafka, readers)],
    [Lifecycle, lifecycle],
    [OPENAPI_DOCUMENT, openApiDocument(codec.registry, bodies)],
    [ASYNCAPI_DOCUMENT, asyncApiDocument(codec.registry)],
    [
      ReceiptDesk,
      new ReceiptDesk(
        desk,
        () => log,
        (document, outcome) => metrics.countReceipt(document, outcome),
      ),
    ],
    [DeliveryLog, new DeliveryLog(redis)],
    [WebhookDesk, new WebhookDesk(new SecretSeal(config.secrets), config)],
    [RECEIPT_KEYS, config.receipts],
    [StreamKeeper, new StreamKeeper(hub, new CatchUp(codec, log, hub, owners), keys, clock)],
    [StreamGate, new StreamGate({ total: config.maxStreams, perClient: MAX_STREAMS_PER_KEY })],
    [UploadDesk, uploads],
    [Validators, validators],
    [XrayLine, new XrayLine(desk, config.lineAnswerMs)],
  ]);
  const faults: FaultLog = (error, { id, route }) => {
    // What is away is away for many requests at once: a line for each, but no stack.
    if (problemOf(error).status === 503)
      logger.warn({ reason: String(error), requestId: id, route }, 'a request must come again');
    else logger.error({ err: error, requestId: id, route }, 'a request failed');
  };
  const limits = {
    maxHeaderBytes: MAX_HEADER_BYTES,
    headersTimeoutMs: HEADERS_TIMEOUT_MS,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
  };
  const adapter = new FastifyAdapter(serverOptions(limits, faults));
  const server = adapter.getInstance();
  metrics.watch(server);
  installEdge(server, {
    keys,
    limiter: new RateLimiter('key', config.rate),
    strangers: new RateLimiter('address', config.strangersRate),
    idempotency,
    opened: new Set(config.metricsPublic ? [METRICS_ROUTE] : []),
    jsonBody: { maxBytes: MAX_JSON_BYTES, totalMs: JSON_BODY_MS },
    streamed: UPLOAD_TYPES,
    log: faults,
    now,
  });
  const providers = [...values].map(([provide, useValue]) => ({ provide, useValue }) as Provider);
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.of(providers), adapter, {
    abortOnError: false,
    bodyParser: false,
    logger: nestLogger(logger),
  });
  app.useGlobalFilters(new ProblemFilter(faults));
  lifecycle.onStop(() => {
    room.close();
    uploads.stop();
    hub.close();
    feedGate.stopping.abort();
    feedStreams.close();
  });
  return { app, log, feeds, projections, readers, tail, access: new AccessLog(codec, keys), lifecycle };
}
