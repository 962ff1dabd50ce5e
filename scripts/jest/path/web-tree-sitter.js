module.exports = require.resolve('web-tree-sitter/web-tree-sitter.wasm');
