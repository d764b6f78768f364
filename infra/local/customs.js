// @ts-check
'use strict';

const path = require('node:path');
const { ROOT } = require('./prepare');

/**
 * What a centre needs besides to stand behind customs, which the simulator plays.
 * @param {boolean} isAsked by `--customs`
 * @param {string} host
 * @param {number} simulatorPort
 * @returns {Record<string, string>} environment of all services; empty when the centre stands alone
 */
function customsEnvironment(isAsked, host, simulatorPort) {
  if (!isAsked) return {};
  return {
    CLEARANCE_RULES: path.join(ROOT, 'apps', 'release', 'rules', 'customs.json'),
    CUSTOMS_FILING_RULES: path.join(ROOT, 'apps', 'customs', 'rules', 'filing-demonstration.json'),
    CUSTOMS_URL: `http://${host}:${simulatorPort}/customs`,
    // The simulator stands on this machine.
    CUSTOMS_PRIVATE_ADDRESS: 'true',
  };
}

module.exports = { customsEnvironment };
