// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Fault, codeOf } = require('./fault');
const { tryLock } = require('./lock');

/**
 * What a centre remembers in `centre.json`, from one start to the next.
 * @typedef {object} CentreState
 * @property {1} version
 * @property {Record<string, number>} ports by name
 * @property {'jars' | 'docker' | null} kafka where this centre's own Kafka has its data; null: it has none
 * @property {'process' | 'docker' | null} redis
 * @property {number} janitor pid of the janitor of the last start
 * @property {import('./processes').ProcessRecord[]} processes what runs now
 */

/**
 * The folder of a centre, held by this launcher alone.
 * @typedef {object} Centre
 * @property {string} dir
 * @property {string} stateFile
 * @property {CentreState} state
 * @property {(...parts: string[]) => string} path
 * @property {() => void} save
 * @property {() => void} reset forgets all data; nothing of the centre may run
 * @property {() => void} release
 */

const STATE_FILE = 'centre.json';
const LOCK_FILE = 'launcher.pid';
/** All that a centre puts into its folder: only these are removed by a reset. */
const CONTENTS = ['kafka', 'redis', 'logs', 'keys.json', STATE_FILE];
/** A first start writes about 100 MB, and a Kafka that meets a full disk stops for good. */
const LEAST_FREE_BYTES = 1_000_000_000;

/** @returns {CentreState} */
const freshState = () => ({ version: 1, ports: {}, kafka: null, redis: null, janitor: 0, processes: [] });

/**
 * @param {string} dir
 * @returns {CentreState}
 */
function readState(dir) {
  const file = path.join(dir, STATE_FILE);
  if (!fs.existsSync(file)) return freshState();
  try {
    const state = JSON.parse(fs.readFileSync(file, 'utf8'));
    const sound = state.version === 1 && typeof state.ports === 'object' && Array.isArray(state.processes);
    if (sound) return { ...freshState(), ...state };
  } catch {
    // Told below: what is not JSON is as damaged as what is not a centre's.
  }
  throw new Fault(`${file} is damaged; forget this centre's data and start anew: npm start -- --data ${dir} --reset`);
}

/**
 * Node's own recursive mkdir never returns where a file system answers ENOENT for ever, as /proc does.
 * @param {string} dir
 */
function makeFolder(dir) {
  if (fs.existsSync(dir)) return;
  makeFolder(path.dirname(dir));
  fs.mkdirSync(dir);
}

/** @param {string} dir @returns {number} bytes */
function freeBytesOf(dir) {
  const { bavail, bsize } = fs.statfsSync(dir);
  return bavail * bsize;
}

/** @param {string} dir @param {(dir: string) => number} freeBytes */
function requireFolder(dir, freeBytes) {
  try {
    makeFolder(dir);
    const probe = path.join(dir, `.probe-${process.pid}`);
    fs.writeFileSync(probe, '');
    fs.rmSync(probe);
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') throw full(dir, 0);
    throw new Fault(`The folder ${dir} cannot be written (${codeOf(error)}); choose another: npm start -- --data DIR`);
  }
  if (freeBytes(dir) < LEAST_FREE_BYTES) throw full(dir, freeBytes(dir));
}

/** @param {string} dir @param {number} bytes */
function full(dir, bytes) {
  const free = `${Math.floor(bytes / 1e6)} MB`;
  return new Fault(
    `The disk of ${dir} has ${free} left and 1 GB is needed; free some or choose another: npm start -- --data DIR`,
  );
}

/** @param {string} dir */
function takeLock(dir) {
  const holder = tryLock(path.join(dir, LOCK_FILE));
  if (holder === null) return;
  throw new Fault(
    `A centre already runs on ${dir} (pid ${holder}); stop it: kill ${holder}, or start a second one: npm start -- --data DIR --port N`,
  );
}

/**
 * Opens the folder of a centre for this launcher, and makes it if need be.
 * @param {string} dir absolute path
 * @param {{ reset: boolean, freeBytes?: (dir: string) => number }} options with `reset` a damaged state file is no hindrance
 * @returns {Centre}
 * @throws {Fault} when it cannot be written, is full, is damaged, or another launcher holds it
 */
function openCentre(dir, { reset, freeBytes = freeBytesOf }) {
  requireFolder(dir, freeBytes);
  takeLock(dir);
  const release = () => fs.rmSync(path.join(dir, LOCK_FILE), { force: true });
  const stateFile = path.join(dir, STATE_FILE);
  const read = () => {
    try {
      return readState(dir);
    } catch (error) {
      if (reset) return freshState();
      release();
      throw error;
    }
  };
  /** @type {Centre} */
  const centre = {
    dir,
    stateFile,
    state: read(),
    path: (...parts) => path.join(dir, ...parts),
    save() {
      fs.writeFileSync(`${stateFile}.new`, `${JSON.stringify(centre.state, null, 2)}\n`);
      fs.renameSync(`${stateFile}.new`, stateFile);
    },
    reset() {
      for (const name of CONTENTS) fs.rmSync(path.join(dir, name), { recursive: true, force: true });
      centre.state = freshState();
    },
    release,
  };
  return centre;
}

module.exports = { openCentre, LEAST_FREE_BYTES };
