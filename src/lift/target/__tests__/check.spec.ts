import type { FileState } from '../../ports';
import type { Analysis, Refusal } from '../../types';
import { checkPath, checkTarget } from '../check';
import type { TargetContext } from '../context';
import { contextOf, notebookAnalysis } from './notebook';

let analysisOf: (path: string, cells: readonly string[]) => Analysis;
beforeAll(async () => {
  analysisOf = await notebookAnalysis();
});

function check(
  path: string,
  parts: Partial<TargetContext> = {},
  cells: string[] = []
): Refusal | null {
  return checkPath(
    contextOf(analysisOf('a/My Sales.ipynb', cells), parts),
    path
  );
}

const to = (refusal: Refusal | null): unknown => refusal?.remedy?.action;

describe('a module’s path', () => {
  it.each([
    'helpers.py',
    'a/b/c_1.py',
    'a/größe.py',
    'pkg/json.py',
    'tests/test_x.py',
    'a/evaluate.py'
  ])('may be %s', path => {
    expect(check(path)).toBeNull();
  });

  it.each<[string, string, string | undefined]>([
    ['', 'no file', undefined],
    ['/etc/x.py', 'absolute', undefined],
    ['~/x.py', 'absolute', undefined],
    ['../x.py', 'leaves the project', undefined],
    ['a/../../x.py', 'leaves the project', undefined],
    ['..', 'leaves the project', undefined],
    ['C:/x.py', 'drive', undefined],
    ['c:x.py', 'drive', undefined],
    ['a\\x.py', 'backslash', 'a/x.py'],
    ['%2e%2e/x.py', 'encoded', undefined],
    ['a%2Fx.py', 'encoded', undefined],
    ['https://host/x.py', 'address', undefined],
    ['file:///x.py', 'address', undefined],
    ['a\0.py', 'control character', undefined],
    ['a\n.py', 'control character', undefined],
    ['.hidden.py', 'begins with a dot', undefined],
    ['.git/x.py', 'begins with a dot', undefined],
    ['a/', 'names a folder', 'a/helpers.py'],
    ['./x.py', 'empty parts', 'x.py'],
    ['a//x.py', 'empty parts', 'a/x.py'],
    ['a/../x.py', 'empty parts', 'x.py'],
    ['x', 'does not end in', 'x.py'],
    ['x.PY', 'does not end in', 'x.py'],
    ['x.ipynb', 'does not end in', 'x.py'],
    ['x.txt', 'does not end in', 'x.py'],
    ['my-mod.py', 'cannot stand in an import', 'my_mod.py'],
    ['a/1st.py', 'cannot stand in an import', 'a/m_1st.py'],
    ['class.py', 'cannot stand in an import', 'class_lib.py'],
    ['x.y.py', 'cannot stand in an import', 'x_y.py'],
    ['x.py ', 'blank', 'x.py'],
    [' x.py', 'blank', 'x.py'],
    ['a/ x.py', 'blank', undefined],
    ['a/__init__.py', 'meaning of its own', undefined],
    ['__main__.py', 'meaning of its own', undefined],
    ['con.py', 'Windows', undefined],
    ['aux/x.py', 'Windows', undefined],
    [`${'x'.repeat(300)}.py`, 'too long', undefined],
    ['ﬁt.py', 'cannot stand in an import', 'fit.py']
  ])('may not be %j', (path, detail, better) => {
    const refusal = check(path);
    expect(refusal?.code).toBe('bad-target');
    expect(refusal?.message).toContain(detail);
    expect(refusal?.message).toContain('no file and no cell was changed');
    expect(to(refusal)).toEqual({
      kind: 'set-file',
      to: better ?? 'a/my_sales.py'
    });
  });

  it('may not be the text twin of the notebook', () => {
    const notebook = 'a/sales.ipynb';
    const refusal = check('a/sales.py', { notebook, paired: true });
    expect(refusal?.message).toContain('text twin');
    expect(to(refusal)).toEqual({ kind: 'set-file', to: 'a/sales_lib.py' });
    expect(check('a/sales.py', { notebook, paired: false })).toBeNull();
  });

  it('may not differ from a file in capital letters only', () => {
    const refusal = check('a/tools.py', { files: ['a/Tools.py'] });
    expect(refusal?.message).toContain('capital letters');
    expect(to(refusal)).toEqual({ kind: 'set-file', to: 'a/Tools.py' });
    expect(check('a/Tools.py', { files: ['a/Tools.py'] })).toBeNull();
    expect(
      check('a/tools.py', { files: ['a/Tools.py', 'a/tools.py'] })
    ).toBeNull();
  });

  it('may not lie in a file', () => {
    const refusal = check('data/x.py', { files: ['data', 'data2/'] });
    expect(refusal?.message).toContain('“data” is a file');
    expect(check('data2/x.py', { files: ['data', 'data2/'] })).toBeNull();
  });

  it('may not hide another module', () => {
    expect(check('a/json.py')?.message).toContain('Python’s own module “json”');
    expect(check('a/numpy.py')?.message).toContain('the package “numpy”');
    expect(check('a/own.py', {}, ['import own.part'])?.message).toContain(
      'that this notebook imports'
    );
    expect(
      check('a/own.py', { files: ['a/own.py'] }, ['import own'])
    ).toBeNull();
  });
});

describe('what stands at the path', () => {
  it.each<[FileState, string | null]>([
    [{ kind: 'missing' }, null],
    [{ kind: 'file', text: '', writable: true }, null],
    [{ kind: 'file', text: '', writable: false }, 'not writable'],
    [{ kind: 'folder' }, 'is a folder'],
    [{ kind: 'unreadable', reason: 'it is not UTF-8 text' }, 'not UTF-8']
  ])('%j', (state, detail) => {
    const refusal = checkTarget(
      contextOf(analysisOf('n.ipynb', [])),
      'x.py',
      state
    );
    expect(refusal?.message ?? null).toEqual(
      detail === null ? null : expect.stringContaining(detail)
    );
  });
});
