// Merged into the extension builder's configuration (its file name is the builder's).
module.exports = {
  module: {
    rules: [
      { test: /\.wasm$/, type: 'asset/resource' },
      { test: /\.py$/, type: 'asset/source' }
    ]
  },
  // The grammars are large, and loaded when they are first needed.
  performance: { hints: false },
  resolve: { fallback: { fs: false, 'fs/promises': false, module: false } }
};
