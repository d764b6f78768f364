// @ts-check
'use strict';

const { setTimeout: delay } = require('node:timers/promises');
const { bringUp, serve } = require('./bring-up');
const { openCentre } = require('./centre');
const { Fault } = require('./fault');
const { parseOptions, HELP } = require('./options');
const { createReporter } = require('./reporter');
const { createRun, Interrupted } = require('./run');
const { openScenario, scenarioLines, usualIn } = require('./scenario');
const { clearLeftovers } = require('./leftovers');
const { summaryOf } = require('./summary');

/** How long a start that was interrupted may take to notice it. */
const LAST_WORD_MS = 2000;
/** What shells report of a program that was ended by Ctrl-C. */
const FORCED_EXIT_CODE = 130;

/**
 * Resolves at the first signal to stop; at the second everything is killed.
 * @param {import('./run').Run} run
 * @param {import('./reporter').Reporter} reporter
 * @returns {Promise<void>}
 */
function interruption(run, reporter) {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = () => {
      if (asked) {
        reporter.say('killing what still runs');
        void run.kill().finally(() => process.exit(FORCED_EXIT_CODE));
      } else {
        asked = true;
        reporter.say('stopping: simulator, gateway, stages, Redis, Kafka (once more to force it)');
        resolve();
      }
    };
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, onSignal);
  });
}

/**
 * Runs a centre until it is stopped or drained.
 * @param {import('./options').Options} options
 * @param {import('./scenario').Scenario | null} scenario
 * @param {import('./reporter').Reporter} reporter
 * @returns {Promise<number>} exit code
 */
async function launch(options, scenario, reporter) {
  const centre = openCentre(options.data, { reset: options.reset });
  try {
    await clearLeftovers(centre, reporter, options.reset);
    const run = createRun(centre, reporter.say);
    const interrupted = interruption(run, reporter);
    /** @type {import('./bring-up').Outcome | void} */
    let outcome;
    try {
      const serving = bringUp(options, scenario, centre, run, reporter).then((up) =>
        serve(options, scenario, up, run, reporter),
      );
      // What fails because everything stops has been told already.
      serving.catch(() => undefined);
      outcome = await Promise.race([serving, interrupted.then(() => run.stop())]);
      outcome ??= await Promise.race([serving.catch(() => undefined), delay(LAST_WORD_MS)]);
      if (!run.stopped()) reporter.say('stopping: simulator, gateway, stages, Redis, Kafka');
    } finally {
      await run.stop();
    }
    reporter.say(`stopped; the data stay in ${centre.dir}`);
    return conclude(options, reporter, outcome);
  } finally {
    centre.release();
  }
}

/**
 * @param {import('./options').Options} options
 * @param {import('./reporter').Reporter} reporter
 * @param {import('./bring-up').Outcome | void} outcome undefined when the start was interrupted
 */
function conclude({ json, untilDrained }, reporter, outcome) {
  const problem = outcome?.problem ?? (untilDrained ? 'it was stopped before it began' : '');
  if (problem !== '') console.error(`The counts are not final: ${problem}.`);
  const played = outcome?.played ?? null;
  const broken = played?.promises.filter(({ holds }) => !holds) ?? [];
  for (const { promise, actual } of broken)
    console.error(`The scenario "${played?.scenario}" has broken a promise: ${promise}, but it is ${actual}.`);
  if (json && outcome?.counts) reporter.print(JSON.stringify({ ...summaryOf(outcome.counts, outcome.ms), ...played }));
  return problem === '' && broken.length === 0 ? 0 : 1;
}

/**
 * The launcher itself; sets the exit code of the process.
 * @param {readonly string[]} argv without node and the script
 */
async function main(argv) {
  try {
    const options = parseOptions(argv);
    if (options.help || options.scenarios) {
      process.stdout.write(options.help ? HELP : `${scenarioLines().join('\n')}\n`);
      return;
    }
    const reporter = createReporter(process.stdout);
    const scenario = options.scenario === '' ? null : await openScenario(options.scenario, reporter);
    const played = scenario === null ? options : parseOptions(argv, process.cwd(), usualIn(scenario));
    process.exitCode = await launch(played, scenario, reporter);
  } catch (error) {
    if (!(error instanceof Interrupted)) {
      console.error(error instanceof Error ? error.message : String(error));
      if (!(error instanceof Fault) && process.env['LOG_LEVEL'] === 'debug') console.error(error);
    }
    process.exitCode = error instanceof Fault ? error.exitCode : 1;
  }
  process.exit();
}

module.exports = { main };
