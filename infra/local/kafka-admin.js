// @ts-check
'use strict';

const fs = require('node:fs');
const { Fault } = require('./fault');
const { ensureTopics } = require('./topics');

/**
 * The security settings of a Kafka that was there, under the names that the services read too.
 * @param {NodeJS.ProcessEnv} env
 */
function securityOf({ KAFKA_SSL, KAFKA_SSL_CA, KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD }) {
  const mechanism = KAFKA_SASL_MECHANISM || 'none';
  const credentials = { mechanism, username: KAFKA_SASL_USERNAME ?? '', password: KAFKA_SASL_PASSWORD ?? '' };
  return {
    ...(KAFKA_SSL === 'true' ? { ssl: KAFKA_SSL_CA ? { ca: fs.readFileSync(KAFKA_SSL_CA, 'utf8') } : true } : {}),
    ...(mechanism === 'none' ? {} : { sasl: /** @type {import('kafkajs').SASLOptions} */ (credentials) }),
  };
}

/** @param {string | undefined} text @param {string} name @param {number} max @returns {number | null} */
function countOf(text, name, max) {
  if (text === undefined || text === '') return null;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new Fault(
    `${name} takes a whole number from 1 to ${max}, not "${text}"; set it right or unset it: unset ${name}`,
  );
}

/**
 * Creates and checks the topics of a centre.
 * @param {string} brokers host:port,…
 * @param {NodeJS.ProcessEnv} env `PARTITIONS` and `KAFKA_REPLICATION`, both optional
 * @returns {ReturnType<typeof ensureTopics>}
 */
async function prepareTopics(brokers, env) {
  const wished = countOf(env['PARTITIONS'], 'PARTITIONS', 1000);
  const replication = countOf(env['KAFKA_REPLICATION'], 'KAFKA_REPLICATION', 32) ?? 1;
  // Only now: the dependencies are not there before the launcher has installed them.
  const { Kafka, logLevel } = require('kafkajs');
  const kafka = new Kafka({
    clientId: 'alataw-launcher',
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 20 },
    ...securityOf(env),
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await ensureTopics({ admin, file: require('../kafka/topics.json'), wished, replication });
  } catch (error) {
    if (error instanceof Fault) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new Fault(
      `Kafka at ${brokers} could not create the topics (${why}); check that it answers: nc -vz ${brokers.split(',')[0]?.replace(':', ' ')}`,
    );
  } finally {
    await admin.disconnect();
  }
}

module.exports = { prepareTopics };
