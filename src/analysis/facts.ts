import type { Span } from '../core/span';

/**
 * What analysis says of one code cell: plain JSON, language-neutral. All spans are offsets
 * into the cell's own original text. "Notebook name" is a name that lives in the notebook's
 * global namespace; names local to a function, lambda or comprehension never appear here.
 * Names are NFKC-normalised, and mangled where a class mangles them.
 */
export type CellFacts = {
  /** `exact`: every statement understood. `partial`: some text does not parse; `problems` says where.
   *  `opaque`: not the notebook's language (a cell magic whose body is not Python). */
  readonly status: 'exact' | 'partial' | 'opaque';
  readonly problems: readonly Problem[];
  /** Statements and magics at the top level, in order of text. The body of a Python cell magic
   *  (`%%time`) counts as top level; the magic's own line is a statement of kind `magic` before it. */
  readonly statements: readonly Statement[];
  /** The cell's first statement is a cell magic (`%%name`): nothing may be put before it. */
  readonly cellMagic: string | null;
  /** Comments at the top level and inside statements, in order. */
  readonly comments: readonly Span[];
  /** Names and builtins on whose value it depends what the cell certainly binds. Absent when none. */
  readonly asks?: readonly string[];
};

export type Problem = {
  readonly code: string;
  /** 1-based within the cell. */
  readonly line: number;
  readonly message: string;
};

export type StatementKind =
  | 'import' // import a, from a import b; future and star imports too
  | 'function'
  | 'class'
  | 'expression'
  | 'magic' // magic, shell and help lines; assignments from them; cell magics
  | 'simple' // assignment, del, assert, raise, pass, type alias …
  | 'compound'; // if, for, while, with, try, match

/** One top-level statement with everything that lifting asks of it. */
export type Statement = {
  readonly kind: StatementKind;
  /** From the first token (decorators included) to the end of the last token; neither comments
   *  around it nor a closing `;` belong to it. */
  readonly span: Span;
  /** Offset after the `;` that directly follows the statement on its line, or `null`. */
  readonly semicolonEnd: number | null;
  /** Another statement stands on the same logical line (`a = 1; b = 2`). */
  readonly sharesLine: boolean;
  /** Effect of the statement on notebook names. */
  readonly flow: Flow;
  /** Every occurrence of a notebook name or builtin in the statement, in order of text. */
  readonly uses: readonly NameUse[];
  /** Every call in the statement, nested ones too, in order of text, outer ones first. */
  readonly calls: readonly Call[];
  /** Each value a notebook name is bound to here, where the text shows it; not what function bodies
   *  bind by `global`. */
  readonly bindings: readonly Binding[];
  /** Awaits at notebook level (top-level await, `async for`, `async with`, async comprehension). */
  readonly awaits: boolean;
  /** Running it may do something besides binding names: a call, a store into an object, `x += …`
   *  (which may change the object), `del`, `with`, await, raise, assert, a magic. Imports are not,
   *  nor definitions without decorators or defaults that call; well-known decorators that only wrap
   *  (`dataclass`, `lru_cache`, `property`, `njit` …) do not count. */
  readonly effect: boolean;
  /** A last expression of the cell whose value IPython shows (not ended by `;`); also in the body of
   *  `%%time` and `%%capture`, not of `%%timeit` or `%%prun`. Never a magic. */
  readonly shown: boolean;
  /** Present for kind `import`. */
  readonly imports?: readonly ImportFact[];
  /** Present for kinds `function` and `class`. */
  readonly definition?: Definition;
  /** Present where the statement is `name = immutable literal` (number, string, bytes, bool, None,
   *  signed number, tuple of such; no f-string), or annotated so. */
  readonly constant?: { readonly name: string; readonly valueSpan: Span };
  /** Present for kind `expression`: what the expression is. */
  readonly expression?: ExpressionFact;
  /** Present for kind `magic`. */
  readonly magic?: MagicFact;
  /** Values of names that are known when the statement has ended. Absent when none. */
  readonly leaves?: { readonly [name: string]: KnownValue };
  /** Literals that look like knobs. */
  readonly knobs: readonly Knob[];
  /** Constructs that lifting must refuse or mind and that are not visible in `uses`. */
  readonly hazards: readonly Hazard[];
};

