'use strict';

require('./checks')
  .chaos(process.argv.slice(2))
  .then((code) => process.exit(code));
