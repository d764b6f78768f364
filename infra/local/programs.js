// @ts-check
'use strict';

const { execFile } = require('node:child_process');
const fs = require('node:fs');
const { promisify } = require('node:util');
const { Fault } = require('./fault');

const run = promisify(execFile);

/**
 * @typedef {object} Program
 * @property {string} title
 * @property {string} [command] when it is not the name
 * @property {string[]} version arguments that succeed when it is there
 * @property {string} debian packages
 * @property {string} brew
 * @property {string} orElse what else a person can do
 */

/**
 * The programs that are needed but not part of this repository.
 * @type {Readonly<Record<'java' | 'mvn' | 'redis-server' | 'python-readers', Program>>}
 */
const PROGRAMS = {
  java: {
    title: 'Java 17 or newer',
    version: ['-version'],
    debian: 'openjdk-17-jre-headless',
    brew: 'openjdk@17',
    orElse: 'or name a running Kafka: KAFKA_BROKERS=host:9092 npm start',
  },
  mvn: {
    title: 'Maven',
    version: ['-v'],
    debian: 'maven',
    brew: 'maven',
    orElse: 'or name a running Kafka: KAFKA_BROKERS=host:9092 npm start',
  },
  'redis-server': {
    title: 'Redis',
    version: ['--version'],
    debian: 'redis-server',
    brew: 'redis',
    orElse: 'or name a running Redis: REDIS_URL=redis://host:6379 npm start',
  },
  // Only the tests need them: they read Kafka as a carrier's Python client would.
  'python-readers': {
    title: "Python's Kafka and Avro libraries",
    command: '/usr/bin/python3',
    version: ['-c', 'import confluent_kafka, avro'],
    debian: 'python3-confluent-kafka python3-avro',
    brew: 'librdkafka && pip3 install confluent-kafka avro',
    orElse: 'then test again: npm test',
  },
};

const OLDEST_JAVA = 17;

/**
 * @param {string} output of `java -version`
 * @returns {number} the major version; 0 when it cannot be read. Java 8 calls itself 1.8
 */
function javaMajor(output) {
  const found = /version "(?:1\.)?(\d+)/.exec(output);
  return found === null ? 0 : Number(found[1]);
}

/** @param {keyof typeof PROGRAMS} name */
async function works(name) {
  try {
    const { stdout, stderr } = await run(PROGRAMS[name].command ?? name, PROGRAMS[name].version);
    return name !== 'java' || javaMajor(stdout + stderr) >= OLDEST_JAVA;
  } catch {
    return false;
  }
}

/**
 * The command by which a person installs a program on this kind of machine.
 * @param {keyof typeof PROGRAMS} name
 */
function installCommand(name) {
  return process.platform === 'darwin'
    ? `brew install ${PROGRAMS[name].brew}`
    : `sudo apt-get install -y ${PROGRAMS[name].debian}`;
}

/** In a container as root on Debian there is nobody to ask, and nothing to spoil. */
const mayInstall = () => process.getuid?.() === 0 && fs.existsSync('/etc/debian_version');

/**
 * Makes sure that a program is there, if need be by installing it where this process is root on Debian.
 * @param {keyof typeof PROGRAMS} name
 * @param {(text: string) => void} say
 * @throws {Fault} with the command that installs it
 */
async function requireProgram(name, say) {
  if (await works(name)) return;
  if (mayInstall()) {
    say(`installing ${PROGRAMS[name].title} (apt-get install ${PROGRAMS[name].debian})`);
    // RUNLEVEL=1 keeps the package from starting a server of its own, which nobody asked for.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    const install = ['install', '-y', '-qq', '--no-install-recommends', ...PROGRAMS[name].debian.split(' ')];
    const attempt = () => run('apt-get', install, { env, maxBuffer: 1 << 26 });
    await attempt()
      .catch(() => run('apt-get', ['update', '-qq'], { env, maxBuffer: 1 << 26 }).then(attempt))
      .catch(() => undefined);
    if (await works(name)) return;
  }
  throw new Fault(`${PROGRAMS[name].title} is missing; install it: ${installCommand(name)} (${PROGRAMS[name].orElse})`);
}

module.exports = { requireProgram, installCommand, javaMajor };
