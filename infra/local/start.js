'use strict';

// This file and the next are read by any Node, the rest only by one that is new enough.
const { unsupported } = require('./node-version');

const complaint = unsupported(process.versions.node);
if (complaint === '') {
  require('./launcher').main(process.argv.slice(2));
} else {
  console.error(complaint);
  process.exitCode = 1;
}
