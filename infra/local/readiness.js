// @ts-check
'use strict';

const { setTimeout: delay } = require('node:timers/promises');
const { Fault } = require('./fault');

const REQUEST_TIMEOUT_MS = 2000;
const POLL_MS = 150;
/** A service that ended so often before it was ready will not get ready. */
const MOST_ENDS = 5;
const READY_TIMEOUT_MS = 120_000;

/**
 * @param {string} url
 * @param {Record<string, string>} [headers]
 * @returns {Promise<{ status: number, body: any }>} status 0 when nobody answers; the body is undefined unless it is JSON
 */
async function getJson(url, headers = {}) {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return { status: 0, body: undefined };
  }
}

/**
 * What a service that is not ready yet says that it waits for.
 * @param {{ status: number, body: any }} answer
 */
function reasonOf({ status, body }) {
  if (status === 0) return 'starting';
  const parts = Object.entries(body?.waitingFor ?? {}).map(([part, reason]) => `${part}: ${reason}`);
  return parts.join(', ') || `status ${status}`;
}

/**
 * @typedef {object} Awaited
 * @property {string} name
 * @property {number} port of its health endpoints
 * @property {string} logFile
 * @property {() => number} ends how often it has ended
 */

/**
 * Waits until every service is ready, and shows what is still waited for.
 * @param {readonly Awaited[]} services
 * @param {{ live: (text: string) => void, stopped: () => boolean, timeoutMs?: number }} options
 * @throws {Fault} when one of them keeps ending or takes too long
 */
async function waitUntilReady(services, { live, stopped, timeoutMs = READY_TIMEOUT_MS }) {
  const deadline = Date.now() + timeoutMs;
  while (!stopped()) {
    const answers = await Promise.all(
      services.map(async (service) => ({
        service,
        answer: await getJson(`http://127.0.0.1:${service.port}/health/ready`),
      })),
    );
    const missing = answers.filter(({ answer }) => answer.status !== 200);
    if (missing.length === 0) return;
    live(`waiting for ${missing.map(({ service, answer }) => `${service.name} (${reasonOf(answer)})`).join(', ')}`);
    const failed = missing.find(({ service }) => service.ends() >= MOST_ENDS || Date.now() > deadline);
    if (failed !== undefined) {
      const { name, logFile, ends } = failed.service;
      const how = ends() >= MOST_ENDS ? 'does not stay up' : `is not ready (${reasonOf(failed.answer)})`;
      throw new Fault(`The service "${name}" ${how}; its log says why: tail ${logFile}`);
    }
    await delay(POLL_MS);
  }
}

module.exports = { getJson, waitUntilReady };
