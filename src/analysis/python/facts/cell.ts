import type { CellFacts, Hazard, Statement } from '../../facts';
import type { PythonParser } from '../parse';
import { moduleScan, scanCell } from '../scan';
import type { Region, Scan } from '../types';
import type { Code } from './code';
import { readCode } from './code';
import { innerStatements, magicStatement, withoutLocals } from './magics';
import { problemsOf } from './problems';
import { standings } from './standing';
import type { Standing } from './statement';
import { inOrder, statementOf } from './statement';
import type { PyNode } from './tree';
import { parts } from './tree';

/** What a cell says, with IPython's syntax. Never throws: text that does not parse is left out and told in `problems`. */
export function analyzeCell(parser: PythonParser, source: string): CellFacts {
  return analyze(parser, source, scanCell(source));
}

/** The same for a module: plain Python. Nothing in it is `shown`. */
export function analyzeModule(parser: PythonParser, source: string): CellFacts {
  const facts = analyze(parser, source, moduleScan(source));
  return {
    ...facts,
    statements: facts.statements.map(one => ({ ...one, shown: false }))
  };
}

function analyze(parser: PythonParser, source: string, scan: Scan): CellFacts {
  const code = readCode(parser, scan.masked);
  const problems = problemsOf(code.root, source, scan);
  const nodes = parts(code.root);
  const places = standings(nodes, scan);
  const regions = scan.regions.filter(one => one.form !== 'prompt');
  const statements = nodes.flatMap((node, at) =>
    node.broken
      ? []
      : [oneOf(parser, source, node, code, places[at], inside(regions, node))]
  );
  return {
    status: scan.opaque ? 'opaque' : problems.length > 0 ? 'partial' : 'exact',
    problems,
    statements: timed(statements, regions),
    cellMagic: regions.find(one => one.form === 'cell')?.name ?? null,
    comments: scan.comments
  };
}

function inside(regions: readonly Region[], node: PyNode): readonly Region[] {
  return regions.filter(
    ({ span }) => span.start >= node.start && span.start < node.end
  );
}

function oneOf(
  parser: PythonParser,
  source: string,
  node: PyNode,
  code: Code,
  standing: Standing,
  regions: readonly Region[]
): Statement {
  const [region] = regions;
  if (region === undefined) {
    return statementOf(node, code, standing);
  }
  if (region.form === 'assignment' && node.type === 'expression_statement') {
    const span = { start: node.start, end: region.span.end };
    const around = statementOf(node, code, standing);
    const place = { ...standing, span, shown: false };
    return magicStatement(parser, source, region, place, around);
  }
  if (region.span.start === node.start) {
    const place = { ...standing, span: region.span, shown: false };
    return magicStatement(parser, source, region, place, null);
  }
  return withRegions(
    statementOf(node, code, standing),
    regions.map(one => ({
      region: one,
      statements: innerStatements(parser, source, one)
    }))
  );
}

/** A compound statement or definition with magics in it: they are part of it, and lifting must mind them. */
function withRegions(
  statement: Statement,
  inner: readonly {
    readonly region: Region;
    readonly statements: readonly Statement[];
  }[]
): Statement {
  const uses = inner.flatMap(one => one.statements.flatMap(two => two.uses));
  const reads = uses.filter(use => use.access === 'read').map(use => use.name);
  const later = statement.kind === 'function' || statement.kind === 'class';
  const { flow } = statement;
  const key = later ? 'deferred' : 'exposed';
  return {
    ...statement,
    effect: statement.effect || !later,
    uses: inOrder([
      ...statement.uses,
      ...uses.map(use =>
        later
          ? {
              ...use,
              when: 'deferred' as const,
              late: { construct: 'function' as const, atOnce: false }
            }
          : use
      )
    ]),
    flow: { ...flow, [key]: [...new Set([...flow[key], ...reads])] },
    hazards: [
      ...statement.hazards,
      ...inner.map(({ region }): Hazard => ({
        code: 'nested-magic',
        span: region.span
      }))
    ]
  };
}

/** The body of `%%timeit` runs in a function of its own. */
function timed(
  statements: readonly Statement[],
  regions: readonly Region[]
): readonly Statement[] {
  const timeit = regions.some(
    one => one.form === 'cell' && one.name === 'timeit'
  );
  return timeit ? withoutLocals(statements) : statements;
}
