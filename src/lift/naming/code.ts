import type { Call, Statement } from '../../analysis/facts';
import { toSnake } from './ascii';

/** A statement of the code, and its text. */
export type Step = { readonly statement: Statement; readonly text: string };

/** What a name of the notebook stands for: `module` by its own name, something to be called, or a value. */
export type Sense =
  | { readonly kind: 'module'; readonly module: string }
  | { readonly kind: 'callable' }
  | { readonly kind: 'data' };

/** The code that is to get a name. */
export type Code = {
  readonly steps: readonly Step[];
  /** Names that the function is given. */
  readonly inputs: readonly string[];
  /** Names that it returns. */
  readonly returns: readonly string[];
  senseOf(name: string): Sense;
};

/** A name in two parts: the verb, and what it applies to, in snake case. */
export type Act = { readonly verb: string; readonly object: string };

/** Names that several figures go by. */
const FIGURES = /^(fig|figure|ax|axs|axes|ax\d|g|grid|_)$/i;

export function isFigure(name: string): boolean {
  return FIGURES.test(name);
}

/** Whether a name says something: not a letter, not a word for anything. */
export function isTelling(name: string): boolean {
  return (
    toSnake(name).length > 1 &&
    !/^(tmp|temp|out|res|ret|val|obj|ii|jj|kk|xx|yy|foo|bar)$/i.test(name)
  );
}

/** The calls that run with the code, in order. */
export function callsOf({ steps }: Pick<Code, 'steps'>): readonly Call[] {
  return steps.flatMap(({ statement }) =>
    statement.calls.filter(call => call.when === 'eager' || call.atOnce)
  );
}

/** `a.b().c` as `a`, `b`, `c`. */
export function partsOf(path: string | null): string[] {
  return (path ?? '').replace(/\(\)|\[\]/g, '').split('.');
}

export function lastPart(path: string | null): string {
  return partsOf(path).slice(-1)[0];
}

/** Names bound as the target of a loop or `with`. */
export function targetsOf({ steps }: Pick<Code, 'steps'>): Set<string> {
  return new Set(
    steps.flatMap(({ statement }) =>
      statement.bindings
        .filter(({ value }) => /^(for|with)-target$/.test(value.kind))
        .map(({ name }) => name)
    )
  );
}

/** Values that a stretch of a statement reads, in order, each once; those of loops left out. */
export function dataIn(
  code: Code,
  { statement }: Step,
  span: { readonly start: number; readonly end: number } = statement.span
): string[] {
  const targets = targetsOf(code);
  const names = statement.uses
    .filter(
      use =>
        use.access === 'read' &&
        use.call === undefined &&
        use.span.start >= span.start &&
        use.span.end <= span.end &&
        code.senseOf(use.name).kind === 'data' &&
        !targets.has(use.name) &&
        !isFigure(use.name)
    )
    .map(use => use.name);
  return [...new Set(names)];
}

/** The values that the function is given, in the order of the code. */
export function givenData(code: Code): string[] {
  const given = code.inputs.filter(
    name => code.senseOf(name).kind === 'data' && !isFigure(name)
  );
  const order = code.steps.flatMap(step => dataIn(code, step));
  return [...given].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** The first telling name, else the first one. */
export function mostTelling(names: readonly string[]): string | null {
  return names.find(isTelling) ?? names[0] ?? null;
}

/** The last identifiers of a chain without `get_` and the like, joined. */
export function joined(...names: readonly string[]): string {
  return names
    .map(name => toSnake(name).replace(/^get_(?=.)/, ''))
    .filter(name => name !== '')
    .join('_');
}
