const { readFileSync } = require('fs');

module.exports = new Uint8Array(
  readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm'))
);
