// @ts-check
'use strict';

/** How often the live line is repeated where it cannot be overwritten, ms. */
const PLAIN_INTERVAL_MS = 5000;

/**
 * Tells the person at the terminal what goes on.
 * @typedef {object} Reporter
 * @property {(text: string) => void} say a line that stays, with the seconds since the start
 * @property {(text: string) => void} live a line that is overwritten by the next; a plain one now and then if there is no terminal
 * @property {(text: string) => void} print as it is
 * @property {<T>(what: string, work: () => Promise<T>) => Promise<T>} step says what begins and how long it took
 */

/**
 * @param {{ write: (text: string) => unknown, isTTY?: boolean, columns?: number }} out
 * @param {() => number} [now]
 * @returns {Reporter}
 */
function createReporter(out, now = Date.now) {
  const begun = now();
  const seconds = (/** @type {number} */ since) => `${((now() - since) / 1000).toFixed(1)} s`;
  let liveShown = false;
  let lastPlain = -Infinity;

  const print = (/** @type {string} */ text) => {
    out.write(`${liveShown ? '\r\x1b[K' : ''}${text}\n`);
    liveShown = false;
  };
  const say = (/** @type {string} */ text) => print(`${seconds(begun).padStart(8)}  ${text}`);
  return {
    print,
    say,
    live(text) {
      if (out.isTTY === true) {
        out.write(`\r\x1b[K${text.slice(0, (out.columns ?? 80) - 1)}`);
        liveShown = true;
      } else if (now() - lastPlain >= PLAIN_INTERVAL_MS) {
        lastPlain = now();
        say(text);
      }
    },
    async step(what, work) {
      say(`${what} …`);
      const since = now();
      const result = await work();
      say(`${what}: done in ${seconds(since)}`);
      return result;
    },
  };
}

module.exports = { createReporter };
