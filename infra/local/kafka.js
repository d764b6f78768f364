// @ts-check
'use strict';

const { execFile } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { promisify } = require('node:util');
const { carrierSettings, LISTENER } = require('./carrier-listener');
const { startChild, waitForChild } = require('./child');
const { Fault } = require('./fault');
const { kafkaJars } = require('./kafka-jars');

/** 512 MB of heap hold a single-node broker at several thousand parcels/s; the page cache does the rest. */
const HEAP = '-Xms256m -Xmx512m';
const PERFORMANCE = '-XX:+UseG1GC -XX:MaxGCPauseMillis=20';
/** Of brokers that live for a minute, or share two cores with all that uses them: what the second compiler costs, they never gain from. */
const FRUGAL = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';

/** The options of a broker's JVM, by the variables that Kafka's own scripts read. */
const jvmOptions = ({ KAFKA_HEAP_OPTS = HEAP, KAFKA_JVM_PERFORMANCE_OPTS = PERFORMANCE } = process.env) => ({
  heap: KAFKA_HEAP_OPTS.split(' '),
  performance: ['-Djava.awt.headless=true', ...KAFKA_JVM_PERFORMANCE_OPTS.split(' ')],
});

/** Of a single node, with room for a busy machine. */
const START_MS = 60_000;

const LOGGING = `rootLogger.level=warn
rootLogger.appenderRef.console.ref=console
appender.console.type=Console
appender.console.name=console
appender.console.layout.type=PatternLayout
appender.console.layout.pattern=%d{ISO8601} %-5p %c{1} %m%n
`;

/**
 * Broker settings that hold wherever the single broker runs: as a Java process or in a container.
 * @returns {Record<string, string>}
 */
function brokerSettings() {
  return {
    'auto.create.topics.enable': 'false',
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'share.coordinator.state.topic.num.partitions': '1',
    // A centre's services start within a second of each other: waiting for more members only delays each restart.
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '2000',
    // After a crash the broker is let in again only when its former session has run out (9 s by default).
    'broker.session.timeout.ms': '4000',
    'broker.heartbeat.interval.ms': '1000',
  };
}

/**
 * A node's place in a cluster of several, each of which is a broker and a controller.
 * @typedef {object} ClusterPlace
 * @property {string} id the cluster's, the same for all nodes, see `clusterId`
 * @property {number} nodeId from 1
 * @property {Readonly<Record<number, number>>} voters the controller ports of all nodes, this one's too, by node id
 */

/**
 * What a broker is, apart from how its process runs.
 * @typedef {object} BrokerShape
 * @property {string} dir keeps its data and is created
 * @property {number} port
 * @property {number} controllerPort
 * @property {ClusterPlace} [cluster] a single node when not given
 * @property {{ port: number, advertised: number }} [proxied] a second listener for clients that go through a proxy: it
 *   listens at `port`, and metadata asked there name the ports `advertised` by each node
 * @property {number} [carriersPort] where carriers may read their feeds, by password; nobody may when it is not given
 * @property {Readonly<Record<string, string>>} [settings] more of server.properties; they win over those from here
 */

/**
 * @param {BrokerShape} shape
 * @returns {string} server.properties of a KRaft broker on 127.0.0.1
 */
