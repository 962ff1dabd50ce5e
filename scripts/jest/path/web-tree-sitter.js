const { join } = require('path');

module.exports = join(
  __dirname,
  '../../../node_modules/web-tree-sitter/web-tree-sitter.wasm'
);
