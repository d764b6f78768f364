// @ts-check
'use strict';

const { execFile } = require('node:child_process');
const { createHash } = require('node:crypto');
const { promisify } = require('node:util');
const { startChild, waitForChild } = require('./child');
const { carrierSettings, LISTENER } = require('./carrier-listener');
const { brokerAnswers, brokerSettings } = require('./kafka');
const { answersPing, SETTINGS } = require('./redis');

const KAFKA_IMAGE = 'apache/kafka:4.3.1';
const REDIS_IMAGE = 'redis:7.4';
/** An engine that takes longer is as good as none. */
const ENGINE_TIMEOUT_MS = 3000;
/** Of a container with its image there. */
const START_TIMEOUT_MS = 90_000;

/** @param {readonly string[]} args @param {number} [timeout] ms; 0: none */
const docker = (args, timeout = 0) => promisify(execFile)('docker', args, { timeout, env: process.env });

/** Whether a Docker engine answers on this machine. */
async function dockerAnswers() {
  try {
    const { stdout } = await docker(['info', '--format', '{{.ServerVersion}}'], ENGINE_TIMEOUT_MS);
    return stdout.trim() !== '';
  } catch {
    return false;
  }
}

/**
 * The name of a centre's container, which is that of its volume as well.
 * @param {string} dir of the centre
 * @param {'kafka' | 'redis'} what
 */
function containerName(dir, what) {
  return `alataw-${createHash('sha256').update(dir).digest('hex').slice(0, 10)}-${what}`;
}

/**
 * Runs a container in the foreground: the client hands signals on to it, so that it is a child like any other. The
 * volume is named and not a folder of ours, since the images run as users of their own.
 * @param {{ name: string, title: string, image: string, ports: readonly number[], mount: string, logFile: string,
 *   env: Record<string, string>, command: readonly string[], ready: () => Promise<boolean>,
 *   started: (child: import('./child').Child) => void }} container
 */
async function runContainer({ name, title, image, ports, mount, logFile, env, command, ready, started }) {
  await docker(['image', 'inspect', image]).catch(() => docker(['pull', '--quiet', image]));
  // What a killed launcher left behind keeps the name.
  await docker(['rm', '--force', name]).catch(() => undefined);
  const published = ports.flatMap((port) => ['-p', `127.0.0.1:${port}:${port}`]);
  const args = ['run', '--rm', '--name', name, ...published, '-v', `${name}:${mount}`];
  for (const [key, value] of Object.entries(env)) args.push('-e', `${key}=${value}`);
  const child = await startChild(title.toLowerCase(), 'docker', [...args, image, ...command], {
    logFile,
    marker: name,
    started,
  });
  await waitForChild(child, ready, START_TIMEOUT_MS, title);
  return child;
}

/**
 * A setting as the image takes it from the environment.
 * @param {string} name
 */
const variableOf = (name) =>
  `KAFKA_${name.replaceAll('_', '__').replaceAll('-', '___').replaceAll('.', '_').toUpperCase()}`;

/**
 * @param {{ dir: string, port: number, carriersPort: number, logFile: string,
 *   started: (child: import('./child').Child) => void }} options
 */
function startKafkaContainer({ dir, port, carriersPort, logFile, started }) {
  /** @type {Record<string, string>} */
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': '1@localhost:19093',
    listeners: `PLAINTEXT://:${port},${LISTENER}://:${carriersPort},CONTROLLER://:19093`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port},${LISTENER}://127.0.0.1:${carriersPort}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': `CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,${LISTENER}:SASL_PLAINTEXT`,
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': '/var/lib/kafka/data',
    ...brokerSettings(),
    ...carrierSettings(),
  };
  /** @type {Record<string, string>} */
  const env = { KAFKA_HEAP_OPTS: '-Xms256m -Xmx512m' };
  for (const [key, value] of Object.entries(settings)) env[variableOf(key)] = value;
  return runContainer({
    name: containerName(dir, 'kafka'),
    title: 'Kafka',
    image: KAFKA_IMAGE,
    ports: [port, carriersPort],
    mount: '/var/lib/kafka/data',
    logFile,
    env,
    command: [],
    ready: () => brokerAnswers(port),
    started,
  });
}

/** @param {{ dir: string, port: number, logFile: string, started: (child: import('./child').Child) => void }} options */
function startRedisContainer({ dir, port, logFile, started }) {
  // Inside the container it listens for the published port; outside that is bound to 127.0.0.1.
  const settings = [...SETTINGS.filter(([key]) => key !== 'bind'), ['protected-mode', 'no'], ['port', String(port)]];
  return runContainer({
    name: containerName(dir, 'redis'),
    title: 'Redis',
    image: REDIS_IMAGE,
    ports: [port],
    mount: '/data',
    logFile,
    env: {},
    command: ['redis-server', ...settings.flatMap(([key, value]) => [`--${key}`, value ?? ''])],
    ready: () => answersPing(port),
    started,
  });
}

/** Removes the data of a centre's containers. @param {string} dir */
async function removeContainerData(dir) {
  for (const what of /** @type {const} */ (['kafka', 'redis'])) {
    const name = containerName(dir, what);
    await docker(['rm', '--force', name]).catch(() => undefined);
    await docker(['volume', 'rm', '--force', name]).catch(() => undefined);
  }
}

module.exports = {
  dockerAnswers,
  startKafkaContainer,
  startRedisContainer,
  removeContainerData,
  containerName,
  variableOf,
};
