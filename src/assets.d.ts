/** A WebAssembly file, in the browser: the URL it is served from. */
declare module '*.wasm' {
  const url: string;
  export default url;
}

/** A file's bytes, inlined: in the command line's bundle and in tests only. */
declare module 'bytes:*' {
  const bytes: Uint8Array;
  export default bytes;
}

/** The text of a Python source that is shipped in the bundle. */
declare module '*.py' {
  const text: string;
  export default text;
}
