import type { Span } from '../../../core/span';
import type { Region } from '../types';

type Named = { readonly name: string; readonly span: Span };

/** Names that a magic takes as plain words. */
export type MagicNames = {
  readonly reads: readonly Named[];
  readonly binds: readonly (Named & { readonly certain: boolean })[];
  readonly deletes: readonly Named[];
  /** Codes of hazards: it changes names that the text does not tell. */
  readonly hazards: readonly string[];
};

const NONE: MagicNames = { reads: [], binds: [], deletes: [], hazards: [] };

type Rule = (words: readonly Named[], all: Argument) => Partial<MagicNames>;

type Argument = { readonly text: string; readonly start: number };

const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** What the words after a magic's name say about notebook names. */
export function magicNames(source: string, region: Region): MagicNames {
  const rule = RULES.get(region.name);
  if (rule === undefined || region.form === 'shell' || region.form === 'help') {
    return NONE;
  }
  const { start, end } = region.span;
  const text = source.slice(start, end);
  const head = /^%{1,2}\S*/.exec(text)?.[0].length ?? 0;
  const line =
    region.form === 'cell' ? text.split(/[\r\n]/)[0].length : text.length;
  const argument = { text: text.slice(head, line), start: start + head };
  return { ...NONE, ...rule(wordsOf(argument), { text, start }) };
}

function wordsOf({ text, start }: Argument): readonly Named[] {
  return [...text.matchAll(/\S+/g)].map(found => ({
    name: found[0],
    span: {
      start: start + found.index,
      end: start + found.index + found[0].length
    }
  }));
}

function identifiers(words: readonly Named[]): readonly Named[] {
  return words.filter(word => IDENTIFIER.test(word.name));
}

function bound(words: readonly Named[], certain: boolean): MagicNames['binds'] {
  return identifiers(words).map(word => ({ ...word, certain }));
}

/** `%%capture out --no-stderr`. */
const firstWord: Rule = words => ({
  binds: bound(
    words.filter(word => !word.name.startsWith('-')).slice(0, 1),
    true
  )
});

/** `%store x` reads, `%store -r x` binds where something was stored. */
const store: Rule = words => {
  const [option] = words;
  if (option?.name === '-r') {
    return words.length === 1
      ? { hazards: ['magic-binds-names'] }
      : { binds: bound(words.slice(1), false) };
  }
  const isOption = option === undefined || option.name.startsWith('-');
  return isOption ? {} : { reads: identifiers(words.slice(0, 1)) };
};

/** Values of options: `-i a,b`, `--out name`. */
function valuesOf(
  words: readonly Named[],
  options: readonly string[]
): readonly Named[] {
  return words.flatMap((word, at) => {
    if (at === 0 || !options.includes(words[at - 1].name)) {
      return [];
    }
    let { start } = word.span;
    return word.name.split(',').map(name => {
      const span = { start, end: start + name.length };
      start = span.end + 1;
      return { name, span };
    });
  });
}

/** `%%R -i df -o model`. */
const foreign: Rule = words => ({
  reads: identifiers(valuesOf(words, ['-i', '--input'])),
  binds: bound(valuesOf(words, ['-o', '--output']), true)
});

/** `%%bash --out text --err errors`. */
const script: Rule = words => ({
  binds: bound(valuesOf(words, ['--out', '--err', '--proc']), true)
});

/** `%%sql rows <<`. */
const sql: Rule = words => ({
  binds: bound(
    words.filter((_, at) => words[at + 1]?.name === '<<'),
    true
  )
});

/** Functions of a `%%cython` body. */
const cython: Rule = (_, { text, start }) => ({
  binds: [
    ...text.matchAll(/^(?:cp?def|def|class)\s+(?:[\w[\]*, ]+\s)?(\w+)\s*[(:]/gm)
  ].map(found => {
    const from = start + found.index + found[0].lastIndexOf(found[1]);
    const span = { start: from, end: from + found[1].length };
    return { name: found[1], span, certain: true };
  })
});

const target: Rule = words => ({ reads: identifiers(words.slice(0, 1)) });

const anything: Rule = () => ({ hazards: ['magic-binds-names'] });

const SHELLS = [
  'bash',
  'sh',
  'script',
  'perl',
  'ruby',
  'python',
  'python2',
  'python3',
  'pypy',
  'cmd'
];
const HELPS = ['pinfo', 'pinfo2', 'pdoc', 'pdef', 'psource', 'pfile'];

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['capture', firstWord],
  ['bigquery', firstWord],
  ['macro', firstWord],
  ['store', store],
  ['R', foreign],
  ['sql', sql],
  ['cython', cython],
  ['xdel', words => ({ deletes: identifiers(words.slice(-1)) })],
  ['pylab', anything],
  ['run', anything],
  ['load', anything],
  ['rerun', anything],
  ['paste', anything],
  ['cpaste', anything],
  ['reset', () => ({ hazards: ['magic-unbinds-names'] })],
  ['reset_selective', () => ({ hazards: ['magic-unbinds-names'] })],
  ...SHELLS.map((name): [string, Rule] => [name, script]),
  ...HELPS.map((name): [string, Rule] => [name, target])
]);
