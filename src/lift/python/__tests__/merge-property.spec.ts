import fc from 'fast-check';

import type { CellFacts } from '../../../analysis/facts';
import type { ModuleAddition, ModuleImport, ModuleSymbol } from '../../module';
import { mergeModule } from '../merge';
import { mergeInto } from '../merge-into';
import type { Edit } from '../page';
import { moduleAnalysis, python } from './python';

let analyze: (text: string) => CellFacts;
beforeAll(async () => {
  analyze = await moduleAnalysis();
});

/** Few names, so that they meet. */
const NAMES = [
  'f',
  'g',
  'h',
  'A',
  'B',
  'C',
  'sum',
  'math',
  'js',
  'floor',
  'os'
];

const IMPORTS: readonly (readonly [string, ModuleImport])[] = [
  ['import math', { module: 'math', symbol: null, alias: null }],
  ['import json as js', { module: 'json', symbol: null, alias: 'js' }],
  ['import csv as js', { module: 'csv', symbol: null, alias: 'js' }],
  ['from math import floor', { module: 'math', symbol: 'floor', alias: null }],
  [
    'from math import ceil as floor',
    { module: 'math', symbol: 'ceil', alias: 'floor' }
  ],
  [
    'from math import (\n    ceil,\n    trunc\n)',
    { module: 'math', symbol: 'trunc', alias: null }
  ],
  [
    'from math import (ceil, trunc,)  # both',
    { module: 'math', symbol: 'ceil', alias: null }
  ],
  ['import os.path', { module: 'os.path', symbol: null, alias: null }],
  ['import os; import math', { module: 'os', symbol: null, alias: null }]
];

const names = fc.subarray(NAMES, { maxLength: 3 });
const returned = names.map(list => `[${list.join(', ')}]`);

const definition = fc
  .record({
    name: fc.constantFrom('f', 'g', 'h', 'sum', 'C'),
    reads: returned,
    bound: fc.constantFrom('', 'x=A', 'x: B = 1', 'x=None'),
    style: fc.constantFrom(
      'def',
      'def',
      'def',
      'marked',
      'class',
      'tabs',
      'commented',
      'string'
    )
  })
  .map(({ name, reads, bound, style }): ModuleSymbol => {
    const text: { readonly [style: string]: string } = {
      def: `def ${name}(${bound}):\n    return ${reads}`,
      marked: `@(lambda one: one)\ndef ${name}(${bound}):\n    return ${reads}`,
      class: `class ${name}:\n    seen: ${reads} = 1\n\n    def show(self):\n        return ${reads}`,
      tabs: `def ${name}(${bound}):\n\tif True:\n\n\t\treturn ${reads}  # tabs`,
      commented: `# Über ${name}\n# line two\ndef ${name}(${bound}):\n    # inside\n    return ${reads}`,
      string: `def ${name}():\n    """A\n  text\n    """\n    return f'{${reads}!r:>{20}}'`
    };
    return { name, text: text[style] };
  });

const constant = fc
  .tuple(
    fc.constantFrom('A', 'B'),
    fc.constantFrom('1', "'é'", '-2.5', '(1, None)')
  )
  .map(([name, value]): ModuleSymbol => ({ name, text: `${name} = ${value}` }));

const odd = fc.constantFrom(
  'try:\n    import json as js\nexcept ImportError:\n    js = None',
  'if len([]) == 0:\n    def g():\n        return 0',
  '# --- section ---',
  '\f',
  'x = 1; y = 2',
  'z = [\n  1,\n# odd\n  2]',
  '__all__ = [\'f\', "g"]',
  "__all__ = (\n    'f',  # one\n)",
  '__all__ = []',
  'w = 1 + \\\n    2',
  'from math import ceil, \\\n    trunc',
  'h = f = None',
  'del_me = 1\ndel del_me'
);

const before = fc
  .record({
    bom: fc.boolean(),
    top: fc.constantFrom(
      '',
      '#!/usr/bin/env python\n',
      '# -*- coding: utf-8 -*-\n# Licence\n\n'
    ),
    doc: fc.constantFrom('', '"""Doc."""\n', "'''Doc\n\nmore'''\n\n"),
    future: fc.constantFrom('', '', 'from __future__ import annotations\n'),
    head: fc.array(fc.constantFrom(...IMPORTS.map(([text]) => text)), {
      maxLength: 3
    }),
    rest: fc.array(
      fc.oneof(
        constant.map(c => c.text),
        definition.map(d => d.text),
        odd
      ),
      { maxLength: 5 }
    ),
    gap: fc.constantFrom('\n', '\n\n', '\n\n\n', '\n  \n\n'),
    guard: fc.constantFrom(
      '',
      '',
      "# run\nif __name__ == '__main__':\n    print(1)"
    ),
    end: fc.constantFrom('', '\n', '\n\n\n', '\n# end', '\n\n# vim: x\n'),
    eol: fc.constantFrom('\n', '\r\n', '\r')
  })
  .map(m => {
    const parts = [m.head.join('\n'), ...m.rest, m.guard];
    const body = parts.filter(part => part !== '').join(m.gap);
    const text = (m.top + m.doc + m.future + body + m.end).replace(
      /\n/g,
      m.eol
    );
    return (m.bom ? '\ufeff' : '') + text;
  });

