import { join } from '../../core/path';
import type { CellSnapshot, JsonObject } from '../../core/snapshot';
import type { FailedFrame, ShownFailure } from './desk';

type Frame = {
  /** As the kernel shows it: absolute, or below `~`. */
  readonly path: string;
  readonly line: number;
  /** Qualified where the kernel tells: `Trip.rate`, `outer.<locals>.inner`. */
  readonly name: string;
};

const COLOURS = /\u001b\[[0-9;]*m/g;
/** Between an exception and the one that it led to. */
const CAUSED =
  /^\s*(During handling of the above exception|The above exception was the direct cause)/m;
/** How IPython 8, IPython 7 and Python itself head a frame of a function. */
const HEADS = [
  /^ {0,2}File (.+?):(\d+),? in ([\w.<>]+)/,
  /^(\S.*\.py) in ([\w.<>]+)\(/,
  /^ {0,2}File "(.+)", line (\d+), in ([\w.<>]+)/
];
/** What is installed, and cells. */
const FOREIGN =
  /[/\\](site-packages|dist-packages|lib[/\\]python\d[\d.]*)[/\\]|^<|ipykernel_\d+/i;

/** Whether an output is an error whose traceback passes a function that may be the project's; no file is asked. */
export function passesFunction(output: JsonObject): boolean {
  return framesOf(output).some(({ path }) => !FOREIGN.test(path));
}

/** The failure that a cell shows, with the functions of the project's modules that its traceback passes; `null`
 *  where it shows none. `modules`: paths relative to the root, which is relative to the server's. */
export function shownFailure(
  { index, outputs }: Pick<CellSnapshot, 'index' | 'outputs'>,
  root: string,
  modules: readonly string[]
): ShownFailure | null {
  const output = outputs.find(one => one.output_type === 'error');
  if (!output) {
    return null;
  }
  const found = new Map<string, FailedFrame>();
  for (const { path, line, name } of framesOf(output).reverse()) {
    const file = FOREIGN.test(path) ? null : fileOf(path, root, modules);
    if (file !== null && !found.has(`${file}:${name}`)) {
      const canCall = /^[^\W\d]\w*$/.test(name);
      found.set(`${file}:${name}`, { file, line, name, canCall });
    }
  }
  return {
    cell: index,
    error: errorOf(output),
    frames: [...found.values()]
  };
}

/** What an error output says, without colours. */
export function errorOf({ ename, evalue }: JsonObject): ShownFailure['error'] {
  const plain = (text: unknown): string =>
    typeof text === 'string' ? text.replace(COLOURS, '') : '';
  return { type: plain(ename), message: plain(evalue) };
}

/** Functions in files, the outermost first, of the exception that ended the cell; not of those that led to it. */
function framesOf({ output_type, traceback }: JsonObject): Frame[] {
  if (output_type !== 'error' || !Array.isArray(traceback)) {
    return [];
  }
  const parts = traceback.map(part => String(part).replace(COLOURS, ''));
  // The last part is the message, which may look like anything.
  const text = (parts.length > 1 ? parts.slice(0, -1) : parts).join('\n');
  const last = text.split(CAUSED).pop() ?? '';
  const lines = last.split('\n');
  return lines.flatMap((line, at): Frame[] => {
    const [current, older, plain] = HEADS.map(head => head.exec(line));
    const match = current ?? plain;
    if (match) {
      return [{ path: match[1], line: Number(match[2]), name: match[3] }];
    }
    const arrow = older && /^-+> *(\d+) /m.exec(lines.slice(at).join('\n'));
    return arrow
      ? [{ path: older[1], line: Number(arrow[1]), name: older[2] }]
      : [];
  });
}

/** The module that a path of the kernel's machine is, told by its end: where the server's root lies there is not
 *  known. */
function fileOf(
  path: string,
  root: string,
  modules: readonly string[]
): string | null {
  const posix = path.replace(/\\/g, '/');
  const fits = modules.filter(file => posix.endsWith(`/${join(root, file)}`));
  return fits.sort((a, b) => b.length - a.length)[0] ?? null;
}
