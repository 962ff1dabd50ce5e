import type { Span } from '../../core/span';
import type { ScanProblem, Token } from './scan/tokens';

/** Where the two WebAssembly files of the parser come from: bytes (Node) or addresses (browser). */
export type GrammarSource = {
  /** `web-tree-sitter`'s runtime. */
  readonly runtime: Uint8Array | string;
  /** `tree-sitter-python`'s grammar. */
  readonly python: Uint8Array | string;
};

/** A stretch of a cell that IPython takes before Python sees the text. */
export type Region = {
  /** `line`: `%name`; `cell`: the line `%%name …` (its body is not part of the region when it is Python);
   *  `assignment`: only the right side of `x = %name` / `x = !cmd`; `quote`: `/f x`, `,f x`, `;f x`. */
  readonly form:
    'line' | 'cell' | 'shell' | 'help' | 'assignment' | 'quote' | 'prompt';
  readonly span: Span;
  /** Name of the magic without `%`; empty for shell and help. */
  readonly name: string;
  /** Python code inside the region that can be analysed (`%time f(x)`), else `null`. */
  readonly payload: Span | null;
  /** Expressions elsewhere in the region that IPython evaluates: `{expr}`, `$name`, the target
   *  of a help line, function and arguments of `/f x`. Each may fail to parse. */
  readonly reads: readonly Span[];
};

/** What the scanner makes of a cell. */
export type Scan = {
  /** Same length as the cell; the same text but for regions, comments, line ends inside brackets
   *  or after `\\`, lone carriage returns, and what IPython takes from the start of lines. */
  readonly masked: string;
  readonly regions: readonly Region[];
  /** Every comment (not those inside regions); blank in `masked`, so the tree has none. */
  readonly comments: readonly Span[];
  /** Every string literal, prefix and quotes included (f-strings whole). */
  readonly strings: readonly Span[];
  /** What IPython 9 takes away inside string literals before Python reads them: the cell's margin,
   *  prompts, the blanks of lines that hold nothing else. Moved code means the same without it. */
  readonly dropped: readonly Span[];
  /** Logical lines: from the first token to the end of the last token, brackets and `\` joined;
   *  a region counts as the statement it is replaced with. */
  readonly lines: readonly Span[];
  /** Tokens of `masked`, as CPython's tokenizer cuts it. */
  readonly tokens: readonly Token[];
  /** The body is not Python (`%%bash`, `%%html`): nothing of it is parsed. */
  readonly opaque: boolean;
  /** Blanks that the whole cell is indented by and that IPython takes away (`''` as a rule). */
  readonly indent: string;
  readonly problems: readonly ScanProblem[];
};

export type ScopeKind =
  | 'module'
  | 'class'
  | 'function'
  | 'lambda'
  | 'comprehension'
  | 'generator'
  | 'type-parameters'
  | 'type-variable' // the bound or default of a type parameter
  | 'type-alias'
  | 'annotation'; // one that `from __future__ import annotations` postpones

/** How CPython's symbol table would describe a name in a scope. */
export type SymbolInfo = {
  readonly local: boolean;
  readonly global: 'no' | 'implicit' | 'explicit';
  readonly free: boolean;
  readonly cell: boolean;
  readonly parameter: boolean;
  readonly imported: boolean;
  readonly nonlocal: boolean;
  readonly annotated: boolean;
  readonly assigned: boolean;
  readonly referenced: boolean;
};

/** A scope by CPython's rules. */
export type Scope = {
  readonly kind: ScopeKind;
  readonly name: string;
  readonly span: Span;
  /** Index of the enclosing scope in the table; -1 for the module. */
  readonly parent: number;
  readonly symbols: ReadonlyMap<string, SymbolInfo>;
};

/** One identifier that names a variable. */
export type Occurrence = {
  /** NFKC-normalised and mangled. */
  readonly name: string;
  readonly span: Span;
  /** `declare`: named without being read or bound: `x: int`, `global x`, `nonlocal x`. */
  readonly access: 'read' | 'bind' | 'delete' | 'declare';
  /** Index of the scope in which the name is looked up. */
  readonly scope: number;
  /** The name resolves to the module (notebook) or a builtin. */
  readonly global: boolean;
  /** It stands in an annotation: one that is evaluated, or one kept as text (PEP 563). */
  readonly annotation?: 'evaluated' | 'postponed';
};

export type ScopeTable = {
  readonly scopes: readonly Scope[];
  /** In order of text. `x += 1` yields a read and a bind with the same span. */
  readonly occurrences: readonly Occurrence[];
};
