'use strict';

require('./checks')
  .check()
  .then((failed) => {
    process.exitCode = failed === 0 ? 0 : 1;
  });