/** Effect of a statement on notebook names, composable in sequence. No name twice in a list. */
export type Flow = {
  /** Names, builtins included, whose value from before the statement may be read while it runs:
   *  `x += 1` and `del x` read `x`, `df.query('a > @k')` reads `k`; so does any call for what
   *  functions, lambdas and generators made in the statement before it read. */
  readonly exposed: readonly string[];
  /** The subset of `exposed` that is read on every path that ends normally; empty where none does. */
  readonly exposedAlways: readonly string[];
  /** Names read inside function bodies, lambdas and generators: after the statement, or never.
   *  Not those that are used up at once (`NameUse.late`), nor postponed annotations, nor formulas. */
  readonly deferred: readonly string[];
  /** Names that may be bound when the statement has ended, of any kind (loop and with targets,
   *  imports, definitions, walrus …), normally or by a `raise`, `assert` or exit written in it. */
  readonly mayBind: readonly string[];
  /** Names certainly bound when the statement has ended normally (definite assignment); empty where
   *  it never does. */
  readonly mustBind: readonly string[];
  /** Names that may have been unbound when the statement has ended: `del x`, `except … as x`. */
  readonly mayUnbind: readonly string[];
  /** The subset of `mayUnbind` that has no value on any way that ends normally. */
  readonly mustUnbind: readonly string[];
  /** It calls something, so functions made before it may run. */
  readonly calls: boolean;
  /** Names whose object is changed by a subscript or attribute store: plain, augmented or deleted. */
  readonly mutates: readonly string[];
  /** The same inside function bodies. */
  readonly deferredMutates: readonly string[];
  /** Names that functions declare `global` and bind or delete. */
  readonly globalWrites: readonly string[];
  /** Names bound only as the target of a `for` or `with` in this statement. */
  readonly loopTargets: readonly string[];
  /** Names that the statement only annotates (`x: int`), binding nothing. */
  readonly bareAnnotations: readonly string[];
};

/** What the text says of a value. */
export type KnownValue =
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'elements';
      /** It goes through so many elements, or more unless `exact`. */
      readonly least: number;
      readonly exact: boolean;
      /** `mutable`: as long as nobody takes elements out. `once`: an iterator, used up by going through it. */
      readonly stays: 'fixed' | 'mutable' | 'once';
      /** The last of a range of numbers. */
      readonly last?: number;
    };

/** What the rest of the notebook says of names where a cell begins, cells run from top to bottom. */
export type Known = {
  /** Values of names. */
  readonly values: ReadonlyMap<string, KnownValue>;
  /** Names that may change at any call, and builtins that the notebook has under a name of its own. */
  readonly unsteady: ReadonlySet<string>;
  /** Names bound once whose object nobody takes elements out of. */
  readonly kept: ReadonlySet<string>;
  /** Context managers of the notebook that may swallow an exception. */
  readonly swallowing: ReadonlySet<string>;
};

/** One occurrence of a notebook name or builtin. */
export type NameUse = {
  readonly name: string;
  /** The identifier itself; for names inside strings (`via`), the string. */
  readonly span: Span;
  readonly access: 'read' | 'write' | 'delete';
  /** `deferred`: inside a function body, lambda or generator, so not read when the statement runs. */
  readonly when: 'eager' | 'deferred';
  /** For deferred reads: what holds them, and whether that is used up by the very call it is
   *  an argument of (`sum(x * k for x in xs)`, `sorted(xs, key=lambda r: r[k])`). */
  readonly late?: {
    readonly construct: 'function' | 'lambda' | 'generator';
    readonly atOnce: boolean;
  };
  /** The read stands in an annotation. `string`: in one that is not evaluated where it stands: quoted,
   *  postponed by `from __future__ import annotations` in this cell, or of a function's own variable. */
  readonly annotation?: 'evaluated' | 'string';
  /** The name stands inside a string that a library evaluates in the caller's frame:
   *  `@name` of `query`/`eval`, a formula (`y ~ np.log(x)`), `numexpr.evaluate` and `pd.eval`. Names in
   *  formulas are columns more often than not: they stand in `uses` only, not in `flow`. */
  readonly via?: 'query' | 'formula' | 'evaluate';
  /** The text may mean something else than the notebook's name (`$HOME` in a shell line): it counts
   *  only where the notebook binds the name. */
  readonly unsure?: boolean;
  /** This read is, by itself, the callee of `calls[call]` of the same statement: `f(x)`, not `f.g(x)`. */
  readonly call?: number;
  /** This read is the whole right side, or whole expression: `y = x`, `x`. */
  readonly bare?: boolean;
  /** This read is the object of a chain of attributes: `np.random.seed` gives `random.seed`. */
  readonly attributes?: string;
  /** The attribute store `name.attr = …`, `+=` or `del` (exactly one level): `attr`; `attributes` too. */
  readonly attributeStore?: string;
  /** The functions, lambdas and comprehensions around this use also have a local of each of these
   *  names: a rewritten call there cannot pass the notebook's value by that name. Absent when none. */
  readonly localNames?: readonly string[];
};

