const { readFileSync } = require('fs');

module.exports = new Uint8Array(
  readFileSync(require('../path/tree-sitter-python.js'))
);
