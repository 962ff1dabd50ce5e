import { isIdentifier, isKeyword } from '../../analysis/python/identifiers';
import { dirname, join, normalise } from '../../core/path';
import { toSnake } from '../naming/ascii';

/** What is wrong with a path, and a path that is meant instead where that is plain. */
export type Fault = { readonly detail: string; readonly better?: string };

const LONGEST_NAME = 255;
const LONGEST_PATH = 1000;

/** Names that Windows gives to devices, whatever their ending. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

type Rule = readonly [
  test: (path: string) => boolean,
  detail: string,
  better?: (path: string) => string
];

/** In this order: the first that applies says what is wrong. */
const RULES: readonly Rule[] = [
  [path => path === '', 'no file is named'],
  [path => /[\0-\x1f\x7f]/.test(path), 'it holds a control character'],
  [
    path => /^[a-z][a-z\d+.-]*:\/\//i.test(path),
    'it is an address, not a file of the project'
  ],
  [
    path => /^[a-z]:/i.test(path),
    'it names a drive; paths begin at the project’s folder'
  ],
  [
    path => path.includes('\\'),
    'it holds a backslash; folders are divided by “/”',
    path => path.replace(/\\+/g, '/')
  ],
  [
    path => /^[/~]/.test(path),
    'it is absolute; paths begin at the project’s folder'
  ],
  [path => /%(?:2e|2f|5c|00)/i.test(path), 'it holds an encoded character'],
  [
    path => /^\s|\s$|\s\/|\/\s/.test(path),
    'a name in it begins or ends with a blank',
    path => path.trim()
  ],
  [
    path => normalise(path).split('/')[0] === '..',
    'it leaves the project’s folder'
  ],
  [
    path => path.endsWith('/'),
    'it names a folder',
    path => `${path}helpers.py`
  ],
  [
    path => normalise(path) !== path,
    'it holds “.”, “..” or empty parts',
    normalise
  ],
  [
    path => path.split('/').some(part => part.startsWith('.')),
    'a name in it begins with a dot, so Jupyter hides it'
  ],
  [
    path => path.length > LONGEST_PATH || path.split('/').some(isTooLong),
    'it is too long'
  ],
  [path => !path.endsWith('.py'), 'its name does not end in “.py”', withEnding],
  [
    path => !isName(nameOf(path)),
    'its name cannot stand in an import',
    withName
  ],
  [
    path => /^__\w+__$/.test(nameOf(path)),
    'Python gives files of this name a meaning of its own'
  ],
  [
    path => path.split('/').some(part => DEVICES.test(part.split('.')[0])),
    'Windows keeps that name for a device'
  ]
];

/** What is wrong with the form of a path to a module, or `null`. It says nothing of what stands there. */
export function formFault(path: string): Fault | null {
  const rule = RULES.find(([test]) => test(path));
  if (rule === undefined) {
    return null;
  }
  const [, detail, better] = rule;
  return better === undefined ? { detail } : { detail, better: better(path) };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.py$/, '');
}

function isName(name: string): boolean {
  return (
    isIdentifier(name) && !isKeyword(name) && name === name.normalize('NFKC')
  );
}

function isTooLong(part: string): boolean {
  return new TextEncoder().encode(part).length > LONGEST_NAME;
}

function withEnding(path: string): string {
  return `${path.replace(/\.(?:ipynb|PY|pyw?|txt)$/i, '')}.py`;
}

function withName(path: string): string {
  const name = toSnake(nameOf(path));
  const safe = /^[a-z]/.test(name) ? name : `m_${name}`;
  return join(dirname(path), `${isKeyword(safe) ? `${safe}_lib` : safe}.py`);
}
