// @ts-check
'use strict';

const { startJanitor } = require('./janitor');
const { supervise } = require('./supervisor');
const { stopTools } = require('./tools');

/** Thrown where a start goes on after it was interrupted. */
class Interrupted extends Error {}

/**
 * All that a launcher has started and keeps running; remembered in the centre's state for whoever has to clean up.
 * @typedef {object} Run
 * @property {Keep} keep
 * @property {() => boolean} stopped whether a stop has begun
 * @property {() => Promise<void>} stop in order: simulator, gateway, stages, Redis, Kafka
 * @property {() => Promise<void>} kill all at once
 */

/**
 * Keeps a process running; resolves when it runs for the first time.
 * @callback Keep
 * @param {string} name
 * @param {number} order
 * @param {number} graceMs
 * @param {(started: (child: import('./child').Child) => void) => Promise<import('./child').Child>} start
 * @returns {Promise<import('./supervisor').Supervised>}
 */

/**
 * @param {import('./centre').Centre} centre
 * @param {(text: string) => void} say
 * @returns {Run}
 */
function createRun(centre, say) {
  /** @type {import('./supervisor').Supervised[]} */
  const kept = [];
  let stopped = false;
  const janitor = startJanitor(centre.stateFile);

  const remember = () => {
    centre.state.janitor = janitor.pid;
    centre.state.processes = kept.flatMap(({ name, order, child }) => {
      const { pid, marker } = child() ?? { pid: 0, marker: '' };
      return pid === 0 ? [] : [{ name, pid, marker, order }];
    });
    centre.save();
  };
  const forget = async () => {
    centre.state.processes = [];
    centre.state.janitor = 0;
    centre.save();
    await janitor.dismiss();
  };
  const stopAll = async () => {
    stopped = true;
    await stopTools();
    for (const order of [...new Set(kept.map((each) => each.order))].sort((a, b) => a - b)) {
      await Promise.all(kept.filter((each) => each.order === order).map((each) => each.stop()));
    }
    await forget();
  };
  /** @type {Promise<void> | null} */
  let stopping = null;
  remember();
  return {
    stopped: () => stopped,
    async keep(name, order, graceMs, start) {
      if (stopped) throw new Interrupted();
      const changed = () => (stopped ? undefined : remember());
      const supervised = supervise({ name, order, graceMs, start, say, changed });
      kept.push(supervised);
      // Its process may be there already, and was not among these when it came.
      changed();
      await supervised.ready;
      if (stopped) throw new Interrupted();
      return supervised;
    },
    stop: () => (stopping ??= stopAll()),
    async kill() {
      stopped = true;
      await Promise.all(kept.map((each) => each.kill()));
    },
  };
}

module.exports = { createRun, Interrupted };
