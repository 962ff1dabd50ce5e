import { parseCells, requestOfLine, requestOfOptions } from '../request';

describe('parseCells', () => {
  it('reads positions and ranges', () => {
    expect(parseCells('3,4-6')).toEqual({ ok: true, value: [3, 4, 5, 6] });
    expect(parseCells(' 10 , 2 - 2 ')).toEqual({ ok: true, value: [10, 2] });
  });

  it.each([
    '',
    ',',
    '1,',
    'a',
    '-1',
    '1-',
    '6-4',
    '1.5',
    '0x1',
    '1 2',
    '99999999'
  ])('refuses “%s”', text => {
    expect(parseCells(text)).toMatchObject({ ok: false });
  });
});

describe('requestOfLine', () => {
  it('reads the fields of the contract', () => {
    const line = {
      notebook: 'a.ipynb',
      cells: [4, 2],
      to: 'x.py',
      name: 'f',
      only: ['g'],
      root: '..',
      dropDisplays: true,
      id: 17
    };
    expect(requestOfLine(JSON.stringify(line))).toEqual({
      ok: true,
      value: {
        notebook: 'a.ipynb',
        root: '..',
        choice: {
          cells: [2, 4],
          to: 'x.py',
          name: 'f',
          only: ['g'],
          dropDisplays: true
        }
      }
    });
  });

  it('takes null for not given', () => {
    const line =
      '{"notebook": "a", "cells": [], "to": "b", "name": null, "root": null, "only": null}';
    expect(requestOfLine(line)).toEqual({
      ok: true,
      value: { notebook: 'a', root: undefined, choice: { cells: [], to: 'b' } }
    });
  });

  it.each([
    ['{', 'not JSON'],
    ['', 'not JSON'],
    ['[]', 'not a JSON object'],
    ['null', 'not a JSON object'],
    ['{"cells": [1], "to": "x"}', '“notebook”'],
    ['{"notebook": "", "cells": [1], "to": "x"}', '“notebook”'],
    ['{"notebook": "a", "cells": [1]}', '“to”'],
    ['{"notebook": "a", "to": "x"}', '“cells”'],
    ['{"notebook": "a", "to": "x", "cells": "3,4"}', '“cells”'],
    ['{"notebook": "a", "to": "x", "cells": [1.5]}', '“cells”'],
    ['{"notebook": "a", "to": "x", "cells": ["1"]}', '“cells”'],
    ['{"notebook": "a", "to": "x", "cells": [-1]}', '“cells”'],
    ['{"notebook": "a", "to": "x", "cells": [1, 1]}', 'Cell 1 is named twice'],
    ['{"notebook": "a", "to": "x", "cells": [1], "only": "f"}', '“only”'],
    ['{"notebook": "a", "to": "x", "cells": [1], "only": [""]}', '“only”'],
    ['{"notebook": "a", "to": "x", "cells": [1], "name": 3}', '“name”'],
    [
      '{"notebook": "a", "to": "x", "cells": [1], "dropDisplays": "yes"}',
      '“dropDisplays”'
    ]
  ])('refuses %s', (line, expected) => {
    const result = requestOfLine(line);
    expect(result.ok ? '' : result.error).toContain(expected);
  });
});

describe('requestOfOptions', () => {
  const options = {
    notebook: 'a',
    cells: '1',
    to: 'x.py',
    dropDisplays: false,
    autoreload: false
  };

  it('splits lists of names', () => {
    expect(requestOfOptions({ ...options, only: 'f, g' })).toMatchObject({
      value: { choice: { only: ['f', 'g'] } }
    });
  });

  it.each([{ cells: '2,1-3' }, { only: 'f,,g' }, { cells: 'x' }, { to: '' }])(
    'refuses %j',
    more => {
      expect(requestOfOptions({ ...options, ...more })).toMatchObject({
        ok: false
      });
    }
  );
});
