// @ts-check
'use strict';

const { dockerAnswers, startKafkaContainer, startRedisContainer } = require('./docker');
const { Fault } = require('./fault');
const { startKafka } = require('./kafka');
const { requireProgram } = require('./programs');
const { startRedis } = require('./redis');

/** @typedef {import('./centre').Centre} Centre */
/** @typedef {(text: string) => void} Say */
/** @typedef {import('./run').Keep} Keep */

/** Services stop first (see services.js), then Redis, then Kafka, so that nobody loses what it still needs. */
const REDIS_ORDER = 3;
const KAFKA_ORDER = 4;
const REDIS_GRACE_MS = 15_000;
const KAFKA_GRACE_MS = 30_000;

/**
 * Where a server of this centre keeps its data once it has any; a machine that gained or lost Docker since must not
 * start with empty ones.
 * @template {string} Home
 * @param {Home | 'docker' | null} remembered
 * @param {boolean} engine whether a Docker engine answers
 * @param {Home} otherwise
 * @param {string} dir
 * @returns {Home | 'docker'}
 */
function homeOf(remembered, engine, otherwise, dir) {
  if (remembered === 'docker' && !engine) {
    throw new Fault(
      `The data of this centre are in Docker volumes and no Docker engine answers; start Docker, or start anew: npm start -- --data ${dir} --reset`,
    );
  }
  return remembered ?? (engine ? 'docker' : otherwise);
}

/**
 * Kafka for a centre: the one that `KAFKA_BROKERS` names, else one of its own.
 * @param {Centre} centre
 * @param {Keep} keep
 * @param {Say} say
 * @returns {Promise<{ KAFKA_BROKERS: string, CARRIERS_KAFKA_BROKERS?: string, CARRIERS_KAFKA_PROTOCOL?: string }>} how
 *   the services reach it, and where carriers do; with Kafka of somebody else that is theirs to say
 */
async function provideKafka(centre, keep, say) {
  const { KAFKA_BROKERS } = process.env;
  if (KAFKA_BROKERS) {
    say(`Kafka: ${KAFKA_BROKERS} (KAFKA_BROKERS)`);
    return { KAFKA_BROKERS };
  }
  const { kafka: port = 0, controller: controllerPort = 0, carriersKafka: carriersPort = 0 } = centre.state.ports;
  const logFile = centre.path('logs', 'kafka.log');
  const home = homeOf(centre.state.kafka, centre.state.kafka !== 'jars' && (await dockerAnswers()), 'jars', centre.dir);
  centre.state.kafka = home;
  centre.save();
  await keep('kafka', KAFKA_ORDER, KAFKA_GRACE_MS, async (started) =>
    home === 'docker'
      ? startKafkaContainer({ dir: centre.dir, port, carriersPort, logFile, started })
      : (await startKafka({ dir: centre.path('kafka'), port, controllerPort, carriersPort, logFile, say, started }))
          .child,
  );
  say(`Kafka: 127.0.0.1:${port} (${home === 'docker' ? 'Docker' : 'its own'})`);
  return {
    KAFKA_BROKERS: `127.0.0.1:${port}`,
    CARRIERS_KAFKA_BROKERS: `127.0.0.1:${carriersPort}`,
    CARRIERS_KAFKA_PROTOCOL: 'SASL_PLAINTEXT',
  };
}

/**
 * Redis for a centre: the one that `REDIS_URL` names, else one of its own.
 * @param {Centre} centre
 * @param {Keep} keep
 * @param {Say} say
 * @returns {Promise<string>} a URL
 */
async function provideRedis(centre, keep, say) {
  const { REDIS_URL } = process.env;
  if (REDIS_URL) {
    // The URL may hold a password.
    say('Redis: the one of REDIS_URL');
    return REDIS_URL;
  }
  const { redis: port = 0 } = centre.state.ports;
  const logFile = centre.path('logs', 'redis.log');
  const home = homeOf(
    centre.state.redis,
    centre.state.redis !== 'process' && (await dockerAnswers()),
    'process',
    centre.dir,
  );
  if (home === 'process') await requireProgram('redis-server', say);
  centre.state.redis = home;
  centre.save();
  await keep('redis', REDIS_ORDER, REDIS_GRACE_MS, async (started) =>
    home === 'docker'
      ? startRedisContainer({ dir: centre.dir, port, logFile, started })
      : (await startRedis({ dir: centre.path('redis'), port, logFile, started })).child,
  );
  say(`Redis: 127.0.0.1:${port} (${home === 'docker' ? 'Docker' : 'its own'})`);
  return `redis://127.0.0.1:${port}`;
}

module.exports = { provideKafka, provideRedis, homeOf };
