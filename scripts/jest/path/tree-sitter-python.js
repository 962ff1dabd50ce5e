const { join } = require('path');

module.exports = join(
  __dirname,
  '../../../node_modules/tree-sitter-python/tree-sitter-python.wasm'
);