function serverProperties({ dir, port, controllerPort, cluster, proxied, carriersPort, settings = {} }) {
  const { nodeId, voters } = cluster ?? { nodeId: 1, voters: { 1: controllerPort } };
  const carriers = carriersPort === undefined ? [] : [`${LISTENER}://127.0.0.1:${carriersPort}`];
  const clients = (/** @type {'port' | 'advertised'} */ which) => [
    `PLAINTEXT://127.0.0.1:${port}`,
    ...(proxied === undefined ? [] : [`PROXIED://127.0.0.1:${proxied[which]}`]),
    ...carriers,
  ];
  const protocols = [
    ...['CONTROLLER:PLAINTEXT', 'PLAINTEXT:PLAINTEXT'],
    ...(proxied === undefined ? [] : ['PROXIED:PLAINTEXT']),
    ...carriers.map(() => `${LISTENER}:SASL_PLAINTEXT`),
  ];
  const all = {
    'process.roles': 'broker,controller',
    'node.id': String(nodeId),
    'controller.quorum.voters': Object.entries(voters)
      .map(([id, at]) => `${id}@127.0.0.1:${at}`)
      .join(),
    listeners: [...clients('port'), `CONTROLLER://127.0.0.1:${controllerPort}`].join(),
    'advertised.listeners': clients('advertised').join(),
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': protocols.join(),
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': path.join(dir, 'data'),
    'num.network.threads': '2',
    'num.io.threads': '4',
    ...brokerSettings(),
    ...(carriersPort === undefined ? {} : carrierSettings()),
    ...settings,
  };
  return Object.entries(all)
    .map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('');
}

/** ApiVersions v0 with correlation id 1 and no client id: the smallest request that every broker answers. */
const API_VERSIONS = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 255, 255]);

/**
 * Whether a broker answers requests there; an open port alone is not enough.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
function brokerAnswers(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    const end = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.once('connect', () => socket.write(API_VERSIONS));
    socket.once('data', () => end(true));
  });
}

/** A cluster id as Kafka writes it; one that starts with a dash would be read as an option. */
function clusterId() {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}

/**
 * How a broker's process runs.
 * @typedef {object} BrokerProcess
 * @property {readonly string[]} [heap] options of the JVM
 * @property {number} [startMs] how long it may take until it answers
 * @property {string} [logFile]
 * @property {(text: string) => void} [say] hears of a download
 * @property {(child: import('./child').Child) => void} [started] hears of the process before it answers
 *
 * @typedef {BrokerShape & BrokerProcess} BrokerOptions
 */

/**
 * Starts a broker from the jars, on 127.0.0.1; formats its folder the first time. A node of several answers only when
 * most of them have been started.
 * @param {BrokerOptions} options
 * @returns {Promise<import('./redis').RunningServer>}
 */
async function startKafka(options) {
  const usual = jvmOptions();
  const { dir, port, heap = usual.heap, startMs = START_MS, logFile = path.join(dir, 'kafka.log') } = options;
  const { say = () => undefined, started = () => undefined } = options;
  const jars = await kafkaJars(say);
  fs.mkdirSync(dir, { recursive: true });
  const properties = path.join(dir, 'server.properties');
  const logging = path.join(dir, 'log4j2.properties');
  fs.writeFileSync(properties, serverProperties(options));
  fs.writeFileSync(logging, LOGGING);
  const java = [`-Dlog4j2.configurationFile=${logging}`, '-cp', path.join(jars, '*')];
  if (!fs.existsSync(path.join(dir, 'data', 'meta.properties'))) {
    const id = options.cluster?.id ?? clusterId();
    const format = ['kafka.tools.StorageTool', 'format', '-t', id, '-c', properties, '--ignore-formatted'];
    // Half the start of a JVM is its second compiler, which a run of two seconds never gains from.
    await promisify(execFile)('java', ['-XX:TieredStopAtLevel=1', ...java, ...format]).catch((error) => {
      const why = String(error.stderr ?? error)
        .trim()
        .split('\n')
        .at(-1);
      throw new Fault(`Kafka could not format its folder (${why}); look at it: ls -la ${dir}`);
    });
  }
  const child = await startChild('kafka', 'java', [...heap, ...usual.performance, ...java, 'kafka.Kafka', properties], {
    logFile,
    marker: properties,
    started,
  });
  await waitForChild(child, () => brokerAnswers(port), startMs, 'Kafka');
  return { child, port, stop: () => child.stop(30_000) };
}

module.exports = { startKafka, FRUGAL, jvmOptions, brokerAnswers, brokerSettings, serverProperties, clusterId };
