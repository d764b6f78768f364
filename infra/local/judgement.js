// @ts-check
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Fault } = require('./fault');
const { ROOT } = require('./prepare');
const { runTool } = require('./tools');

/** @typedef {import('./scenario').Scenario} Scenario */
/** @typedef {import('./scenario').Bounds} Bounds */
/** @typedef {{ promise: string, actual: number, holds: boolean }} Promised */
/**
 * What the simulator says of a lot.
 * @typedef {{ lines: number, accepted: number, rejected: number, invalid: number, receivedSeconds: number, decidedSeconds: number }} Lot
 */
/**
 * What a run came to.
 * @typedef {object} End
 * @property {import('./summary').Counts} counts
 * @property {Lot | null} lot
 * @property {number} again parcels besides, whose goods were declared a second time
 * @property {Readonly<Record<string, number>>} events what stands in the log, by name and by `Name.REASON`
 * @property {number} violations what the audit found
 */

const AUDIT = path.join(ROOT, 'dist', 'test', 'audit', 'main.js');
/** The audit keeps some words about each record of the log. */
const AUDIT_HEAP_MIB = 8192;

/**
 * Whether a scenario has kept what it promises. What holds at any size is always asked for; its numbers only when it was
 * played as its file says.
 * @param {Scenario} scenario
 * @param {{ parcels: number | null, seed: number }} played
 * @param {End} end
 * @returns {Promised[]}
 */
function judge(scenario, played, { counts, lot, again, events, violations }) {
  const parcels = played.parcels ?? 0;
  const exactly = (/** @type {string} */ what, /** @type {number} */ wanted, /** @type {number} */ actual) =>
    promised(what, { min: wanted, max: wanted }, actual);
  const always = [
    ...(lot === null
      ? []
      : [
          exactly('lines of the lot', parcels, lot.lines),
          exactly('accepted + rejected + invalid lines', parcels, lot.accepted + lot.rejected + lot.invalid),
        ]),
    exactly('parcels that the centre knows', parcels - (lot?.invalid ?? 0) + again, counts.declared),
    exactly('records among the dead letters', 0, counts.deadLetters),
    exactly('violations that the audit finds', 0, violations),
  ];
  if (parcels !== scenario.parcels || played.seed !== scenario.seed) return always;
  const ofCounts = new Map(Object.entries(counts));
  return [
    ...always,
    ...[...scenario.promises.counts].map(([name, bounds]) => promised(name, bounds, Number(ofCounts.get(name) ?? 0))),
    ...[...scenario.promises.events].map(([name, bounds]) => promised(name, bounds, events[name] ?? 0)),
  ];
}

/** @param {string} what @param {Bounds} bounds @param {number} actual @returns {Promised} */
function promised(what, { min, max }, actual) {
  const upTo = max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `${min} to ${max}`;
  return { promise: `${what}: ${min === max ? min : upTo}`, actual, holds: actual >= min && actual <= max };
}

/**
 * Audits a centre that still runs.
 * @param {import('./centre').Centre} centre
 * @param {NodeJS.ProcessEnv} env with `KAFKA_BROKERS` and `REDIS_URL`
 * @returns {Promise<Pick<End, 'events' | 'violations'>>}
 */
async function audit(centre, { KAFKA_BROKERS = '', REDIS_URL = '' }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'alataw-audit-'));
  const file = path.join(folder, 'report.json');
  const logFile = centre.path('logs', 'audit.log');
  try {
    const servers = ['--brokers', KAFKA_BROKERS, '--redis', REDIS_URL];
    const node = [
      `--max-old-space-size=${AUDIT_HEAP_MIB}`,
      AUDIT,
      ...servers,
      '--no-java',
      '--drained',
      '--json',
      file,
    ];
    const failure = await runTool(process.execPath, node, { cwd: ROOT, logFile });
    if (!fs.existsSync(file)) throw new Fault(`The audit could not be made (${failure}); see why: cat ${logFile}`);
    const { events, violations } = JSON.parse(fs.readFileSync(file, 'utf8'));
    return { events, violations };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The most memory that each process of a centre has had so far, MiB; empty where the system does not tell, as on macOS.
 * @param {import('./centre').Centre} centre
 * @returns {Record<string, number>}
 */
function peaksOf({ state }) {
  const peaks = state.processes.map(({ name, pid }) => /** @type {const} */ ([name, peakMib(pid)]));
  return Object.fromEntries(peaks.filter(([, peak]) => peak > 0));
}

/** @param {number} pid */
function peakMib(pid) {
  try {
    const [, kib = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kib) / 1024);
  } catch {
    return 0; // it has just ended, or there is no /proc
  }
}

module.exports = { judge, audit, peaksOf };
