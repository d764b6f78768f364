// @ts-check
'use strict';

const { setTimeout: delay } = require('node:timers/promises');
const { Fault } = require('./fault');

/** @typedef {import('./keys').DemoKeys} DemoKeys */
/** @typedef {{ carrier: string, name: string, filter: string }} Subscription */

const TIMEOUT_MS = 15_000;
const PAUSE_MS = 100;
/** 401: its key has not travelled to the gateway yet. */
const PASSING = new Set([0, 401, 429, 503]);
/**
 * What a demonstration's carriers subscribe: all, and a choice. Each begins with what the log still holds.
 * @type {readonly Subscription[]}
 */
const DEMONSTRATION = [
  { carrier: 'KAZPOST', name: 'demonstration', filter: '' },
  { carrier: 'RUPOST', name: 'departures', filter: 'event.type in ["DEPARTED", "PIECES_DEPARTED"]' },
];

/**
 * Sees to it that the carriers of a demonstration have subscribed; those of an earlier start stay as they are.
 * @param {string} gatewayUrl
 * @param {Pick<DemoKeys, 'carriers'>} keys
 * @throws {Fault} when the gateway refuses, or does not answer in time
 */
async function subscribe(gatewayUrl, { carriers }) {
  const deadline = Date.now() + TIMEOUT_MS;
  for (const subscription of DEMONSTRATION) {
    const key = carriers[subscription.carrier]?.key ?? '';
    for (;;) {
      const { status, text } = await open(gatewayUrl, key, subscription);
      // 409: it was opened before, or deleted.
      if ((status >= 200 && status < 300) || status === 409) break;
      if (!PASSING.has(status) || Date.now() > deadline)
        throw new Fault(`The gateway did not take the subscription of ${subscription.carrier} (${status}): ${text}`);
      await delay(PAUSE_MS);
    }
  }
}

/**
 * @param {string} gatewayUrl
 * @param {string} key
 * @param {Subscription} subscription
 * @returns {Promise<{ status: number, text: string }>} status 0 when nobody answers
 */
async function open(gatewayUrl, key, { name, filter }) {
  try {
    const response = await fetch(`${gatewayUrl}/v1/subscriptions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', prefer: 'wait=10' },
      body: JSON.stringify({ name, filter, start: 'beginning' }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { status: 0, text: error instanceof Error ? error.message : String(error) };
  }
}

module.exports = { subscribe };
