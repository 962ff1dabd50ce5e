import pythonUrl from 'tree-sitter-python/tree-sitter-python.wasm';
import runtimeUrl from 'web-tree-sitter/web-tree-sitter.wasm';
import type { PythonParser } from '../analysis/python/parse';
import { loadParser } from '../analysis/python/parse';
import { pythonReferences } from '../analysis/python/references';
import type { FileReferences } from '../core/references';
import type { ILiftLanguage } from '../lift/language';
import { PythonLift } from '../lift/python/language';

/** The smallest WebAssembly module there is. */
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/**
 * Python, with its parser fetched from the server.
 * @throws Error with a sentence for the user where the page may not run WebAssembly.
 */
export async function loadPython(): Promise<ILiftLanguage> {
  return new PythonLift(await load());
}

/**
 * What the text of a Python file names.
 * @throws Error as {@link loadPython} does.
 */
export async function readPythonReferences(
  text: string
): Promise<FileReferences> {
  return pythonReferences(await load(), text);
}

/** Loads the parser once; a failed loading is tried again. */
async function load(): Promise<PythonParser> {
  loaded ??= allowsWebAssembly().then(() =>
    loadParser({ runtime: runtimeUrl, python: pythonUrl })
  );
  loaded.catch(() => (loaded = null));
  return loaded;
}

let loaded: Promise<PythonParser> | null = null;

async function allowsWebAssembly(): Promise<void> {
  try {
    await WebAssembly.compile(EMPTY);
  } catch {
    throw new Error(
      'The content-security policy of this server forbids WebAssembly, without which Python cannot be read: ' +
        "ask its administrator to add 'wasm-unsafe-eval' to script-src. Nothing was changed."
    );
  }
}
