// @ts-check
'use strict';

const path = require('node:path');
const { Fault } = require('./fault');

/**
 * What the launcher was asked to do.
 * @typedef {object} Options
 * @property {boolean} help
 * @property {boolean} scenarios list them
 * @property {string} scenario name or path; '' for none
 * @property {boolean} empty no simulator
 * @property {number} rate parcels declared per second
 * @property {number | null} parcels how many the simulator declares; null: no end
 * @property {number} seed
 * @property {boolean} untilDrained
 * @property {boolean} json
 * @property {string} data absolute path
 * @property {number} port of the gateway
 * @property {boolean} reset
 * @property {boolean} customs whether customs' word releases parcels, and the simulator plays customs
 */

const HELP = `Starts a clearance centre on this machine: Kafka, Redis, every service, and a simulator that sends parcels through.

  npm start -- [options]

  --empty           no simulator: the centre waits for your own declarations
  --rate N          parcels that the simulator declares per second (20)
  --parcels N       stop declaring after N parcels (no end)
  --seed N          the same seed makes the same parcels (1)
  --until-drained   with --parcels or --scenario: stop when all are final; exit 0 only if the counts balance, nothing is
                    among the dead letters, and the scenario has kept its promises
  --scenario NAME   play a scenario, or one in a file of your own: its seed, parcels and rate (which the options above
                    override; its numbers are then only checked at its own seed and size), what people do in it, and
                    what it promises. It begins with an empty centre of its own, in .alataw/scenarios/NAME
  --scenarios       list the scenarios, a line each
  --json            the last line of standard output is a summary: declared, rejected, released, returned, detained,
                    cancelled, departed, inQueues, deadLetters, seconds (from the simulator's start to the last parcel);
                    of a scenario also its promises, and the most memory of each process, MiB
  --data DIR        where the centre keeps its data, logs and keys (.alataw)
  --port N          port of the gateway (8080); all others are chosen and remembered
  --customs         a parcel is released only when customs says so; the simulator plays customs, time compressed
  --reset           forget all data of this centre first
  --help            this text

Ctrl-C drains and stops what was started; the next start goes on with the same data. A second centre beside it needs a
--data and a --port of its own.

Environment: KAFKA_BROKERS and REDIS_URL name servers that are already there; PARTITIONS (6) is read at the first start
only; KAFKA_REPLICATION (1) is the replication factor of new topics. The broker that is started here takes KAFKA_HEAP_OPTS
(-Xms256m -Xmx512m) and KAFKA_JVM_PERFORMANCE_OPTS as Kafka's own scripts do.
`;

/**
 * What holds where the command line says nothing.
 * @typedef {{ rate: number, seed: number, parcels: number | null, customs: boolean, data: string, resets: boolean }} Usual
 * @type {Usual}
 */
const USUAL = { rate: 20, seed: 1, parcels: null, customs: false, data: '.alataw', resets: false };
const USUAL_PORT = 8080;
const MAX_SEED = 2 ** 31 - 1;

const FLAGS = ['help', 'empty', 'until-drained', 'json', 'reset', 'scenarios', 'customs'];
const VALUES = ['rate', 'parcels', 'seed', 'data', 'port', 'scenario'];

/** @param {string} problem */
const wrong = (problem) => new Fault(`${problem}; the options are listed by: npm start -- --help`, 2);

/**
 * @param {string | undefined} text
 * @param {string} name
 * @param {{ min: number, max: number, whole: boolean }} range
 * @returns {number | undefined}
 */
function numberOf(text, name, { min, max, whole }) {
  if (text === undefined) return undefined;
  const value = Number(text);
  const fits = text.trim() !== '' && value >= min && value <= max && (!whole || Number.isInteger(value));
  if (!fits)
    throw wrong(`--${name} takes ${whole ? 'a whole number' : 'a number'} from ${min} to ${max}, not "${text}"`);
  return value;
}

/**
 * @param {readonly string[]} argv
 * @returns {Map<string, string>} name → value, '' for a flag
 */
function split(argv) {
  /** @type {Map<string, string>} */
  const given = new Map();
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name = '', attached] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (FLAGS.includes(name) && attached === undefined) {
      given.set(name, '');
    } else if (VALUES.includes(name)) {
      const value = attached ?? rest.shift();
      if (value === undefined || value === '' || value.startsWith('--')) throw wrong(`--${name} needs a value`);
      given.set(name, value);
    } else {
      throw wrong(FLAGS.includes(name) ? `--${name} takes no value` : `Unknown option ${word}`);
    }
  }
  return given;
}

/**
 * @param {readonly string[]} argv without node and the script
 * @param {string} [cwd] against which `--data` is resolved
 * @param {Usual} [usual]
 * @returns {Options}
 * @throws {Fault} with exit code 2
 */
function parseOptions(argv, cwd = process.cwd(), usual = USUAL) {
  const given = split(argv);
  const parcels = numberOf(given.get('parcels'), 'parcels', { min: 1, max: 100_000_000, whole: true }) ?? usual.parcels;
  const options = {
    help: given.has('help'),
    scenarios: given.has('scenarios'),
    scenario: given.get('scenario') ?? '',
    empty: given.has('empty'),
    rate: numberOf(given.get('rate'), 'rate', { min: 0.1, max: 20_000, whole: false }) ?? usual.rate,
    parcels,
    seed: numberOf(given.get('seed'), 'seed', { min: 0, max: MAX_SEED, whole: true }) ?? usual.seed,
    untilDrained: given.has('until-drained'),
    json: given.has('json'),
    data: path.resolve(cwd, given.get('data') ?? usual.data),
    port: numberOf(given.get('port'), 'port', { min: 1, max: 65_535, whole: true }) ?? USUAL_PORT,
    // Where somebody names the folder, what is in it is not forgotten unasked.
    reset: given.has('reset') || (usual.resets && !given.has('data')),
    customs: given.has('customs') || usual.customs,
  };
  if (options.untilDrained && options.empty) throw wrong('--until-drained and --empty exclude each other');
  if (options.scenario !== '' && options.empty) throw wrong('--scenario and --empty exclude each other');
  if (options.untilDrained && parcels === null && options.scenario === '')
    throw wrong('--until-drained needs --parcels N or --scenario NAME');
  return options;
}

module.exports = { parseOptions, HELP };
