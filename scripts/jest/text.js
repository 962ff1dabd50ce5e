/** Jest transform: the file's text as the default export. */
module.exports = {
  process: source => ({
    code: `module.exports = ${JSON.stringify(source)};`
  })
};
