// @ts-check
'use strict';

const { setTimeout: delay } = require('node:timers/promises');
const { dockerAnswers, removeContainerData } = require('./docker');
const { isRunning, stopLeftovers } = require('./processes');

/** A janitor stops services, Redis and Kafka, each within its grace. */
const JANITOR_MS = 90_000;

/**
 * Stops what a launcher that was killed has left running, and with `reset` forgets the centre's data.
 * @param {import('./centre').Centre} centre
 * @param {import('./reporter').Reporter} reporter
 * @param {boolean} reset
 */
async function clearLeftovers(centre, reporter, reset) {
  const janitor = { pid: centre.state.janitor, marker: centre.stateFile };
  const deadline = Date.now() + JANITOR_MS;
  if (janitor.pid > 0 && isRunning(janitor))
    reporter.say('the last start was killed: waiting until all that it left has stopped');
  while (janitor.pid > 0 && isRunning(janitor) && Date.now() < deadline) await delay(100);
  const stopped = await stopLeftovers(centre.state.processes);
  if (stopped.length > 0) reporter.say(`stopped what the last start had left running: ${stopped.join(', ')}`);
  centre.state.processes = [];
  centre.state.janitor = 0;
  if (!reset) return;
  if (centre.state.kafka === 'docker' || centre.state.redis === 'docker' || (await dockerAnswers())) {
    await removeContainerData(centre.dir);
  }
  centre.reset();
  reporter.say(`all data of ${centre.dir} are forgotten`);
}

module.exports = { clearLeftovers };
