module.exports = require.resolve('tree-sitter-python/tree-sitter-python.wasm');
