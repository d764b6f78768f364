// @ts-check
'use strict';

/**
 * What `GET /v1/counts` says.
 * @typedef {object} Counts
 * @property {number} declared
 * @property {number} rejected
 * @property {number} released
 * @property {number} returned
 * @property {number} detained
 * @property {number} cancelled
 * @property {number} departed
 * @property {number} inQueues counted in the queues themselves, apart from the statuses
 * @property {number} deadLetters
 * @property {Record<string, Record<string, number>>} [byStage] stage → status → parcels
 */

/** The ends of a parcel: every declared one is in one of these or in a queue. */
const ENDS = /** @type {const} */ (['rejected', 'returned', 'detained', 'cancelled', 'departed']);

/**
 * Why the counts of a drained centre do not add up.
 * @param {Counts} counts
 * @returns {string} '' when they do
 */
function imbalance(counts) {
  const ended = ENDS.reduce((sum, end) => sum + counts[end], 0);
  if (counts.declared !== ended + counts.inQueues) {
    return `${counts.declared} parcels are declared, but ${ended} have ended and ${counts.inQueues} are in queues`;
  }
  if (counts.deadLetters > 0) return `${counts.deadLetters} records are among the dead letters`;
  return '';
}

/**
 * The summary of `--json`.
 * @param {Counts} counts
 * @param {number} ms
 */
function summaryOf(counts, ms) {
  const { declared, rejected, released, returned, detained, cancelled, departed, inQueues, deadLetters } = counts;
  const seconds = Math.round(ms / 10) / 100;
  return { declared, rejected, released, returned, detained, cancelled, departed, inQueues, deadLetters, seconds };
}

/**
 * One line for a person: the whole, then each stage with its statuses, in the order of the flow.
 * @param {Counts} counts
 */
function lineOf(counts) {
  const stages = Object.entries(counts.byStage ?? {}).map(([stage, statuses]) => {
    const parts = Object.entries(statuses).filter(([, count]) => count > 0);
    return `${stage} ${parts.map(([status, count]) => `${status} ${count}`).join(', ') || '-'}`;
  });
  // First of all, since a narrow terminal shows the beginning only.
  const total = `${counts.declared} declared, ${counts.inQueues} in queues, ${counts.departed} departed`;
  return [counts.deadLetters > 0 ? `${total}, ${counts.deadLetters} dead letters` : total, ...stages].join(' | ');
}

module.exports = { imbalance, summaryOf, lineOf };
