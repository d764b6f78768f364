// @ts-check
'use strict';

const { startChild } = require('./child');

/** Tools that run now, so that an interrupted start does not leave them behind. @type {Set<import('./child').Child>} */
const running = new Set();

/**
 * Runs a tool to its end; what it prints goes to a log file.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, logFile: string }} options
 * @returns {Promise<string>} how it failed, e.g. `exit code 1`; '' when it did not
 */
async function runTool(command, args, { cwd, logFile }) {
  const child = await startChild(command, command, args, { cwd, logFile, marker: command, awaited: true });
  running.add(child);
  const how = await child.exited;
  running.delete(child);
  return how === 'exit code 0' ? '' : how;
}

/** Ends the tools that run now. */
async function stopTools() {
  await Promise.all([...running].map((tool) => tool.stop(5000)));
}

module.exports = { runTool, stopTools };
