// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const LARGEST_BYTES = 20_000_000;
const CHECK_EVERY_MS = 2000;

/**
 * Keeps each log of a folder small: one that has grown too large is copied to `<name>.1` and emptied. The programs append,
 * so they go on writing at its new end; what is written between copy and cut is lost.
 * @param {string} folder
 * @param {number} [largestBytes]
 */
function trimLogs(folder, largestBytes = LARGEST_BYTES) {
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder).filter((each) => each.endsWith('.log'))) {
    const file = path.join(folder, name);
    if (fs.statSync(file).size <= largestBytes) continue;
    fs.copyFileSync(file, `${file}.1`);
    fs.truncateSync(file);
  }
}

/**
 * Trims the logs now and then, for as long as this process lives.
 * @param {string} folder
 */
function keepLogsSmall(folder) {
  trimLogs(folder);
  setInterval(() => trimLogs(folder), CHECK_EVERY_MS).unref();
}

module.exports = { trimLogs, keepLogsSmall };
