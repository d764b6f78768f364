// @ts-check
'use strict';

const { setTimeout: delay } = require('node:timers/promises');
const { Fault } = require('./fault');

/**
 * The file that names every topic, see infra/kafka/topics.json.
 * @typedef {object} TopicFile
 * @property {number} partitions of each topic that does not say otherwise
 * @property {Record<string, string>} defaults configuration of each topic
 * @property {Record<string, { partitions?: number, config?: Record<string, string> }>} topics
 */

/**
 * The number of partitions of this centre: what its topics have, else what is wished at the first start.
 * @param {TopicFile} file
 * @param {ReadonlyMap<string, number>} existing partitions of the topics that are there
 * @param {number | null} wished `PARTITIONS`
 * @returns {number}
 * @throws {Fault} when they differ: partition p of every topic has to hold the same parcels, for ever
 */
function partitionsOf(file, existing, wished) {
  const common = Object.keys(file.topics).filter((name) => file.topics[name]?.partitions === undefined);
  const [first, ...others] = common.filter((name) => existing.has(name));
  const count = first === undefined ? undefined : existing.get(first);
  const odd = others.find((name) => existing.get(name) !== count);
  if (odd !== undefined) {
    throw new Fault(
      `Topic ${odd} has ${existing.get(odd)} partitions and ${first} has ${count}, where all must have the same number; start anew: npm start -- --reset`,
    );
  }
  if (count !== undefined && wished !== null && wished !== count) {
    throw new Fault(
      `PARTITIONS is ${wished} but the topics of this centre have ${count} partitions, which never changes; unset PARTITIONS, or start anew: npm start -- --reset`,
    );
  }
  for (const [name, { partitions }] of Object.entries(file.topics)) {
    const has = existing.get(name);
    if (partitions === undefined || has === undefined || has === partitions) continue;
    throw new Fault(
      `Topic ${name} has ${has} partitions and must have ${partitions}; start anew: npm start -- --reset`,
    );
  }
  return count ?? wished ?? file.partitions;
}

/**
 * Creates the topics that are missing, and checks the others' partition counts and configuration.
 * @param {{ admin: import('kafkajs').Admin, file: TopicFile, wished: number | null, replication: number }} options
 *   `admin` is connected; `wished`: the partitions asked for, null if nobody did
 * @returns {Promise<{ partitions: number, created: string[], corrected: string[] }>}
 */
async function ensureTopics({ admin, file, wished, replication }) {
  const there = new Set(await admin.listTopics());
  const names = Object.keys(file.topics);
  const known = names.filter((name) => there.has(name));
  const { topics } = known.length === 0 ? { topics: [] } : await admin.fetchTopicMetadata({ topics: known });
  const existing = new Map(topics.map((topic) => [topic.name, topic.partitions.length]));
  const partitions = partitionsOf(file, existing, wished);
  const created = names.filter((name) => !there.has(name));
  const configOf = (/** @type {string} */ name) =>
    Object.entries({ ...file.defaults, ...file.topics[name]?.config }).map(([key, value]) => ({ name: key, value }));
  if (created.length > 0) {
    await createTopics(
      admin,
      created.map((topic) => ({
        topic,
        numPartitions: file.topics[topic]?.partitions ?? partitions,
        replicationFactor: replication,
        configEntries: configOf(topic),
      })),
    );
  }
  const corrected = known.length === 0 ? [] : await correctConfigs(admin, known, configOf);
  return { partitions, created, corrected };
}

const LEADERS_MS = 30_000;
const LEADERS_POLL_MS = 100;

/**
 * Creates topics and waits until their partitions have leaders. kafkajs's own waiting gives up when it asks a broker
 * that has not heard of the topics yet, which of several brokers one often has not.
 * @param {import('kafkajs').Admin} admin is connected
 * @param {import('kafkajs').ITopicConfig[]} topics
 * @throws what was missing last, after 30 s
 */
async function createTopics(admin, topics) {
  await admin.createTopics({ topics, waitForLeaders: false });
  const names = topics.map(({ topic }) => topic);
  const deadline = Date.now() + LEADERS_MS;
  for (;;) {
    try {
      const metadata = await admin.fetchTopicMetadata({ topics: names });
      const partitions = metadata.topics.flatMap((topic) => topic.partitions);
      if (partitions.every(({ leader }) => leader >= 0)) return;
      if (Date.now() > deadline) throw new Error(`Topics have no leaders after ${LEADERS_MS} ms: ${names}`);
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await delay(LEADERS_POLL_MS);
  }
}

/** Kafka's number of the resource type "topic". */
const TOPIC_RESOURCE = 2;

/**
 * @param {import('kafkajs').Admin} admin
 * @param {readonly string[]} names
 * @param {(name: string) => { name: string, value: string }[]} configOf
 * @returns {Promise<string[]>} the topics whose configuration was another one
 */
async function correctConfigs(admin, names, configOf) {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map((name) => ({
      type: TOPIC_RESOURCE,
      name,
      configNames: configOf(name).map((entry) => entry.name),
    })),
  });
  const differing = resources.filter(({ resourceName, configEntries }) =>
    configOf(resourceName).some(
      ({ name, value }) => configEntries.find((entry) => entry.configName === name)?.configValue !== value,
    ),
  );
  if (differing.length > 0) {
    await admin.alterConfigs({
      validateOnly: false,
      resources: differing.map(({ resourceName }) => ({
        type: TOPIC_RESOURCE,
        name: resourceName,
        configEntries: configOf(resourceName),
      })),
    });
  }
  return differing.map(({ resourceName }) => resourceName);
}

module.exports = { ensureTopics, createTopics, partitionsOf };
