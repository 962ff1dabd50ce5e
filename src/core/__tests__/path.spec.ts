import fc from 'fast-check';
import { posix } from 'node:path';

import {
  basename,
  dirname,
  extension,
  isInside,
  join,
  normalise,
  relative,
  stem
} from '../path';

const part = fc.constantFrom('a', 'b.py', '..', '.', '', 'über x', '.git');
const path = fc
  .tuple(fc.boolean(), fc.array(part, { maxLength: 7 }))
  .map(([absolute, parts]) => (absolute ? '/' : '') + parts.join('/'));

/** Node's answer in our spelling: no trailing slash, `''` for here. */
function plain(answer: string): string {
  const trimmed = answer.length > 1 ? answer.replace(/\/$/, '') : answer;
  return trimmed === '.' ? '' : trimmed;
}

describe('paths', () => {
  it('are normalised as Node does it', () => {
    fc.assert(
      fc.property(path, p => {
        expect(normalise(p)).toBe(plain(posix.normalize(p)));
      })
    );
  });

  it('have the folder, name and ending that Node sees', () => {
    fc.assert(
      fc.property(path, p => {
        const clean = normalise(p);
        expect(basename(p)).toBe(posix.basename(clean));
        expect(dirname(p)).toBe(plain(posix.dirname(clean)));
        if (basename(p) !== '..') {
          expect(extension(p)).toBe(posix.extname(clean));
          expect(stem(p) + extension(p)).toBe(basename(p));
        }
      })
    );
  });

  it('lead from a folder to a path and back', () => {
    fc.assert(
      fc.property(path, path, (from, to) => {
        fc.pre(from.startsWith('/') === to.startsWith('/'));
        const way = relative(from, to);
        if (way === null) {
          expect(normalise(from)).toContain('..');
        } else {
          expect(join(from, way)).toBe(normalise(to));
        }
      })
    );
  });

  it('join, an absolute part starting anew', () => {
    expect(join('', 'a', '../b')).toBe('b');
    expect(join('a/b', '/c', 'd')).toBe('/c/d');
    expect(join('..', 'src')).toBe('../src');
    expect(join()).toBe('');
  });

  it('know what lies in a folder', () => {
    expect(isInside('', 'a.py')).toBe(true);
    expect(isInside('src', 'src/a.py')).toBe(true);
    expect(isInside('src', 'src2/a.py')).toBe(false);
    expect(isInside('src', 'src')).toBe(false);
    expect(isInside('src', 'src/../a.py')).toBe(false);
  });
});
