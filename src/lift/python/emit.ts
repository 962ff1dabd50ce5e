import type { FunctionSpec } from '../language';
import type { ModuleImport } from '../module';

const WIDTH = 88;
const INDENT = '    ';

/** One import statement per module and form, in the order given; symbols of one module in one statement. */
export function importText(imports: readonly ModuleImport[]): string {
  const lines: string[] = [];
  const grouped = new Map<string, string[]>();
  for (const { module, symbol, alias } of imports) {
    const name = symbol ?? module;
    const renamed =
      alias !== null && alias !== name ? `${name} as ${alias}` : name;
    if (symbol === null) {
      push(lines, `import ${renamed}`);
      continue;
    }
    const names = grouped.get(module);
    if (names) {
      push(names, renamed);
    } else {
      grouped.set(module, [renamed]);
      lines.push(`from ${module}`);
    }
  }
  return lines
    .map(line =>
      line.startsWith('from ')
        ? fromImport(line.slice(5), grouped.get(line.slice(5)) ?? [])
        : line
    )
    .join('\n');
}

function push(list: string[], item: string): void {
  if (!list.includes(item)) {
    list.push(item);
  }
}

function fromImport(module: string, names: readonly string[]): string {
  const line = `from ${module} import ${names.join(', ')}`;
  return line.length <= WIDTH
    ? line
    : wrap(`from ${module} import (`, names, ')', '');
}

/** `head` + items one a line + `tail`, indented, with a closing comma. */
function wrap(
  head: string,
  items: readonly string[],
  tail: string,
  indent: string
): string {
  const inner = items.map(item => `${indent}${INDENT}${item},`).join('\n');
  return `${indent}${head}\n${inner}\n${indent}${tail}`;
}

/** The call that stands in the notebook: `a, b = name(x, y)`. Parameters with a default are left to it. */
export function callText(spec: FunctionSpec): string {
  const given = spec.parameters
    .filter(parameter => parameter.default === undefined)
    .map(parameter => parameter.name);
  const targets =
    spec.returns.length > 0 ? `${spec.returns.join(', ')} = ` : '';
  const head = `${targets}${spec.async ? 'await ' : ''}${spec.name}(`;
  const line = `${head}${given.join(', ')})`;
  return line.length <= WIDTH ? line : wrap(head, given, ')', '');
}

/** The whole definition with its docstring, at column 0, without a newline at the end. */
export function functionText(
  spec: FunctionSpec,
  strings: (body: string) => readonly StringSpan[]
): string {
  const parts = [
    signature(spec),
    indentBody(docstring(spec), () => []),
    ...(spec.imports.length > 0
      ? [indentBody(importText(spec.imports), () => [])]
      : []),
    indentBody(spec.body, strings)
  ];
  if (spec.returns.length > 0) {
    parts.push(returnText(spec.returns));
  }
  return parts.filter(part => part !== '').join('\n');
}

function signature(spec: FunctionSpec): string {
  const items = spec.parameters.map(({ name, default: value }) =>
    value === undefined ? name : `${name}=${value}`
  );
  const head = `${spec.async ? 'async ' : ''}def ${spec.name}(`;
  const line = `${head}${items.join(', ')}):`;
  return line.length <= WIDTH ? line : wrap(head, items, '):', '');
}

function returnText(names: readonly string[]): string {
  const line = `${INDENT}return ${names.join(', ')}`;
  return line.length <= WIDTH ? line : wrap('return (', names, ')', INDENT);
}

/** Names inputs, outputs and what is changed in place. */
function docstring(spec: FunctionSpec): string {
  const rows = [
    spec.inputs.length > 0 ? `Inputs: ${spec.inputs.join(', ')}.` : '',
    spec.changes.length > 0
      ? `Changes in place: ${spec.changes.join(', ')}.`
      : '',
    spec.returns.length > 0 ? `Returns: ${spec.returns.join(', ')}.` : '',
    spec.shows ? 'Returns the value to show.' : ''
  ].filter(Boolean);
  const summary = harmless(spec.summary);
  return rows.length === 0
    ? `"""${summary}"""`
    : [`"""${summary}`, '', ...rows.flatMap(row => fold(row)), '"""'].join(
        '\n'
      );
}

/** A summary comes from comments: nothing in it may end or escape the string. */
function harmless(text: string): string {
  const clean = text
    .replace(/\\/g, '/')
    .replace(/"/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
  const short =
    clean.length > 72
      ? `${clean.slice(0, 71).replace(/[\s,;:–-]*(?:\s\S*)?$/, '')}…`
      : clean;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}

function fold(row: string): string[] {
  const lines: string[] = [''];
  for (const word of row.split(' ')) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length + 1 > 76) {
      lines.push(`${INDENT}${word}`);
    } else {
      lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
  }
  return lines;
}

/** A string literal in a body, half-open offsets. */
export type StringSpan = { readonly start: number; readonly end: number };

/** Puts four blanks before every line that does not begin inside a string and is not empty. */
export function indentBody(
  body: string,
  strings: (body: string) => readonly StringSpan[]
): string {
  const spans = body.includes('\n') ? strings(body) : [];
  let offset = 0;
  return body
    .split('\n')
    .map(line => {
      const start = offset;
      offset += line.length + 1;
      const inside = spans.some(span => span.start < start && start < span.end);
      return inside || line.trim() === '' ? line : `${INDENT}${line}`;
    })
    .join('\n');
}
