// @ts-check
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const { setTimeout: delay } = require('node:timers/promises');

/**
 * A process as it is remembered in a file, to be stopped by whoever finds it orphaned.
 * @typedef {object} ProcessRecord
 * @property {string} name
 * @property {number} pid
 * @property {string} marker what its command line must hold: pids are given again, to anybody
 * @property {number} order those of a lower number are stopped first
 */

/** Long enough for a service to finish its round and for Kafka to close its files. */
const GRACE_MS = 20_000;

/**
 * @param {number} pid
 * @returns {string} its command line with spaces between the arguments; '' when there is no such process
 */
function commandLineOf(pid) {
  try {
    if (fs.existsSync('/proc/self/cmdline'))
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/**
 * Whether the process still runs and is the one that was remembered.
 * @param {Pick<ProcessRecord, 'pid' | 'marker'>} record
 */
function isRunning({ pid, marker }) {
  return commandLineOf(pid).includes(marker);
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalIfThere(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile, which is what was wanted.
  }
}

/**
 * Stops what is left of a centre whose launcher is gone: services first, then Redis, then Kafka. A process that took
 * over a remembered pid is left alone.
 * @param {readonly ProcessRecord[]} records
 * @param {number} [graceMs] after which SIGKILL follows SIGTERM
 * @returns {Promise<string[]>} the names of those that were stopped
 */
async function stopLeftovers(records, graceMs = GRACE_MS) {
  const left = records.filter(isRunning);
  for (const order of [...new Set(left.map((record) => record.order))].sort((a, b) => a - b)) {
    const now = left.filter((record) => record.order === order);
    for (const { pid } of now) signalIfThere(pid, 'SIGTERM');
    const deadline = Date.now() + graceMs;
    while (now.some(isRunning)) {
      if (Date.now() > deadline) for (const record of now.filter(isRunning)) signalIfThere(record.pid, 'SIGKILL');
      await delay(50);
    }
  }
  return left.map((record) => record.name);
}

/**
 * @param {string} file JSON with a `processes` array
 * @returns {ProcessRecord[]} none when the file is missing or torn
 */
function readRecords(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).processes ?? [];
  } catch {
    return [];
  }
}

/**
 * Writes what `readRecords` reads; the file is whole at every moment.
 * @param {string} file
 * @param {readonly ProcessRecord[]} processes
 * @param {object} [more] what else is to stand in it
 */
function writeRecords(file, processes, more = {}) {
  fs.writeFileSync(`${file}.new`, JSON.stringify({ ...more, processes }));
  fs.renameSync(`${file}.new`, file);
}

/**
 * @param {Pick<ProcessRecord, 'name' | 'pid' | 'marker'>} child
 * @param {number} order
 * @returns {ProcessRecord}
 */
function recordOf({ name, pid, marker }, order) {
  return { name, pid, marker, order };
}

module.exports = { isRunning, stopLeftovers, readRecords, writeRecords, recordOf, commandLineOf };
