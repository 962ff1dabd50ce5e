import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Analysis, ImportName } from '../../types';
import { importNameOf } from '../import-name';
import { contextOf, notebookAnalysis } from './notebook';

let analysisOf: (path: string, cells: readonly string[]) => Analysis;
beforeAll(async () => {
  analysisOf = await notebookAnalysis();
});

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'target-')));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

type Case = {
  readonly notebook?: string;
  readonly files?: readonly string[];
  readonly cells?: readonly string[];
  readonly path: string;
};

function nameOf({
  notebook = 'n.ipynb',
  files = [],
  cells = [],
  path
}: Case): ImportName {
  return importNameOf(contextOf(analysisOf(notebook, cells), { files }), path);
}

/** Makes the files of a case in a folder of its own. */
function laidOut({ notebook = 'n.ipynb', files = [], path }: Case): string {
  const folder = mkdtempSync(join(root, 'case-'));
  for (const file of new Set([...files, path, notebook])) {
    mkdirSync(join(folder, file.endsWith('/') ? file : dirname(file)), {
      recursive: true
    });
    if (!file.endsWith('/')) {
      writeFileSync(join(folder, file), '');
    }
  }
  return folder;
}

const FIND = `
import importlib, json, os, sys
import importlib.util
path, modules, found = list(sys.path), set(sys.modules), []
for folder, place, cells, name in json.load(sys.stdin):
    os.chdir(os.path.join(folder, place))
    sys.path[:] = ['', *path]
    for key in set(sys.modules) - modules:
        del sys.modules[key]
    importlib.invalidate_caches()
    for cell in cells:
        exec(cell)
    origin = importlib.util.find_spec(name).origin
    found.append(os.path.relpath(os.path.realpath(origin), folder))
print(json.dumps(found))
`;

/** The files that Python finds for names where the kernel has run the cells. */
function foundFiles(
  cases: readonly { readonly one: Case; readonly name: string }[]
): string[] {
  const input = cases.map(({ one, name }) => [
    laidOut(one),
    dirname(one.notebook ?? 'n.ipynb'),
    (one.cells ?? []).map(cell =>
      cell
        .replace(/^%cd (.*)$/m, "os.chdir('$1')")
        .replace(/^(from|import) (mod|pkg)\b.*$/m, '')
    ),
    name
  ]);
  const output = execFileSync('python3', ['-I', '-c', FIND], {
    input: JSON.stringify(input),
    encoding: 'utf8'
  });
  return JSON.parse(output) as string[];
}

const FOUND: readonly (readonly [string, Case])[] = [
  ['helpers', { path: 'helpers.py' }],
  ['pkg.mod', { path: 'pkg/mod.py' }],
  ['pkg.mod', { path: 'pkg/mod.py', files: ['pkg/__init__.py'] }],
  ['src.pkg.mod', { path: 'src/pkg/mod.py' }],
  ['mod', { notebook: 'a/n.ipynb', path: 'a/mod.py' }],
  ['b.mod', { notebook: 'a/n.ipynb', path: 'a/b/mod.py' }],
  [
    'mod',
    {
      notebook: 'a/n.ipynb',
      path: 'mod.py',
      cells: ["import sys\nsys.path.append('..')"]
    }
  ],
  [
    'src.mod',
    {
      notebook: 'a/n.ipynb',
      path: 'src/mod.py',
      cells: ["import sys\nsys.path.insert(0, '..')"]
    }
  ],
  [
    'mod',
    {
      notebook: 'a/n.ipynb',
      path: 'src/mod.py',
      cells: ["import sys\nsys.path.insert(0, '../src')"]
    }
  ],
  [
    'mod',
    {
      notebook: 'a/n.ipynb',
      path: 'src/mod.py',
      cells: [
        "import os, sys\nmodule_path = os.path.abspath(os.path.join('..', 'src'))\nif module_path not in sys.path:\n    sys.path.append(module_path)"
      ]
    }
  ],
  [
    'mod',
    {
      notebook: 'a/n.ipynb',
      path: 'src/mod.py',
      cells: [
        'from pathlib import Path\nimport sys',
        "sys.path.append(str(Path.cwd().parent / 'src'))"
      ]
    }
  ],
  [
    'mod',
    {
      notebook: 'a/n.ipynb',
      path: 'src/mod.py',
      cells: [
        "import sys\nfrom pathlib import Path\nsys.path.append(str(Path('..').resolve() / 'src'))"
      ]
    }
  ],
  ['mod', { notebook: 'a/n.ipynb', path: 'mod.py', cells: ['%cd ..'] }],
  [
    'a.mod',
    {
      notebook: 'a/n.ipynb',
      path: 'a/mod.py',
      cells: ["import os\nos.chdir('..')"]
    }
  ],
  [
    'mod',
    {
      path: 'mod.py',
      cells: ["import os\nold = os.getcwd()\nos.chdir('data')\nos.chdir(old)"],
      files: ['data/']
    }
  ],
  ['mod', { path: 'data/mod.py', cells: ['%cd data'], files: ['data/'] }],
  [
    'mod',
    {
      path: 'src/mod.py',
      cells: [
        "import sys, os\nsys.path.append(os.path.abspath('src'))",
        "os.chdir('data')"
      ],
      files: ['data/']
    }
  ],
  [
    'mod',
    {
      path: 'lib/mod.py',
      cells: ["import sys, os\nsys.path.append('../lib')", "os.chdir('data')"],
      files: ['data/']
    }
  ],
  [
    'src.mod',
    {
      path: 'src/mod.py',
      files: ['src/mod.py'],
      cells: ["import sys\nsys.path.append('src')"]
    }
  ],
  [
    'mod',
    {
      path: 'src/mod.py',
      files: ['src/mod.py'],
      cells: ["import sys\nsys.path.append('src')", 'from mod import f']
    }
  ],
  [
    'mod',
    {
      path: 'mod.py',
      files: ['mod.py', 'data/'],
      cells: ['import mod', "import os\nos.chdir('data')"]
    }
  ],
  [
    'pkg.mod',
    {
      path: 'pkg/mod.py',
      files: ['pkg/mod.py'],
      cells: ['from pkg import mod']
    }
  ]
];

