// @ts-check
'use strict';

const { Fault } = require('./fault');

/** @typedef {import('./keys').DemoKeys} DemoKeys */

const TIMEOUT_MS = 15_000;
/** What a demonstration's carriers subscribe: all, and a choice. Each begins with what the log still holds. */
const DEMONSTRATION = [
  { carrier: 'KAZPOST', name: 'demonstration', filter: '' },
  { carrier: 'RUPOST', name: 'departures', filter: 'event.type in ["DEPARTED", "PIECES_DEPARTED"]' },
];

/**
 * Sees to it that the carriers of a demonstration have subscribed; those of an earlier start stay as they are.
 * @param {string} gatewayUrl
 * @param {DemoKeys} keys that the gateway knows
 * @throws {Fault} when the gateway refuses
 */
async function subscribe(gatewayUrl, { carriers }) {
  await Promise.all(
    DEMONSTRATION.map(async ({ carrier, ...body }) => {
      const response = await fetch(`${gatewayUrl}/v1/subscriptions`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${carriers[carrier]?.key}`,
          'content-type': 'application/json',
          prefer: 'wait=10',
        },
        body: JSON.stringify({ ...body, start: 'beginning' }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await response.text();
      // 409: it was opened before, or deleted.
      if (response.ok || response.status === 409) return;
      throw new Fault(`The gateway did not take the subscription of ${carrier} (${response.status}): ${text}`);
    }),
  );
}

module.exports = { subscribe };
