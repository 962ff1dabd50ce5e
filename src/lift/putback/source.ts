import type { CellFacts, Statement } from '../../analysis/facts';
import { moduleScan } from '../../analysis/python/scan';
import { argumentsOf, parametersOf, type Item } from '../python/arguments';
import {
  bindersOf,
  blockOf,
  readExisting,
  type Existing
} from '../python/existing';

export { argumentsOf };

/** A module's function, taken apart. */
export type Source = {
  readonly module: Existing;
  readonly name: string;
  readonly statement: Statement;
  readonly parameters: readonly Item[];
  /** The body at column 0 without its docstring. */
  readonly body: string;
  readonly facts: CellFacts;
};

/** A function of a module by name, or why its body cannot stand in a cell: half a sentence. */
export function sourceOf(
  analyze: (text: string) => CellFacts,
  text: string,
  name: string
): Source | string {
  const module = readExisting(
    analyze,
    text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  );
  if ('kind' in module) {
    return `the module does not parse at line ${module.line}`;
  }
  const [at, ...others] = bindersOf(module, name);
  const statement = module.statements[at];
  if (statement?.kind !== 'function' || others.length > 0) {
    return 'the module does not define it as one function';
  }
  const { start, end } = blockOf(module, at);
  const code = module.page.text.slice(
    statement.span.start,
    Math.max(statement.span.end, end)
  );
  const header = start <= end ? parametersOf(code) : null;
  if (header === null) {
    return 'its header cannot be read';
  }
  const body = withoutDocstring(analyze, bodyText(code, header.body));
  const facts = analyze(body);
  return (
    bodyFault(facts, statement, name) ?? {
      module,
      name,
      statement,
      parameters: header.items,
      body,
      facts
    }
  );
}

/** What follows the header, at column 0. */
function bodyText(code: string, from: number): string {
  const rest = code.slice(from);
  const [, first, lines] = /^([^\n]*)\n?([^]*)$/.exec(rest) ?? ['', '', ''];
  if (first.trim() !== '' && !first.trim().startsWith('#')) {
    return rest.trim();
  }
  const scan = moduleScan(code);
  const token = scan.tokens.find(
    one => one.start >= from && !/^(?:newline|indent)$/.test(one.type)
  );
  const line = code.lastIndexOf('\n', (token?.start ?? from) - 1) + 1;
  const indent = code.slice(line, token?.start ?? line);
  const offset = code.length - lines.length;
  let at = offset;
  return lines
    .split('\n')
    .map(one => {
      const inside = scan.strings.some(
        ({ start, end }) => start < at && at < end
      );
      at += one.length + 1;
      return inside ? one : dedented(one, indent);
    })
    .join('\n')
    .replace(/^(?:[ \t\f]*\n)+|\s+$/g, '');
}

function dedented(line: string, indent: string): string {
  return line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
}

function withoutDocstring(
  analyze: (text: string) => CellFacts,
  body: string
): string {
  const [first, second] = analyze(body).statements;
  if (first?.expression?.form !== 'string') {
    return body;
  }
  const next = second?.span.start;
  const between = body.slice(first.span.end, next);
  return /^[ \t]*;/.test(between)
    ? body.slice(next)
    : body.slice(first.span.end).replace(/^[ \t]*\n?(?:[ \t]*\n)*/, '');
}

/** Names that a body must not use: they mean something else in a cell. */
const DYNAMIC = new Set([
  'locals',
  'globals',
  'vars',
  'dir',
  'eval',
  'exec',
  '__name__',
  '__file__',
  '__doc__',
  '__spec__'
]);

// What is said of a body that stands alone, and no fault of it.
const EXPECTED = /^(?:return|await|yield)-outside$|^line-separator$/;

function bodyFault(
  { problems, statements }: CellFacts,
  { definition }: Statement,
  name: string
): string | null {
  const hazards = statements.flatMap(one =>
    one.hazards.map(hazard => hazard.code)
  );
  const returns = statements.filter(one =>
    one.hazards.some(hazard => hazard.code === 'return-outside')
  );
  const reads = statements.flatMap(one => one.uses.map(use => use.name));
  const inner = returns.some(
    (one, i) =>
      i > 0 ||
      one !== statements[statements.length - 1] ||
      one.kind !== 'simple'
  );
  const checks: readonly (readonly [boolean, string])[] = [
    [problems.some(one => !EXPECTED.test(one.code)), 'its body cannot be read'],
    [definition?.decorated === true, 'it is decorated'],
    [hazards.includes('yield-outside'), 'it is a generator'],
    [hazards.includes('global-statement'), 'it declares names global'],
    [
      hazards.includes('class-scope'),
      'a class in it reads and binds the same name'
    ],
    [
      returns.length > 1 || inner,
      'it returns from more than one place, or before its end'
    ],
    [reads.includes(name), 'it calls itself'],
    [
      reads.some(read => DYNAMIC.has(read)),
      'it asks for its names or its module while it runs'
    ]
  ];
  return checks.find(([applies]) => applies)?.[1] ?? null;
}
