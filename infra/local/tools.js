// @ts-check
'use strict';

const { startChild, tailOf } = require('./child');

/** Tools that run now, so that an interrupted start does not leave them behind. @type {Set<import('./child').Child>} */
const running = new Set();

/**
 * Runs a tool to its end; what it prints goes to a log file.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, logFile: string }} options
 * @returns {Promise<{ failure: string, tail: string }>} `failure` is how it ended, '' when well; `tail` the end of its log
 */
async function runTool(command, args, { cwd, logFile }) {
  const child = await startChild(command, command, args, { cwd, logFile, marker: command });
  running.add(child);
  const how = await child.exited;
  running.delete(child);
  return { failure: how === 'exit code 0' ? '' : how, tail: tailOf(logFile) };
}

/** Ends the tools that run now. */
async function stopTools() {
  await Promise.all([...running].map((tool) => tool.stop(5000)));
}

module.exports = { runTool, stopTools };
