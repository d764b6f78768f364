// @ts-check
'use strict';

/**
 * Nest 12 is published as ES modules, which the services load by `require`: 20.19 and 22.12 are the first that can.
 * @type {Readonly<Record<number, number>>}
 */
const OLDEST_MINOR = { 20: 19, 22: 12 };
const NEWEST_LISTED = 22;

/**
 * @param {string} version e.g. `20.19.0`
 * @returns {string} what is wrong and how to mend it; '' when this Node will do
 */
function unsupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const oldest = OLDEST_MINOR[major];
  const fits = oldest === undefined ? major > NEWEST_LISTED : minor >= oldest;
  if (fits) return '';
  return `Alataw needs Node 20.19, 22.12 or newer, and this is ${version}; install one, for instance: nvm install 22`;
}

module.exports = { unsupported };