const addition = fc
  .record({
    future: fc.constantFrom([], [], ['annotations'], ['division']),
    imports: fc.subarray(
      IMPORTS.map(([, one]) => one),
      { maxLength: 4 }
    ),
    constants: fc.uniqueArray(constant, {
      maxLength: 2,
      selector: c => c.name
    }),
    definitions: fc.uniqueArray(definition, {
      maxLength: 3,
      selector: d => d.name
    }),
    update: fc.subarray(['f', 'g', 'h', 'A'])
  })
  .map((a): ModuleAddition => ({ docstring: 'Lifted.', ...a }));

/** Names that a run of each module gives, and why it failed where it did. */
const RUN = `
import json, re, sys
def describe(value, depth=3):
    if depth and isinstance(value, (list, tuple)):
        return [describe(one, depth - 1) for one in value]
    if isinstance(value, type):
        notes = {k: str(v) for k, v in value.__dict__.get('__annotations__', {}).items()}
        return ['class', value.__name__, notes, describe(value.__dict__.get('show'), depth)]
    if type(value).__name__ == 'function':
        try:
            result = value(None) if value.__code__.co_varnames[:1] == ('self',) else value()
        except Exception as error:
            result = type(error).__name__
        return ['function', value.__name__, describe(result, depth - 1) if depth > 0 else '']
    return repr(value)
def run(text):
    if text is None:
        return None
    space = {'__name__': 'm'}
    try:
        exec(compile(text.encode(), 'm', 'exec'), space)
    except BaseException as error:
        return {'error': repr(error)}
    return {name: describe(value) for name, value in space.items() if not name.startswith('__')}
print(re.sub('0x[0-9a-f]+', '', json.dumps([[run(t) for t in case] for case in json.load(sys.stdin)])))
`;

type Run = { readonly [name: string]: unknown } | null;

function samples(): { before: string; addition: ModuleAddition }[] {
  return fc.sample(fc.record({ before, addition }), { numRuns: 400, seed: 7 });
}

/** The text without what the edits put in. */
function takenBack(after: string, edits: readonly Edit[]): string {
  const sorted = edits
    .map((edit, i) => ({ edit, i }))
    .sort((a, b) => a.edit.start - b.edit.start || a.i - b.i);
  let shift = 0;
  let result = after;
  for (const { edit } of sorted) {
    const at = edit.start + shift;
    expect(result.slice(at, at + edit.text.length)).toBe(edit.text);
    result = result.slice(0, at) + result.slice(at + edit.text.length);
    shift -= edit.end - edit.start;
  }
  return result;
}

describe('merging into any module', () => {
  it('only inserts, and keeps line ends, byte order mark and missing last line end', () => {
    let merged = 0;
    for (const { before: text, addition: wanted } of samples()) {
      const body = text.replace(/^\ufeff/, '');
      const plan = mergeInto(analyze, body, { ...wanted, update: [] }, {});
      if (plan.ok && body.trim() !== '') {
        merged++;
        expect(plan.edits.every(edit => edit.start === edit.end)).toBe(true);
        expect(takenBack(plan.after, plan.edits)).toBe(body);
        const ends = new Set(body.match(/\r\n|\r|\n/g));
        const now = new Set(plan.after.match(/\r\n|\r|\n/g));
        expect(ends.size === 0 || now.size === ends.size).toBe(true);
        expect(/[\r\n]$/.test(plan.after)).toBe(/[\r\n]$/.test(body));
        const whole = mergeModule(analyze, text, { ...wanted, update: [] });
        expect(whole.ok && whole.after).toBe(
          text.slice(0, text.length - body.length) + plan.after
        );
      }
    }
    expect(merged).toBeGreaterThan(50);
  });

  it('is the same a second time', () => {
    for (const { before: text, addition: wanted } of samples().slice(0, 500)) {
      const once = mergeModule(analyze, text, wanted);
      if (once.ok) {
        const twice = mergeModule(analyze, once.after, {
          ...wanted,
          update: []
        });
        expect([wanted, text, twice.ok && twice.after]).toEqual([
          wanted,
          text,
          once.after
        ]);
      }
    }
  });

  it('leaves all code the meaning that it had, by what CPython does', () => {
    const cases = samples().flatMap(({ before: text, addition: wanted }) => {
      const result = mergeModule(analyze, text, wanted);
      const alone = mergeModule(analyze, null, wanted);
      return result.ok && alone.ok
        ? [{ text, wanted, after: result.after, alone: alone.after }]
        : [];
    });
    const runs = python<[Run, Run, Run][]>(
      RUN,
      cases.map(one => [one.text, one.after, one.alone])
    );
    let run = 0;
    cases.forEach((one, i) => {
      const [old, merged, alone] = runs[i];
      if (
        old !== null &&
        !('error' in old) &&
        alone !== null &&
        !('error' in alone)
      ) {
        run++;
        const mine = [...one.wanted.constants, ...one.wanted.definitions].map(
          s => s.name
        );
        const updated = one.wanted.update.length > 0;
        const kept = Object.entries(old).filter(
          ([name]) =>
            !updated || (!mine.includes(name) && typeof old[name] === 'string')
        );
        const all = { ...Object.fromEntries(kept) };
        mine.forEach(name => (all[name] = alone[name]));
        expect([one, merged]).toEqual([one, expect.objectContaining(all)]);
      }
    });
    expect(run).toBeGreaterThan(30);
  });
});
