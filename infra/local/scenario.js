// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Fault } = require('./fault');
const { prepareAlone, ROOT } = require('./prepare');

/**
 * What the launcher takes from a scenario file; the simulator reads the rest of it itself.
 * @typedef {object} Scenario
 * @property {string} file absolute path
 * @property {string} name
 * @property {string} title
 * @property {number} seed
 * @property {number} parcels
 * @property {number} rate
 * @property {boolean} isLot
 * @property {boolean} customs whether it is played behind customs
 * @property {ReadonlyMap<string, string>} rules stage → rules file
 * @property {{ counts: ReadonlyMap<string, Bounds>, events: ReadonlyMap<string, Bounds> }} promises
 */
/** @typedef {{ min: number, max: number }} Bounds */

const FOLDER = path.join(ROOT, 'apps', 'simulator', 'scenarios');
const READER = path.join(ROOT, 'dist', 'apps', 'simulator', 'src', 'scenario', 'scenario.js');

const shipped = () =>
  fs
    .readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.basename(name, '.json'));

/** One line for each scenario that comes with this version. */
function scenarioLines() {
  const names = shipped();
  const width = Math.max(...names.map((name) => name.length));
  return names.map((name) => {
    const { title } = JSON.parse(fs.readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));
    return `${name.padEnd(width)}  ${title}`;
  });
}

/**
 * @param {string} nameOrPath what has a slash or ends in .json is a path
 * @param {string} cwd
 */
function fileOf(nameOrPath, cwd) {
  const isPath = nameOrPath.includes('/') || nameOrPath.endsWith('.json');
  const file = isPath ? path.resolve(cwd, nameOrPath) : path.join(FOLDER, `${nameOrPath}.json`);
  if (fs.existsSync(file)) return file;
  const known = `take one of ${shipped().join(', ')}`;
  throw new Fault(
    isPath
      ? `There is no file ${file}; ${known}, or name a file that is there: npm start -- --scenario FILE`
      : `There is no scenario "${nameOrPath}"; ${known}, or name a file of your own: npm start -- --scenario ./mine.json`,
    2,
  );
}

/**
 * Finds and reads a scenario; builds the reader first if need be.
 * @param {string} nameOrPath
 * @param {import('./reporter').Reporter} reporter
 * @returns {Promise<Scenario>}
 * @throws {Fault} with exit code 2, naming the file, each field that is wrong, and what to do
 */
async function openScenario(nameOrPath, reporter) {
  const file = fileOf(nameOrPath, process.cwd());
  await prepareAlone(reporter);
  try {
    return { ...require(READER).readScenario(file), file };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ScenarioError') throw error;
    throw new Fault(error.message, 2);
  }
}

/**
 * What options are where the command line leaves them out: those of the scenario, in a centre of its own that begins empty.
 * @param {Scenario} scenario
 */
function usualIn({ name, seed, parcels, rate, customs }) {
  return { seed, parcels, rate, customs, data: path.join('.alataw', 'scenarios', name), resets: true };
}

/** What services are told besides. @param {Scenario | null} scenario @returns {NodeJS.ProcessEnv} */
function environmentOf(scenario) {
  return Object.fromEntries(
    [...(scenario?.rules ?? [])].map(([stage, file]) => [`${stage.toUpperCase()}_RULES`, file]),
  );
}

module.exports = { openScenario, scenarioLines, usualIn, environmentOf };
