import { isStdlib } from '../../analysis/python/stdlib';
import type { ModuleImport } from '../module';

/** The longest line that is not wrapped. */
export const LINE_LENGTH = 88;

/** Blocks of imports that a blank line separates, in their order. */
export const SECTIONS = [
  'future',
  'stdlib',
  'third-party',
  'local',
  'relative'
] as const;

export type Section = (typeof SECTIONS)[number];

/** The block that a module's imports belong to; `local` holds first parts of the project's own modules. */
export function sectionOf(module: string, local: ReadonlySet<string>): Section {
  const [first] = module.split('.');
  if (module === '__future__') {
    return 'future';
  }
  if (first === '') {
    return 'relative';
  }
  if (local.has(first)) {
    return 'local';
  }
  return isStdlib(first) ? 'stdlib' : 'third-party';
}

/**
 * Import statements as isort writes them (its `black` profile): by section, `import x` before
 * `from x import y`, sorted without regard to case, digits by value; imported names constants first,
 * then classes, then the rest; one line per alias. Empty sections are left out.
 */
export function importBlocks(
  imports: readonly ModuleImport[],
  local: ReadonlySet<string>
): { readonly section: Section; readonly lines: readonly string[] }[] {
  return SECTIONS.map(section => {
    const own = imports.filter(one => sectionOf(one.module, local) === section);
    return { section, lines: [...straightLines(own), ...fromLines(own)] };
  }).filter(block => block.lines.length > 0);
}

function straightLines(imports: readonly ModuleImport[]): string[] {
  return sortedBy(
    imports.filter(one => one.symbol === null),
    one => [moduleKey(one.module), one.alias ?? '']
  ).map(one => `import ${one.module}${aliasText(one)}`);
}

function fromLines(imports: readonly ModuleImport[]): string[] {
  const from = imports.filter(one => one.symbol !== null);
  const modules = sortedBy(
    [...new Set(from.map(one => one.module))],
    module => [moduleKey(module)]
  );
  return modules.flatMap(module => {
    const own = sortedBy(
      from.filter(one => one.module === module),
      one => [...symbolKey(one.symbol ?? ''), one.alias ?? '']
    );
    return runs(own).map(run => fromStatement(module, run.map(symbolText)));
  });
}

/** isort keeps aliases on lines of their own, in their place among the sorted names. */
function runs(imports: readonly ModuleImport[]): ModuleImport[][] {
  const all: ModuleImport[][] = [];
  for (const one of imports) {
    const last = all[all.length - 1];
    if (last !== undefined && one.alias === null && last[0].alias === null) {
      last.push(one);
    } else {
      all.push([one]);
    }
  }
  return all;
}

/** `from module import names`, one name a line where it would be too long. */
export function fromStatement(
  module: string,
  names: readonly string[]
): string {
  const line = `from ${module} import ${names.join(', ')}`;
  if (line.length <= LINE_LENGTH) {
    return line;
  }
  const inner = names.map(name => `    ${name},\n`).join('');
  return `from ${module} import (\n${inner})`;
}

/** `symbol` or `symbol as alias`. */
export function symbolText(one: ModuleImport): string {
  return `${one.symbol}${aliasText(one)}`;
}

function aliasText(one: ModuleImport): string {
  return one.alias === null ? '' : ` as ${one.alias}`;
}

/** isort's key of a name in `from x import …`. */
export function symbolKey(name: string): string[] {
  const upper =
    name.length > 1 &&
    name === name.toUpperCase() &&
    name !== name.toLowerCase();
  const kind = upper ? 'A' : /^\p{Lu}/u.test(name) ? 'B' : 'C';
  return [kind, name.toLowerCase()];
}

function moduleKey(module: string): string {
  const dots = /^\.+/.exec(module)?.[0] ?? '';
  return dots === ''
    ? module.toLowerCase()
    : `${dots}_${module.slice(dots.length).toLowerCase()}`;
}

/** Sorted by keys, the digits in them by value; equal keys keep their order. */
export function sortedBy<T>(
  items: readonly T[],
  keys: (item: T) => readonly string[]
): T[] {
  return [...items].sort((a, b) => {
    const theirs = keys(b);
    return keys(a).reduce(
      (so, key, i) => (so !== 0 ? so : naturally(key, theirs[i])),
      0
    );
  });
}

function naturally(a: string, b: string): number {
  const left = a.split(/(\d+)/);
  const right = b.split(/(\d+)/);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const numbers = i % 2 === 1 ? Number(left[i]) - Number(right[i]) : 0;
    if (numbers !== 0) {
      return numbers;
    }
    if (i % 2 === 0 && left[i] !== right[i]) {
      return left[i] < right[i] ? -1 : 1;
    }
  }
  return left.length - right.length;
}
