// @ts-check
'use strict';

const path = require('node:path');
const { startChild } = require('./child');
const { ROOT } = require('./prepare');

/**
 * @typedef {object} Service
 * @property {string} name folder below apps
 * @property {number} order those of a lower number are stopped first
 * @property {number} [instance] from 1 on, where several processes of one service share its work; 1 if left out
 */

/** In the order of the flow. The simulator stops first and the gateway next, so that the stages can finish what came in. */
const STAGES = ['declaration', 'inspection', 'release', 'loading', 'gate', 'customs', 'carriers'];
/** @type {readonly Service[]} */
const SERVICES = [{ name: 'gateway', order: 1 }, ...STAGES.map((name) => ({ name, order: 2 }))];
/** @type {Service} */
const SIMULATOR = { name: 'simulator', order: 0 };

/** The ports of a centre besides the gateway's. */
const PORT_NAMES = [...STAGES, 'simulator', 'kafka', 'controller', 'carriersKafka', 'redis'];
/** Bounds what V8 lets grow before it cleans up; services work in constant memory. */
const HEAP_MIB = 256;
/** A stage finishes its round, the gateway its requests. */
const SERVICE_GRACE_MS = 15_000;

/**
 * Starts a service of this repository as a process of its own.
 * @param {Service} service
 * @param {import('./centre').Centre} centre
 * @param {NodeJS.ProcessEnv} env all of its environment but its name
 * @param {(child: import('./child').Child) => void} started
 * @returns {Promise<import('./child').Child>}
 */
function startService({ name, instance = 1 }, centre, env, started) {
  const main = path.join(ROOT, 'dist', 'apps', name, 'src', 'main.js');
  // Services take no arguments: this one tells whose they are, to `ps` and to the next launcher.
  const marker = `--centre=${centre.dir}`;
  const node = ['--enable-source-maps', `--max-old-space-size=${HEAP_MIB}`];
  return startChild(name, process.execPath, [...node, main, marker], {
    cwd: ROOT,
    logFile: centre.path('logs', instance === 1 ? `${name}.log` : `${name}-${instance}.log`),
    marker,
    started,
    env: { ...env, NODE_ENV: 'production', INSTANCE: `${name}-${instance}` },
  });
}

module.exports = { SERVICES, STAGES, SIMULATOR, PORT_NAMES, SERVICE_GRACE_MS, startService };
