'use strict';

require('./checks')
  .test(process.argv.slice(2))
  .then((status) => {
    process.exitCode = status;
  });
