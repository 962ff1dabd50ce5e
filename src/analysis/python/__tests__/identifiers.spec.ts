import { execFileSync } from 'node:child_process';

import {
  isIdentifier,
  isKeyword,
  isSoftKeyword,
  normaliseName
} from '../identifiers';

/** Runs a program that prints JSON. */
function python<T>(code: string): T {
  return JSON.parse(
    execFileSync('python3', ['-c', code], {
      encoding: 'utf8',
      maxBuffer: 1 << 28
    })
  ) as T;
}

describe('names of Python', () => {
  it('begin and go on with the characters that CPython takes', () => {
    const [assigned, starts, goOn] = python<[number[], number[], number[]]>(
      'import json, unicodedata as u\n' +
        "codes = [c for c in range(0x30000) if u.category(chr(c)) not in ('Cn', 'Cs')]\n" +
        'print(json.dumps([codes, [c for c in codes if chr(c).isidentifier()],' +
        " [c for c in codes if ('a' + chr(c)).isidentifier()]]))"
    );
    const fits = (prefix: string) =>
      assigned.filter(code =>
        isIdentifier(prefix + String.fromCodePoint(code))
      );
    const late = [0x200c, 0x200d, 0x30fb, 0xff65];
    expect(fits('')).toEqual(starts);
    expect(fits('a')).toEqual(goOn.filter(code => !late.includes(code)));
  });

  it('are none where something else stands before or after', () => {
    const bad = ['', ' a', 'a ', 'a\n', 'a.b', '1a', 'a-b', 'a\0', '\ufeffa'];
    expect(bad.filter(isIdentifier)).toEqual([]);
  });

  it('are not the keywords of any supported version', () => {
    const [hard, soft] = python<[string[], string[]]>(
      'import json, keyword as k; print(json.dumps([k.kwlist, k.softkwlist]))'
    );
    expect(hard.filter(word => !isKeyword(word))).toEqual([]);
    expect(soft.filter(word => !isSoftKeyword(word))).toEqual([]);
    expect(isKeyword('print')).toBe(false);
    expect(isKeyword('ｉｆ')).toBe(true);
    expect(normaliseName('ﬁt')).toBe('fit');
  });
});