/** A call expression. */
export type Call = {
  readonly span: Span;
  /** Dotted path of the callee where it is names and attributes only (`plt.plot`, `df.plot.bar`),
   *  with calls and subscripts in between left out as `()` and `[]` (`df.groupby().mean`); `null` otherwise. */
  readonly path: string | null;
  /** First identifier of `path` where it is a notebook name or builtin, else `null`. */
  readonly root: string | null;
  readonly when: 'eager' | 'deferred';
  /** Offset of the closing parenthesis. */
  readonly close: number;
  /** Offset of the end of the last argument (before a trailing comma), or `null` without arguments. */
  readonly lastArgumentEnd: number | null;
  /** A `,` follows the last argument. */
  readonly trailingComma: boolean;
  /** The only argument is a bare generator expression: a further argument needs it in parentheses. */
  readonly bareGenerator: Span | null;
  /** Names given as keywords. */
  readonly keywords: readonly string[];
  /** A `**mapping` is among the arguments. */
  readonly doubleStar: boolean;
  /** A deferred call in code that is used up by the very statement (see `NameUse.late`). */
  readonly atOnce?: boolean;
};

/** What a name is bound to. */
export type Binding = {
  readonly name: string;
  /** `call`: path of the callee. `name`: the name whose object it is. */
  readonly value:
    | { readonly kind: 'call'; readonly path: string }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'literal' }
    | { readonly kind: 'lambda' }
    | {
        readonly kind:
          | 'for-target'
          | 'with-target'
          | 'except-target'
          | 'import'
          | 'definition';
      }
    | { readonly kind: 'other' };
  /** Calls anywhere in the value: `[open(p) for p in ps]` gives `open`. */
  readonly callPaths: readonly string[];
};

/** One name that an import statement binds. */
export type ImportFact = {
  /** Module as written, leading dots included: `numpy`, `.conf`. */
  readonly module: string;
  /** The imported symbol of `from … import`, `*` for a star, `null` for `import module`. */
  readonly symbol: string | null;
  readonly alias: string | null;
  /** The notebook name that is bound: `np`; `os` for `import os.path`; `''` for a star. */
  readonly bound: string;
};

/** A function or class definition at the top level. */
export type Definition = {
  readonly name: string;
  readonly kind: 'function' | 'async function' | 'class';
  /** Names read when the definition is executed: decorators, defaults, bases, class body, annotations. */
  readonly eagerReads: readonly string[];
  /** Names read inside bodies of functions and methods, its own name too where it calls itself. */
  readonly bodyReads: readonly string[];
  /** Names that bodies declare `global` and bind. */
  readonly globalWrites: readonly string[];
  readonly decorated: boolean;
  readonly annotated: boolean;
  /** Calls made when the definition is executed (decorators, defaults, class body): indexes into `calls`. */
  readonly eagerCalls: readonly number[];
  /** Has mutable defaults, class attributes or a caching decorator: a reload would lose state.
   *  Fields of dataclasses, enumerations, named tuples and models with immutable defaults are none. */
  readonly holdsState: boolean;
  /** For functions: where a keyword-only parameter goes in. */
  readonly signature?: Signature;
  /** All names that are local to the function itself (parameters included), or bound in the class body. */
  readonly locals: readonly string[];
};

/** Where and how to add `, *, name` to a parameter list. */
export type Signature = {
  /** Offset at which new text is inserted (after the last parameter before `**kwargs`, or after `(`). */
  readonly insertAt: number;
  /** A parameter stands before `insertAt`, so the text begins with `, `. */
  readonly afterParameter: boolean;
  /** Something follows that needs `, ` behind the new text (`**kwargs`). */
  readonly beforeParameter: boolean;
  /** `*args` or a bare `*` stands there already. */
  readonly hasStar: boolean;
  readonly parameters: readonly string[];
};

export type ExpressionFact = {
  readonly form:
    'name' | 'literal' | 'string' | 'call' | 'await' | 'attribute' | 'other';
  /** The whole expression is a call of `print` or `display`. */
  readonly prints: boolean;
};

export type MagicFact = {
  readonly form: 'line' | 'cell' | 'shell' | 'help' | 'assignment';
  /** Name without `%`; empty for shell and help. */
  readonly name: string;
  /** As typed: the first line of a cell magic, the right side of an assignment. */
  readonly text: string;
  /** Its body (cell magic) or payload (`%time x = 1`) is code of the notebook's language and was analysed. */
  readonly codeSpan: Span | null;
};

export type Knob = {
  /** Name that the parameter would get. */
  readonly name: string;
  /** The literal. */
  readonly span: Span;
  /** The whole statement is `name = literal`. */
  readonly assignment: boolean;
};

export type Hazard = {
  /** At notebook level: `global-statement`, `return-outside`, `yield-outside`, `break-outside`,
   *  `continue-outside`; `class-scope` (a class both binds a name and may read the notebook's: in a
   *  function it would not find it); `conditional-import`, `nested-star-import` (inside a block);
   *  `nested-magic` (inside a block or body); `magic-binds-names`, `magic-unbinds-names` (`%run`,
   *  `%pylab`, `%reset` …: names that the text does not tell). */
  readonly code: string;
  readonly span: Span;
  readonly name?: string;
};

/** A code cell of a notebook and what it says by itself. */
export type SettledCell = {
  readonly source: string;
  readonly facts: CellFacts;
  /** It may stop anywhere. */
  readonly raises: boolean;
};
