import type { CellFacts, Known, SettledCell } from '../../analysis/facts';
import { PYTHON_BUILTINS } from '../../analysis/python/builtins';
import { analyzeCell, analyzeModule } from '../../analysis/python/facts/cell';
import { isIdentifier, isKeyword } from '../../analysis/python/identifiers';
import type { PythonParser } from '../../analysis/python/parse';
import { moduleScan, scanCell } from '../../analysis/python/scan';
import { settle } from '../../analysis/python/settle';
import type { Span } from '../../core/span';
import type { FunctionSpec, ILiftLanguage } from '../language';
import type {
  MergeResult,
  ModuleAddition,
  ModuleImport,
  ModuleSymbol
} from '../module';
import { callText, functionText, importText } from './emit';
import { holdsSymbol, mergeModule } from './merge';

/** How many analysed texts are kept: a notebook of thousands of cells and its rewritten versions. */
const KEPT = 5000;

/** Lifting of Python cells into `.py` modules. */
export class PythonLift implements ILiftLanguage {
  readonly id = 'python';
  readonly extension = '.py';

  constructor(private readonly _parser: PythonParser) {}

  analyze(source: string): CellFacts {
    return cached(this._cells, source, () => analyzeCell(this._parser, source));
  }

  settle(
    cells: readonly (SettledCell | null)[]
  ): readonly (CellFacts | null)[] {
    return settle(cells, (source, known) =>
      cached(this._settled, `${keyOf(known)}\n${source}`, () =>
        analyzeCell(this._parser, source, known)
      )
    );
  }

  analyzeModule(text: string): CellFacts {
    return cached(this._modules, text, () => analyzeModule(this._parser, text));
  }

  dropped(source: string, docstrings: boolean): readonly Span[] {
    const { dropped, strings, lines } = scanCell(source);
    const whole = strings.filter(
      ({ start, end }) =>
        /[ \t]/.test(source[start - 1] ?? '') &&
        lines.some(line => line.start === start && line.end === end)
    );
    return dropped.filter(
      ({ start, end }) =>
        docstrings || !whole.some(span => span.start < start && end < span.end)
    );
  }

  isBuiltin(name: string): boolean {
    return PYTHON_BUILTINS.has(name);
  }

  isIdentifier(name: string): boolean {
    return isIdentifier(name) && !isKeyword(name);
  }

  kernelName(name: string): ModuleImport | null {
    switch (name) {
      case 'display':
        return { module: 'IPython.display', symbol: 'display', alias: null };
      case 'get_ipython':
        return { module: 'IPython', symbol: 'get_ipython', alias: null };
      default:
        return null;
    }
  }

  importText(imports: readonly ModuleImport[]): string {
    return importText(imports);
  }

  functionText(spec: FunctionSpec): string {
    return functionText(spec, body => moduleScan(body).strings);
  }

  callText(spec: FunctionSpec): string {
    return callText(spec);
  }

  holds(module: string, symbol: ModuleSymbol): boolean {
    return holdsSymbol(text => this.analyzeModule(text), module, symbol);
  }

  merge(
    before: string | null,
    addition: ModuleAddition,
    self: string
  ): MergeResult {
    return mergeModule(text => this.analyzeModule(text), before, addition, {
      self
    });
  }

  private readonly _cells = new Map<string, CellFacts>();
  private readonly _settled = new Map<string, CellFacts>();
  private readonly _modules = new Map<string, CellFacts>();
}

function keyOf({ values, ...sets }: Known): string {
  return JSON.stringify([
    [...values],
    ...Object.values(sets).map(set => [...set])
  ]);
}

/** The kept answer, or a new one; the oldest makes room. */
function cached(
  kept: Map<string, CellFacts>,
  key: string,
  make: () => CellFacts
): CellFacts {
  const known = kept.get(key);
  if (known) {
    return known;
  }
  const facts = make();
  if (kept.size >= KEPT) {
    const [oldest] = kept.keys();
    kept.delete(oldest);
  }
  kept.set(key, facts);
  return facts;
}
