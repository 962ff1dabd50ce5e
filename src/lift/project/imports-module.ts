import { dirname, join } from '../../core/path';

const FROM =
  /^[ \t]*from[ \t]+([.\w]+)[ \t]+import\b[ \t]*(\([^)]*\)|(?:[^\n\\]|\\\r?\n)*)/gm;
const IMPORT = /^[ \t]*import[ \t]+((?:[^\n\\]|\\\r?\n)*)/gm;

/**
 * Whether a Python text, standing at `path`, may import the module at `module`: by its dotted name as seen
 * from any folder above it, or by a relative import. Judged by the look of lines, so that text in a string
 * counts too.
 */
export function importsModule(
  text: string,
  path: string,
  module: string
): boolean {
  const target = withoutEnding(module);
  const names = (dotted: string) => isNameOf(dotted, path, target);
  for (const [, from, list] of text.matchAll(FROM)) {
    const dot = from.endsWith('.') ? '' : '.';
    if (names(from) || symbolsOf(list).some(one => names(from + dot + one))) {
      return true;
    }
  }
  for (const [, list] of text.matchAll(IMPORT)) {
    if (symbolsOf(list).some(names)) {
      return true;
    }
  }
  return false;
}

/** Whether a dotted name may mean the Python file at `path`. */
export function namesModule(dotted: string, path: string): boolean {
  return isNameOf(dotted, path, withoutEnding(path));
}

/** A package is its folder. */
function withoutEnding(path: string): string {
  return path.replace(/(\/__init__)?\.py$/, '');
}

function symbolsOf(list: string): string[] {
  return list
    .replace(/#[^\n]*/g, '')
    .split(/[,()\s\\;]+/)
    .filter(word => word !== '');
}

function isNameOf(dotted: string, path: string, target: string): boolean {
  const [, dots, rest] = /^(\.*)(.*)$/.exec(dotted) ?? ['', '', dotted];
  const way = rest.replace(/\./g, '/');
  if (dots === '') {
    return way !== '' && `/${target}`.endsWith(`/${way}`);
  }
  const folder = join(
    dirname(path),
    ...Array<string>(dots.length - 1).fill('..')
  );
  return join(folder, way) === target;
}
