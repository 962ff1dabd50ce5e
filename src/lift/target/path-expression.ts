import { moduleScan } from '../../analysis/python/scan';
import { dirname, join } from '../../core/path';

/** A folder as code names it. */
export type Folder = {
  readonly path: string;
  /** It was made absolute where it was written, so a later change of folder leaves it alone. */
  readonly fixed: boolean;
};

/** What a name stands for, where it is bound once and to a folder. */
export type Lookup = (name: string) => Folder | null;

type Token = { readonly type: string; readonly text: string };

/**
 * The folder that an expression names: a literal, `os.path.join`, `abspath`, `dirname`, `getcwd`, `Path`, `/`,
 * `.parent`, `.resolve()`, `str`, and names that `lookup` knows. `null` for all else.
 */
export function folderOf(code: string, lookup: Lookup): Folder | null {
  const tokens = moduleScan(code).tokens.filter(
    ({ type }) => type !== 'newline' && type !== 'end'
  );
  const reader = new Reader(tokens, lookup);
  const folder = reader.sum();
  return reader.done ? folder : null;
}

class Reader {
  constructor(
    private readonly _tokens: readonly Token[],
    private readonly _lookup: Lookup
  ) {}

  get done(): boolean {
    return this._at === this._tokens.length;
  }

  /** Operands joined by `/`. */
  sum(): Folder | null {
    let folder = this.operand();
    while (this.take('/')) {
      folder = below(folder, this.operand());
    }
    return folder;
  }

  private operand(): Folder | null {
    const token = this._tokens[this._at];
    if (token?.type === 'string') {
      this._at++;
      return this.suffixes(literal(token.text));
    }
    if (this.take('(')) {
      const inner = this.sum();
      return this.take(')') ? this.suffixes(inner) : null;
    }
    const name = this.dotted();
    const start = NAMED[name];
    if (start !== undefined) {
      return this.suffixes(start);
    }
    if (!this.take('(')) {
      const [first, ...rest] = name.split('.');
      this._at -= rest.length * 2;
      return this.suffixes(this._lookup(first));
    }
    const values = this.values();
    return this.suffixes(values === null ? null : call(name, values));
  }

  /** `.parent`, `.resolve()` and the like. */
  private suffixes(start: Folder | null): Folder | null {
    let folder = start;
    while (folder !== null && this.take('.')) {
      const name = this._tokens[this._at++]?.text ?? '';
      const called = this.take('(');
      if (called && !this.take(')')) {
        return null;
      }
      folder = attribute(folder, name, called);
    }
    return folder;
  }

  private values(): Folder[] | null {
    const values: Folder[] = [];
    while (!this.take(')')) {
      const value = this.sum();
      if (value === null || !(this.take(',') || this.peek(')'))) {
        return null;
      }
      values.push(value);
    }
    return values;
  }

  private dotted(): string {
    const parts: string[] = [];
    while (this._tokens[this._at]?.type === 'name') {
      parts.push(this._tokens[this._at++].text);
      const more = this._tokens[this._at + 1]?.type === 'name';
      if (!more || !this.take('.')) {
        break;
      }
    }
    return parts.join('.');
  }

  private peek(text: string): boolean {
    const token = this._tokens[this._at];
    return token?.type === 'op' && token.text === text;
  }

  private take(text: string): boolean {
    const there = this.peek(text);
    this._at += there ? 1 : 0;
    return there;
  }

  private _at = 0;
}

const HERE: Folder = { path: '', fixed: false };

/** Expressions without arguments that name a folder. */
const NAMED: { readonly [name: string]: Folder | undefined } = {
  'os.curdir': HERE,
  'os.pardir': { path: '..', fixed: false }
};

function call(name: string, values: readonly Folder[]): Folder | null {
  const plain = name.replace(/^(?:os\.path|os|pathlib|osp)\./, '');
  const [first] = values;
  if (values.length === 0) {
    return /^(?:getcwd|Path\.cwd)$/.test(plain)
      ? { ...HERE, fixed: true }
      : plain === 'Path'
        ? HERE
        : null;
  }
  if (/^(?:join|Path|PurePath)$/.test(plain)) {
    return values.reduce<Folder | null>((a, b) => below(a, b), HERE);
  }
  if (values.length > 1) {
    return null;
  }
  if (plain === 'dirname') {
    return { ...first, path: above(first.path) };
  }
  if (/^(?:abspath|realpath)$/.test(plain)) {
    return { ...first, fixed: true };
  }
  return /^(?:str|fspath|normpath)$/.test(plain) ? first : null;
}

function attribute(
  folder: Folder,
  name: string,
  called: boolean
): Folder | null {
  if (!called) {
    return name === 'parent' ? { ...folder, path: above(folder.path) } : null;
  }
  if (/^(?:resolve|absolute)$/.test(name)) {
    return { ...folder, fixed: true };
  }
  return /^(?:as_posix|__str__)$/.test(name) ? folder : null;
}

function above(path: string): string {
  return path === '' || path.split('/').pop() === '..'
    ? join(path, '..')
    : dirname(path);
}

function below(folder: Folder | null, more: Folder | null): Folder | null {
  return folder === null || more === null
    ? null
    : { path: join(folder.path, more.path), fixed: folder.fixed || more.fixed };
}

/** The value of a plain string literal; `null` for one with a prefix that matters, or with an escape. */
function literal(text: string): Folder | null {
  const match = /^[rRuU]?('''|"""|'|")([^]*)\1$/.exec(text);
  const value = match?.[2];
  return value === undefined || /[\\\0]/.test(value)
    ? null
    : { path: join(value), fixed: value.startsWith('/') };
}
