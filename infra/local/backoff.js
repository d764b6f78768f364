// @ts-check
'use strict';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5000;
/** A process that ran so long was well: its next end is the first of a new row. */
const HEALTHY_MS = 30_000;

/**
 * How long to wait before the next start: 100 ms, twice as long after each early end, 5 s at most.
 * @returns {{ next: (ranForMs: number) => number }} `next` takes how long the process ran and gives the wait, both ms
 */
function createBackoff() {
  let failures = 0;
  return {
    next(ranForMs) {
      if (ranForMs >= HEALTHY_MS) failures = 0;
      failures += 1;
      return Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), LONGEST_DELAY_MS);
    },
  };
}

module.exports = { createBackoff };
