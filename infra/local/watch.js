// @ts-check
'use strict';

const { setTimeout: delay } = require('node:timers/promises');
const { getJson } = require('./readiness');
const { imbalance, lineOf } = require('./summary');

/** @typedef {import('./summary').Counts} Counts */

const EVERY_MS = 1000;
/** Nothing has moved for so long: nothing will. Restarts of services and of Kafka are over long before. */
const STALL_MS = 180_000;
/** Counts come from several stages and settle a moment after the last parcel. */
const SETTLE_MS = 20_000;

/**
 * Shows the counts once a second, and with `untilDrained` ends when the simulator is done with its parcels.
 * @param {{ gatewayUrl: string, simulatorUrl: string, operatorKey: string, untilDrained: boolean,
 *   live: (text: string) => void, stopped: () => boolean }} options
 * @returns {Promise<{ counts: Counts | null, problem: string }>} the last counts, and why the end is no good one: ''
 *   when everything adds up
 */
async function watchCounts({ gatewayUrl, simulatorUrl, operatorKey, untilDrained, live, stopped }) {
  const headers = { authorization: `Bearer ${operatorKey}` };
  /** @type {Counts | null} */
  let counts = null;
  let seen = '';
  let movedAt = Date.now();
  /** @type {number | null} */
  let finishedAt = null;
  while (!stopped()) {
    const [answer, simulator] = await Promise.all([
      getJson(`${gatewayUrl}/v1/counts`, headers),
      untilDrained ? getJson(`${simulatorUrl}/status`) : null,
    ]);
    if (answer.status === 200) counts = /** @type {Counts} */ (answer.body);
    live(
      answer.status === 200 ? lineOf(answer.body) : `the gateway does not answer (${answer.status || 'no connection'})`,
    );
    const now = JSON.stringify([counts, simulator?.body]);
    if (now !== seen) movedAt = Date.now();
    seen = now;
    if (simulator?.body?.phase === 'finished') {
      finishedAt ??= Date.now();
      const problem = counts === null ? 'there are no counts' : imbalance(counts);
      if (problem === '' || Date.now() - finishedAt > SETTLE_MS) return { counts, problem };
    } else if (untilDrained && Date.now() - movedAt > STALL_MS) {
      return { counts, problem: `nothing has moved for ${STALL_MS / 1000} s` };
    }
    await delay(EVERY_MS);
  }
  return { counts, problem: untilDrained ? 'it was stopped before the last parcel' : '' };
}

module.exports = { watchCounts };
