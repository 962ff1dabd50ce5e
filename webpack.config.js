// Merged into the extension builder's configuration (its file name is the builder's).
module.exports = {
  module: {
    rules: [
      { test: /\.wasm$/, type: 'asset/resource' },
      { test: /\.py$/, type: 'asset/source' }
    ]
  },
  resolve: { fallback: { fs: false, 'fs/promises': false, module: false } }
};