describe('the name by which a notebook imports a module', () => {
  it.each(FOUND)('is %s for %j', (name, one) => {
    expect(nameOf(one)).toEqual({ ok: true, name });
  });

  it('is one by which CPython finds the file', () => {
    // Where the module was imported before the folder changed, it is found in `sys.modules`.
    const cases = FOUND.map(([name, one]) => ({ one, name })).filter(
      ({ one }) => one.cells?.[0] !== 'import mod'
    );
    expect(foundFiles(cases)).toEqual(cases.map(({ one }) => one.path));
  });

  it.each<[string, Case]>([
    [
      'outside of the notebook’s folder',
      { notebook: 'a/n.ipynb', path: 'mod.py' }
    ],
    [
      'outside of the notebook’s folder',
      { notebook: 'a/n.ipynb', path: 'b/mod.py' }
    ],
    [
      'changes the working directory to “data”',
      { path: 'mod.py', cells: ["import os\nos.chdir('data')"] }
    ],
    [
      'to a place that its text does not tell',
      { path: 'mod.py', cells: ['import os\nos.chdir(where)'] }
    ],
    [
      'to a place that its text does not tell',
      {
        path: 'mod.py',
        cells: [
          "import os\nold = os.getcwd()\nold = where\nos.chdir('data')\nos.chdir(old)"
        ]
      }
    ],
    [
      'to a place that its text does not tell',
      { path: 'mod.py', cells: ['%cd ~/work'] }
    ],
    [
      'to a place that its text does not tell',
      { path: 'mod.py', cells: ['%cd -'] }
    ],
    [
      'to a place that its text does not tell',
      { path: 'mod.py', cells: ["import os\nif x:\n    os.chdir('data')"] }
    ],
    [
      '“my-pkg” in its path cannot stand in an import',
      { path: 'my-pkg/mod.py' }
    ],
    ['“class” in its path cannot stand in an import', { path: 'class/mod.py' }],
    ['“json” is a module of Python’s own', { path: 'json/mod.py' }],
    ['the installed package “numpy” is found first', { path: 'numpy/mod.py' }],
    [
      'the installed package “own” is found first',
      { path: 'own/mod.py', cells: ['import own.other'] }
    ],
    [
      '“mod/__init__.py” has the same name',
      { path: 'mod.py', files: ['mod/__init__.py'] }
    ],
    ['“pkg.py” has the same name', { path: 'pkg/mod.py', files: ['pkg.py'] }],
    [
      '“src/mod.py” has the same name',
      {
        path: 'mod.py',
        files: ['src/mod.py'],
        cells: ["import sys\nsys.path.insert(0, 'src')"]
      }
    ]
  ])('is refused: %s: %j', (detail, one) => {
    const answer = nameOf(one);
    expect(answer).toEqual({
      ok: false,
      refusal: expect.objectContaining({ code: 'not-importable' }) as unknown
    });
    expect(answer.ok ? '' : answer.refusal.message).toContain(detail);
  });

  it('is found where the kernel is known to look', () => {
    const analysis = analysisOf('a/n.ipynb', []);
    const context = contextOf(analysis, { searchPath: ['src'] });
    expect(importNameOf(context, 'src/pkg/mod.py')).toEqual({
      ok: true,
      name: 'pkg.mod'
    });
  });

  it('does not mind what comes after the lift', () => {
    const analysis = analysisOf('n.ipynb', [
      'x = 1',
      "import os\nos.chdir('data')"
    ]);
    expect(importNameOf(contextOf(analysis, { cell: 1 }), 'mod.py').ok).toBe(
      true
    );
    expect(importNameOf(contextOf(analysis, { cell: 2 }), 'mod.py').ok).toBe(
      false
    );
  });

  it('comes with a file that would do', () => {
    const beside = nameOf({ notebook: 'a/n.ipynb', path: 'b/mod.py' });
    const moved = nameOf({ path: 'mod.py', cells: ['%cd data'] });
    const lost = nameOf({ path: 'mod.py', cells: ['%cd ~'] });
    const action = (answer: ImportName) =>
      answer.ok ? null : answer.refusal.remedy?.action;
    expect(action(beside)).toEqual({ kind: 'set-file', to: 'a/mod.py' });
    expect(action(moved)).toEqual({ kind: 'set-file', to: 'data/mod.py' });
    expect(action(lost)).toBeUndefined();
  });
});
