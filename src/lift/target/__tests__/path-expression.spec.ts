import { execFileSync } from 'node:child_process';

import { join } from '../../../core/path';
import { folderOf, type Folder } from '../path-expression';

/** Where CPython finds each expression to lead, from `/work/dir` as the working directory. */
function places(expressions: readonly string[]): string[] {
  const program = `
import json, os, sys, pathlib
from pathlib import Path
from os import path as osp
from os.path import join, abspath, dirname
os.getcwd = lambda: '/work/dir'
os.path.abspath.__globals__['os'] = os
Path.cwd = classmethod(lambda cls: cls('/work/dir'))
known = '../lib'
print(json.dumps([os.path.normpath(os.path.join('/work/dir', str(eval(e)))) for e in json.load(sys.stdin)]))
`;
  const input = JSON.stringify(expressions);
  return JSON.parse(
    execFileSync('python3', ['-c', program], { input, encoding: 'utf8' })
  ) as string[];
}

const lookup = (name: string): Folder | null =>
  name === 'known' ? { path: '../lib', fixed: false } : null;

describe('the folder that an expression names', () => {
  it('is the one that CPython comes to', () => {
    const expressions = [
      "'..'",
      "'../src'",
      "r'a/b'",
      "''",
      "'.'",
      "('a')",
      "'''a'''",
      "os.path.join('..', 'src')",
      "os.path.join('..')",
      "osp.join('a', '..', 'b')",
      "join('a', os.pardir)",
      "os.path.abspath('..')",
      "os.path.abspath(os.path.join('..', 'src',))",
      "abspath('a')",
      "os.path.dirname('a/b')",
      'os.path.dirname(os.getcwd())',
      "os.path.join(os.getcwd(), '..')",
      "os.path.normpath('a/../b')",
      'os.getcwd()',
      'os.pardir',
      'os.curdir',
      "str(Path('..'))",
      "Path('a', 'b')",
      "Path('..') / 'src' / 'x'",
      "str(Path('..').resolve() / 'src')",
      'Path.cwd().parent',
      "Path.cwd().parent / 'src'",
      "pathlib.Path('a/b').parent",
      'pathlib.Path().absolute().parent.parent',
      'Path()',
      "(Path('..') / 'lib').as_posix()",
      "os.fspath(Path('a'))",
      'known',
      "os.path.join(known, 'x')",
      "Path(known) / 'x'"
    ];
    const found = expressions.map(one => {
      const folder = folderOf(one, lookup);
      return folder === null ? `${one}?` : join('/work/dir', folder.path);
    });
    expect(found).toEqual(places(expressions));
  });

  it('is fixed where the expression makes it absolute', () => {
    const fixed = (text: string) => folderOf(text, lookup)?.fixed;
    expect(fixed("'..'")).toBe(false);
    expect(fixed("os.path.join('..', 'a')")).toBe(false);
    expect(fixed("os.path.abspath('..')")).toBe(true);
    expect(fixed("str(Path('..').resolve() / 'a')")).toBe(true);
    expect(fixed('os.getcwd()')).toBe(true);
    expect(fixed("'/abs'")).toBe(true);
  });

  it.each([
    '',
    'x',
    "x + '/src'",
    "f'{x}/src'",
    "'a' + 'b'",
    "'a' 'b'",
    "b'a'",
    "'\\x2e\\x2e'",
    "os.environ['HOME']",
    "os.path.expanduser('~')",
    "os.path.join('..', x)",
    'Path(__file__).parent',
    "os.path.join('a'",
    "Path('a').parents[1]",
    "Path('a').with_name('b')",
    "abspath('a', 'b')",
    "'a' if x else 'b'",
    "Path('a') // 'b'",
    'open',
    'lambda: 1'
  ])('is unknown for %j', text => {
    expect(folderOf(text, lookup)).toBeNull();
  });
});
