// @ts-check
'use strict';

const net = require('node:net');

/** Below the range from which Linux takes the ports of outgoing connections, so that a port stays free while its owner restarts. */
const FIRST_PORT = 20000;
const LAST_PORT = 32000;
const PORTS_PER_CENTRE = 12;

/**
 * Whether a server can listen there now.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * The first of the ports of a centre besides the gateway's. Each gateway port has a block of its own, so that two
 * centres that start at the same moment do not reach for the same ones.
 * @param {number} gatewayPort
 * @returns {number}
 */
function blockOf(gatewayPort) {
  return FIRST_PORT + (gatewayPort % 1000) * PORTS_PER_CENTRE;
}

/**
 * Chooses a port for each name: the remembered one while it is free, else the next free one of the centre's block.
 * @param {readonly string[]} names
 * @param {number} gatewayPort not given to anybody
 * @param {Readonly<Record<string, number>>} remembered
 * @param {(port: number) => Promise<boolean>} [free]
 * @returns {Promise<Record<string, number>>}
 */
async function choosePorts(names, gatewayPort, remembered, free = isFree) {
  /** @type {Record<string, number>} */
  const chosen = {};
  const taken = new Set([gatewayPort]);
  for (const name of names) {
    const port = remembered[name];
    if (port !== undefined && !taken.has(port) && (await free(port))) {
      chosen[name] = port;
      taken.add(port);
    }
  }
  let candidate = blockOf(gatewayPort);
  for (const name of names) {
    while (chosen[name] === undefined) {
      if (!taken.has(candidate) && (await free(candidate))) {
        chosen[name] = candidate;
        taken.add(candidate);
      }
      candidate += 1;
    }
  }
  return chosen;
}

/**
 * Ports that nobody listens on, for tests: taken at random so that two runs side by side do not meet.
 * @param {number} count
 * @returns {Promise<number[]>}
 */
async function freePorts(count) {
  /** @type {Set<number>} */
  const found = new Set();
  while (found.size < count) {
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

module.exports = { isFree, blockOf, choosePorts, freePorts };
