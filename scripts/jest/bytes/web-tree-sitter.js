const { readFileSync } = require('fs');

module.exports = new Uint8Array(
  readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'))
);
