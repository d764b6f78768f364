// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');
const { Fault, codeOf } = require('./fault');

/**
 * A process that was started here.
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {string} marker part of its command line by which it is known again, see processes.js
 * @property {string} logFile
 * @property {Promise<string>} exited how it ended, e.g. `exit code 1`
 * @property {() => boolean} alive
 * @property {(graceMs: number) => Promise<void>} stop SIGTERM, and SIGKILL after the grace
 * @property {() => Promise<void>} kill SIGKILL
 */

/**
 * Signals a program together with what it has started itself.
 * @param {number} pid of a process that leads its group
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/**
 * Starts a program in a process group of its own, so that a Ctrl-C in the terminal reaches the launcher alone, which
 * then stops its children in order. Output is appended to the log file by the program itself: it outlives the launcher.
 * @param {string} name
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ logFile: string, marker: string, cwd?: string, env?: NodeJS.ProcessEnv, awaited?: boolean, started?: (child: Child) => void }} options
 *   `awaited`: this process has nothing else to do than to wait for its end; `marker`: see processes.js; `started` hears of the process before it is known to work
 * @returns {Promise<Child>}
 */
async function startChild(name, command, args, options) {
  fs.mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = fs.openSync(options.logFile, 'a');
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  if (options.awaited !== true) child.unref();
  let alive = true;
  /** @type {Promise<string>} */
  const exited = new Promise((resolve) => {
    const ended = (/** @type {string} */ how) => {
      alive = false;
      resolve(how);
    };
    child.once('error', (error) => ended(codeOf(error) === 'ENOENT' ? `${command} is not installed` : error.message));
    child.once('exit', (code, signal) => ended(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  const { pid } = child;
  if (pid === undefined) throw new Fault(`${name} could not be started: ${await exited}.`);

  const signalAndWait = async (/** @type {NodeJS.Signals} */ signal, /** @type {number} */ ms) => {
    if (alive) signalGroup(pid, signal);
    const timer = new AbortController();
    await Promise.race([exited, delay(ms, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
  };
  const kill = () => signalAndWait('SIGKILL', 10_000);
  /** @type {Child} */
  const started = {
    name,
    pid,
    marker: options.marker,
    logFile: options.logFile,
    exited,
    alive: () => alive,
    async stop(graceMs) {
      await signalAndWait('SIGTERM', graceMs);
      if (alive) await kill();
    },
    kill,
  };
  options.started?.(started);
  return started;
}

/**
 * Waits until a check succeeds.
 * @param {Child} child if it ends meanwhile, waiting is in vain
 * @param {() => Promise<boolean>} ready
 * @param {number} timeoutMs
 * @param {string} what for the message, e.g. `Kafka`
 */
async function waitForChild(child, ready, timeoutMs, what) {
  const deadline = Date.now() + timeoutMs;
  while (!(await ready())) {
    if (!child.alive()) {
      throw new Fault(`${what} did not start (${await child.exited}); its log says why: tail ${child.logFile}`);
    }
    if (Date.now() > deadline) {
      await child.kill();
      throw new Fault(
        `${what} did not answer within ${timeoutMs / 1000} s; its log may say why: tail ${child.logFile}`,
      );
    }
    await delay(50);
  }
}

module.exports = { startChild, waitForChild };
