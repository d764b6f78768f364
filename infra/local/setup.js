// @ts-check
'use strict';

/**
 * Prepares a Kafka that is already there for a centre: creates the topics and, in `KEYS_FILE`, the demonstration keys.
 * Needs `KAFKA_BROKERS`; reads `PARTITIONS` and `KAFKA_REPLICATION`. May be run again: what is there stays.
 */

const { Fault } = require('./fault');
const { prepareTopics } = require('./kafka-admin');
const { demoKeys } = require('./keys');

/** @param {NodeJS.ProcessEnv} env */
async function setUp(env) {
  const { KAFKA_BROKERS, KEYS_FILE } = env;
  if (!KAFKA_BROKERS || !KEYS_FILE)
    throw new Fault(
      'Name the brokers and a file for the keys: KAFKA_BROKERS=… KEYS_FILE=… node infra/local/setup.js',
      2,
    );
  const { partitions, created } = await prepareTopics(KAFKA_BROKERS, env);
  console.log(`${created.length} topics created, most have ${partitions} partitions`);
  await demoKeys(KEYS_FILE, env);
  console.log(`The demonstration keys stand in ${KEYS_FILE}`);
}

setUp(process.env).catch((error) => {
  console.error(error.message);
  process.exitCode = error instanceof Fault ? error.exitCode : 1;
});
