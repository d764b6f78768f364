// @ts-check
'use strict';

const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { startChild, waitForChild } = require('./child');

/**
 * @typedef {object} RunningServer a broker or a Redis of our own
 * @property {import('./child').Child} child
 * @property {number} port
 * @property {() => Promise<void>} stop
 */

/** Hashes of up to 64 fields of up to 2,048 bytes are kept as listpacks: a parcel's four stage entries fit, at a fifth of the memory. */
const SETTINGS = [
  ['bind', '127.0.0.1'],
  ['appendonly', 'yes'],
  ['appendfsync', 'everysec'],
  ['save', ''],
  // Evicting a key would lose a state that the lane believes to be there.
  ['maxmemory-policy', 'noeviction'],
  ['hash-max-listpack-value', '2048'],
  ['hash-max-listpack-entries', '64'],
  ['databases', '512'],
];

/**
 * One command to a Redis, in plain sockets: nothing is installed yet when this is needed.
 * @param {number} port
 * @param {string} command inline form, e.g. `PING`
 * @returns {Promise<string>} the first bytes of the answer; '' when none came
 */
function askRedis(port, command) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    const end = (/** @type {string} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2000, () => end(''));
    socket.once('error', () => end(''));
    socket.once('connect', () => socket.write(`${command}\r\n`));
    socket.once('data', (bytes) => end(bytes.toString('utf8')));
  });
}

/** @param {number} port */
const answersPing = async (port) => (await askRedis(port, 'PING')).startsWith('+PONG');

/**
 * Starts a private redis-server with an append-only file, on 127.0.0.1.
 * @param {{ dir: string, port: number, logFile?: string, started?: (child: import('./child').Child) => void }} options
 *   `dir` keeps its data and is created
 * @returns {Promise<RunningServer>}
 */
async function startRedis({ dir, port, logFile = path.join(dir, 'redis.log'), started = () => undefined }) {
  fs.mkdirSync(dir, { recursive: true });
  const settings = [...SETTINGS, ['port', String(port)], ['dir', dir]];
  const args = settings.flatMap(([name, value]) => [`--${name}`, value ?? '']);
  // Redis rewrites its command line to `redis-server 127.0.0.1:<port>`.
  const child = await startChild('redis', 'redis-server', args, { logFile, marker: `127.0.0.1:${port}`, started });
  await waitForChild(child, () => answersPing(port), 30_000, 'Redis');
  return { child, port, stop: () => child.stop(15_000) };
}

module.exports = { startRedis, answersPing, askRedis, SETTINGS };
