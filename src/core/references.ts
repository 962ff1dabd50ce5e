/** Something that code names: `{module: 'work', path: ['clean']}` for `work.clean` or what `from work import clean`
 *  bound. `module` is `null` for a name of the file itself, else as written, leading dots included. */
export type Mention = {
  readonly module: string | null;
  readonly path: readonly string[];
};

/** What stands before a definition with an `@`. */
export type Decorator = {
  /** Names joined by dots. */
  readonly path: string;
  /** Its plain string arguments. */
  readonly strings: readonly string[];
  /** Its keyword arguments as text, strings without their quotes. */
  readonly keywords: { readonly [name: string]: string };
};

/** A definition or variable of a file, and what its code names. */
export type Named = {
  /** Empty for statements that bind nothing. */
  readonly name: string;
  readonly mentions: readonly Mention[];
  /** Parameters without a default. */
  readonly parameters: readonly string[];
  readonly decorators: readonly Decorator[];
  /** Attributes of its own object that are named (`self.x`, `cls.x`). */
  readonly own: readonly string[];
  /** Of a class: what is defined in it. */
  readonly members: readonly Named[];
};

/** An import, wherever it stands in the file; `symbol` is `null` for `import module`, `*` for a star. */
export type ImportedName = {
  readonly module: string;
  readonly symbol: string | null;
  /** The name that it binds at the top of the file; `null` elsewhere. */
  readonly bound: string | null;
};

/** What the text of a file says of other files. Plain JSON. */
export type FileReferences = {
  /** In order of text; a name may stand here more than once. */
  readonly named: readonly Named[];
  readonly imports: readonly ImportedName[];
  /** Strings that may be the name of a module: words joined by dots. */
  readonly strings: readonly string[];
  /** It may import or run what its text does not name, or its text cannot be read. */
  readonly isOpen: boolean;
};
