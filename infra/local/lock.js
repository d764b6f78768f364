// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');
const { codeOf } = require('./fault');
const { isRunning } = require('./processes');

/** A lock without a holder's name that is older than this was left by a process that died while it took it. */
const NAMELESS_MS = 5000;

/**
 * Who holds a lock, as its file says.
 * @param {string} file
 * @returns {{ pid: number, alive: boolean } | null} null when there is no such file any more
 */
function holderOf(file) {
  try {
    const [pid = '', marker = ''] = fs.readFileSync(file, 'utf8').split('\n');
    if (marker !== '') return { pid: Number(pid), alive: isRunning({ pid: Number(pid), marker }) };
    return { pid: 0, alive: Date.now() - fs.statSync(file).mtimeMs < NAMELESS_MS };
  } catch {
    return null;
  }
}

/**
 * Takes a lock if nobody alive holds it.
 * @param {string} file removed by whoever gives the lock back
 * @returns {number | null} the pid of the holder; null when the lock is now ours
 */
function tryLock(file) {
  for (;;) {
    try {
      fs.writeFileSync(file, `${process.pid}\n${path.basename(process.argv[1] ?? '')}`, { flag: 'wx' });
      return null;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder?.alive) return holder.pid;
    if (holder !== null) fs.rmSync(file, { force: true });
  }
}

/**
 * Runs a piece of work while no other process of this machine runs one under the same lock.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withLock(file, work) {
  while (tryLock(file) !== null) await delay(100);
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

module.exports = { tryLock, withLock };
