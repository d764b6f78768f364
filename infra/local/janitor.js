// @ts-check
'use strict';

/**
 * Stops what its parent has started when the parent dies without doing so (kill -9, a closed terminal, a crash).
 * Usage: node janitor.js STATE_FILE [FOLDER_TO_REMOVE]; it waits for its standard input to end, which is the parent's
 * end. The parent takes from the state file what it has stopped itself.
 */

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const { readRecords, stopLeftovers } = require('./processes');

/**
 * Starts the janitor of this process.
 * @param {string} stateFile JSON with a `processes` array of records, see processes.js
 * @param {string} [folder] removed at the end
 * @returns {{ pid: number, dismiss: () => Promise<void> }} `dismiss` lets it do its work now and waits for its end
 */
function startJanitor(stateFile, folder) {
  const child = spawn(process.execPath, [__filename, stateFile, ...(folder === undefined ? [] : [folder])], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  const { stdin } = child;
  // An open pipe to it must not keep this process alive.
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  return {
    pid: child.pid ?? 0,
    dismiss: () =>
      new Promise((resolve) => {
        child.ref();
        child.once('exit', () => resolve());
        stdin.end();
      }),
  };
}

/** @param {string} stateFile @param {string | undefined} folder */
async function cleanUp(stateFile, folder) {
  await stopLeftovers(readRecords(stateFile));
  if (folder !== undefined) fs.rmSync(folder, { recursive: true, force: true });
}

if (require.main === module) {
  const [stateFile, folder] = process.argv.slice(2);
  process.stdin.resume();
  process.stdin.once('end', () => void cleanUp(stateFile ?? '', folder));
}

module.exports = { startJanitor };
