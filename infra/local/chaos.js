'use strict';

/** Much of what a run waits for is not known to Node, which must not take it for nothing and end well. */
const untilDone = setInterval(() => undefined, 60_000);

require('./checks')
  .chaos(process.argv.slice(2))
  .catch((error) => {
    console.error(error);
    return 2;
  })
  .then((code) => {
    clearInterval(untilDone);
    process.exit(code);
  });
