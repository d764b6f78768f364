// @ts-check
'use strict';

const { setTimeout: delay } = require('node:timers/promises');
const { createBackoff } = require('./backoff');

/** @typedef {import('./child').Child} Child */

/**
 * Something that is kept running.
 * @typedef {object} Supervised
 * @property {string} name
 * @property {number} order those of a lower number are stopped first
 * @property {Promise<void>} ready resolves when it runs for the first time; rejects with what the first start threw
 * @property {() => Child | null} child the process as it is now; null between two
 * @property {() => number} ends how often it ended without being asked to
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} kill
 */

/**
 * @typedef {object} Supervision
 * @property {string} name
 * @property {number} order
 * @property {(started: (child: Child) => void) => Promise<Child>} start starts the process, tells of it at once, and
 *   resolves when it is known to run
 * @property {number} graceMs between SIGTERM and SIGKILL
 * @property {() => void} changed the process is another one, or none
 * @property {(text: string) => void} say
 * @property {(ms: number, signal: AbortSignal) => Promise<unknown>} [wait]
 * @property {() => number} [now]
 */

/** A start that is still under way is not waited for longer than this when everything stops, ms. */
const UNDER_WAY_MS = 1000;

/** @type {(ms: number, signal: AbortSignal) => Promise<unknown>} */
const waitOnClock = (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined);

/**
 * Starts a process and starts it again, after a growing wait, whenever it ends unasked. Only the first start may fail;
 * later failures lengthen the wait.
 * @param {Supervision} supervision
 * @returns {Supervised}
 */
function supervise({ name, order, start, graceMs, changed, say, wait = waitOnClock, now = Date.now }) {
  const backoff = createBackoff();
  const stopping = new AbortController();
  let ends = 0;
  let since = now();
  /** @type {Child | null} */
  let child = null;

  const become = (/** @type {Child | null} */ next) => {
    child = next;
    changed();
    // A stop that came before the process was there found nothing to stop.
    if (stopping.signal.aborted) void next?.stop(graceMs);
  };
  const attempt = async () => {
    since = now();
    return start(become);
  };
  const endOf = async (/** @type {Promise<Child>} */ running) => {
    try {
      return await (
        await running
      ).exited;
    } catch (error) {
      return String(error instanceof Error ? error.message : error).split('\n')[0];
    }
  };
  const keepUp = async (/** @type {Promise<Child>} */ first) => {
    let how = await endOf(first);
    while (!stopping.signal.aborted) {
      become(null);
      ends += 1;
      const waitMs = backoff.next(now() - since);
      say(`${name} ended (${how}) and is started again in ${waitMs} ms`);
      await wait(waitMs, stopping.signal);
      if (!stopping.signal.aborted) how = await endOf(attempt());
    }
  };
  const first = attempt();
  const watching = first.then(
    () => keepUp(first),
    () => undefined,
  );
  return {
    name,
    order,
    ready: first.then(() => undefined),
    child: () => child,
    ends: () => ends,
    async stop() {
      stopping.abort();
      await child?.stop(graceMs);
      await Promise.race([watching, delay(UNDER_WAY_MS, undefined, { ref: false })]);
    },
    async kill() {
      stopping.abort();
      await child?.kill();
    },
  };
}

module.exports = { supervise };
