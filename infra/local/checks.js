// @ts-check
'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { prepareAlone, ROOT } = require('./prepare');
const { createReporter } = require('./reporter');

/** Each check: what it is called, and the command that runs it. @type {readonly [string, string, string[]][]} */
const CHECKS = [
  ['types', 'tsc', ['-p', 'tsconfig.json']],
  ['lint and architecture rules', 'eslint', ['--max-warnings', '0', '.']],
  ['formatting', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['generated code', process.execPath, ['dist/libs/contracts/codegen/generate.js', '--check']],
];

/** @param {string} command @param {readonly string[]} args @returns {number} its exit code */
function runHere(command, args) {
  const local = path.join(ROOT, 'node_modules', '.bin', command);
  const program = fs.existsSync(local) ? local : command;
  return spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

/** Runs all checks, also after one has failed. @returns {Promise<number>} how many failed */
async function check() {
  const reporter = createReporter(process.stdout);
  await prepareAlone(reporter);
  let failed = 0;
  for (const [name, command, args] of CHECKS) {
    const status = await reporter.step(`Checking ${name}`, () => Promise.resolve(runHere(command, args)));
    if (status !== 0) {
      failed += 1;
      reporter.say(`FAILED: ${name}`);
    }
  }
  reporter.say(`Checks: ${CHECKS.length - failed} passed, ${failed} failed`);
  return failed;
}

/** The whole run: files two at a time, then those that start whole centres, each of which needs both cores. @type {readonly [string, string[]][]} */
const PARTS = [
  ['the parts, two files at a time', ['--testPathIgnorePatterns', String.raw`\.e2e\.spec\.ts$`, '--maxWorkers=2']],
  ['whole centres, one after the other', ['--testPathPatterns', String.raw`\.e2e\.spec\.ts$`, '--runInBand']],
];

const OUTPUT_FILE = '--outputFile=';

/**
 * Runs the tests with jest's own options. Without a path they run in two parts, also after the first has failed; a file for the results has the part's number
 * appended to its name then (`results.json.1`).
 * @param {readonly string[]} args
 * @returns {Promise<number>} jest's exit code
 */
async function test(args) {
  const reporter = createReporter(process.stdout);
  await prepareAlone(reporter);
  if (args.some((arg) => !arg.startsWith('-'))) return runHere('jest', args);
  let status = 0;
  for (const [index, [name, options]] of PARTS.entries()) {
    const own = args.map((arg) => (arg.startsWith(OUTPUT_FILE) ? `${arg}.${index + 1}` : arg));
    const failed = await reporter.step(`Testing ${name}`, () => Promise.resolve(runHere('jest', [...own, ...options])));
    status ||= failed;
  }
  return status;
}

/** Lets a centre's parts fail at random and audits it. @param {readonly string[]} args @returns {Promise<number>} its exit code */
async function chaos(args) {
  await prepareAlone(createReporter(process.stdout));
  return require(path.join(ROOT, 'dist', 'test', 'chaos', 'main.js')).main(args);
}

module.exports = { check, test, chaos };
