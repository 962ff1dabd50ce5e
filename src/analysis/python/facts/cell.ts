import type { CellFacts, Known, Statement } from '../../facts';
import type { TextKind } from '../grammar/check';
import type { PythonParser } from '../parse';
import { moduleScan, scanCell } from '../scan';
import type { Region, Scan } from '../types';
import { findProblems } from '../validity';
import type { Code } from './code';
import { Learning } from './known';
import { magicStatement, withoutLocals } from './magics';
import { withRegions } from './nested-magics';
import { readCode } from './code';
import { standings } from './standing';
import type { Standing } from './statement';
import { statementOf } from './statement';
import type { PyNode } from '../tree';

/** What a cell says, with IPython's syntax. Never throws: text that does not parse is left out and told in `problems`.
 *  `known`: what cells above say of the names that it asks for. */
export function analyzeCell(
  parser: PythonParser,
  source: string,
  known?: Known
): CellFacts {
  return guarded(parser, source, scanCell(source), 'cell', known);
}

/** The same for a module: plain Python. Nothing in it is `shown`. */
export function analyzeModule(parser: PythonParser, source: string): CellFacts {
  const facts = guarded(parser, source, moduleScan(source), 'module');
  return {
    ...facts,
    statements: facts.statements.map(one => ({ ...one, shown: false }))
  };
}

/** Text that is nested deeper than the stack goes is given up as a whole. */
function guarded(
  parser: PythonParser,
  source: string,
  scan: Scan,
  kind: TextKind,
  known?: Known
): CellFacts {
  try {
    return analyze(parser, source, scan, kind, known);
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    const message = 'The code is nested too deeply.';
    const { comments } = scan;
    const problems = [{ code: 'too-deep', line: 1, message }];
    return {
      status: 'partial',
      problems,
      statements: [],
      cellMagic: null,
      comments
    };
  }
}

function analyze(
  parser: PythonParser,
  source: string,
  scan: Scan,
  kind: TextKind,
  known?: Known
): CellFacts {
  const code = readCode(parser, scan, kind);
  const problems = findProblems(source, scan, code.faults);
  const nodes = code.root.kids.filter(node => node.type !== ';');
  const regions = scan.regions.filter(one => one.form !== 'prompt');
  const places = standings(nodes, scan, regions);
  const learning = new Learning(known);
  const one = (node: PyNode, standing: Standing): Statement => {
    const around = { source, code, standing, learning };
    const statement = oneOf(parser, node, around, inside(regions, node));
    learning.after(statement);
    return statement;
  };
  const statements = nodes.flatMap((node, at) =>
    node.broken || places[at].span.end <= places[at].span.start
      ? []
      : [one(node, places[at])]
  );
  return {
    status: scan.opaque ? 'opaque' : problems.length > 0 ? 'partial' : 'exact',
    problems,
    statements: underHeads(statements, regions),
    cellMagic: regions.find(one => one.form === 'cell')?.name ?? null,
    comments: scan.comments,
    ...(learning.asked.size > 0 ? { asks: [...learning.asked] } : {})
  };
}

function inside(regions: readonly Region[], node: PyNode): readonly Region[] {
  return regions.length === 0
    ? regions
    : regions.filter(
        ({ span }) => span.start >= node.start && span.start < node.end
      );
}

type Around = {
  readonly source: string;
  readonly code: Code;
  readonly standing: Standing;
  readonly learning: Learning;
};

function oneOf(
  parser: PythonParser,
  node: PyNode,
  { source, code, standing, learning }: Around,
  regions: readonly Region[]
): Statement {
  const [region] = regions;
  if (region === undefined) {
    return statementOf(node, code, standing, learning);
  }
  if (region.form === 'assignment' && node.type === 'expression_statement') {
    const span = { start: node.start, end: region.span.end };
    const around = statementOf(node, code, standing, learning);
    const place = { ...standing, span, shown: false };
    return magicStatement(parser, source, region, place, around);
  }
  if (region.span.start === node.start) {
    const place = { ...standing, span: region.span, shown: false };
    return magicStatement(parser, source, region, place, null);
  }
  const statement = statementOf(node, code, standing, learning);
  return withRegions(parser, source, statement, regions);
}

/** Cell magics that show the value of the body's last expression. */
const SHOWS = new Set(['time', 'capture', 'wandb']);

/** What cell magics do to the statements of their body. */
function underHeads(
  statements: readonly Statement[],
  regions: readonly Region[]
): readonly Statement[] {
  const heads = regions.filter(one => one.form === 'cell');
  // `timeit` runs its body in a function of its own.
  const kept = heads.some(one => one.name === 'timeit')
    ? withoutLocals(statements)
    : statements;
  return heads.every(one => SHOWS.has(one.name))
    ? kept
    : kept.map(one => ({ ...one, shown: false }));
}
