// @ts-check
'use strict';

const { randomBytes } = require('node:crypto');
const fs = require('node:fs');

/**
 * A key of the centre, as that to the secrets that carriers entrust to it, or that which signs receipts: made at its first start, in a file that only its owner can read.
 * Whoever loses the first has to have the secrets sent again; what was signed by the second is verified by nobody any more.
 * @param {string} file
 * @returns {string} 64 hexadecimal digits
 */
function secretsKey(file) {
  if (fs.existsSync(file)) return fs.readFileSync(file, 'utf8').trim();
  const key = randomBytes(32).toString('hex');
  // A torn file would be a wrong key for ever.
  fs.writeFileSync(`${file}.new`, `${key}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return key;
}

module.exports = { secretsKey };
