// @ts-check
'use strict';

/** What the person who started this has to mend: one sentence with the command that mends it, shown without a stack. */
class Fault extends Error {
  /**
   * @param {string} sentence what is wrong and what to do about it
   * @param {number} [exitCode] 2 for a wrong option, else 1
   */
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.name = 'Fault';
    this.exitCode = exitCode;
  }
}

/**
 * The code of a system error such as `ENOENT`, or '' for any other thing thrown.
 * @param {unknown} error
 * @returns {string}
 */
function codeOf(error) {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

module.exports = { Fault, codeOf };
