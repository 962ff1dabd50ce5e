import { ContentsFiles } from '../files';
import type { OpenDocuments } from '../opendocs';
import { MemoryContents } from './contents';

type Editor = {
  path: string;
  model: { dirty: boolean; collaborative?: boolean; toString: () => string };
  revert: jest.Mock;
};

function open(editors: readonly Editor[]): OpenDocuments {
  return {
    shell: {
      widgets: (area: string) => {
        if (area === 'down') {
          throw new Error('Notebook 7 has no such area');
        }
        return (area === 'main' ? editors : []).values() as never;
      }
    },
    docManager: { contextForWidget: (widget: unknown) => widget as never }
  } as OpenDocuments;
}

function filesOf(
  contents: MemoryContents,
  editors: readonly Editor[] = [],
  root = 'proj'
) {
  return new ContentsFiles(contents, { drive: '', root }, open(editors));
}

function project(): MemoryContents {
  const contents = new MemoryContents();
  contents.files
    .set('proj', null)
    .set('proj/a.py', 'x = 1\n')
    .set('proj/pkg', null);
  return contents;
}

const editor = (
  path: string,
  dirty: boolean,
  collaborative = false
): Editor => ({
  path,
  model: { dirty, collaborative, toString: () => 'open = 1\n' },
  revert: jest.fn(() => Promise.resolve())
});

describe('reading', () => {
  test('sees what an editor has not saved where that is asked for', async () => {
    const contents = project();
    const readBy = async (dirty: boolean) => {
      const files = filesOf(contents, [editor('proj/a.py', dirty)]);
      const states = [await files.readOpen('a.py'), await files.read('a.py')];
      return states.map(state => state.kind === 'file' && state.text);
    };
    expect(await readBy(true)).toEqual(['open = 1\n', 'x = 1\n']);
    expect(await readBy(false)).toEqual(['x = 1\n', 'x = 1\n']);
  });

  test('says what stands at a path', async () => {
    const contents = project();
    contents.files.set('proj/b.py', 'no').set('proj/.c.py', '');
    contents.binary.add('proj/b.py');
    contents.readOnly.add('proj/a.py');
    const files = filesOf(contents);
    expect(await files.read('a.py')).toEqual({
      kind: 'file',
      text: 'x = 1\n',
      writable: false
    });
    expect(await files.read('pkg')).toEqual({ kind: 'folder' });
    expect(await files.read('none.py')).toEqual({ kind: 'missing' });
    expect(await files.read('.c.py')).toEqual({ kind: 'missing' });
    expect(await files.read('b.py')).toMatchObject({ kind: 'unreadable' });
  });

  test('lists a folder, and nothing where there is none', async () => {
    const files = filesOf(project());
    expect(await files.list('')).toEqual(['a.py', 'pkg/']);
    expect(await files.list('none')).toEqual([]);
  });

  test('a server error is no answer', async () => {
    const contents = project();
    contents.fault = {
      at: 1,
      after: false,
      status: 500,
      message: 'Internal Server Error'
    };
    await expect(filesOf(contents).read('a.py')).rejects.toMatchObject({
      code: 'read-failed',
      data: { path: 'a.py', reason: 'Internal Server Error' }
    });
  });
});

describe('writing', () => {
  test('makes missing folders level by level', async () => {
    const contents = project();
    await filesOf(contents).write('src/deep/m.py', 'y = 2\n');
    expect(contents.files.get('proj/src')).toBeNull();
    expect(contents.files.get('proj/src/deep')).toBeNull();
    expect(contents.files.get('proj/src/deep/m.py')).toBe('y = 2\n');
  });

  test('a parent that is a file is told', async () => {
    await expect(
      filesOf(project()).write('a.py/m.py', '')
    ).rejects.toMatchObject({
      code: 'parent-is-file'
    });
  });

  test.each([
    [
      500,
      'Unexpected error while saving file: a.py [Errno 28] No space left on device',
      'no-space'
    ],
    [
      500,
      'Unexpected error while saving file: a.py [Errno 30] Read-only file system',
      'read-only-disk'
    ],
    [403, 'Permission denied: a.py', 'no-permission'],
    [500, 'Internal Server Error', 'write-failed'],
    [0, 'Failed to fetch', 'write-failed']
  ])('an answer %i "%s" is %s', async (status, message, code) => {
    for (const after of [false, true]) {
      const contents = project();
      contents.fault = { at: 2, after, status, message };
      await expect(
        filesOf(contents).write('a.py', 'new')
      ).rejects.toMatchObject({ code });
      expect(contents.files.get('proj/a.py')).toBe(after ? 'new' : 'x = 1\n');
    }
  });

  test('hidden paths are refused with the server’s words', async () => {
    await expect(filesOf(project()).write('.m.py', '')).rejects.toMatchObject({
      code: 'write-failed',
      data: { reason: expect.stringContaining('Cannot create') as string }
    });
  });

  test('removing what is gone already is fine', async () => {
    const contents = project();
    const files = filesOf(contents);
    await files.remove('a.py');
    await files.remove('a.py');
    expect(contents.files.has('proj/a.py')).toBe(false);
  });

  test('a project at the root, and one on another drive', async () => {
    const contents = new MemoryContents();
    await filesOf(contents, [], '').write('m.py', 'a');
    expect(contents.files.get('m.py')).toBe('a');
    const other = new ContentsFiles(
      contents,
      { drive: 'D:', root: '' },
      open([])
    );
    expect(await other.read('m.py')).toEqual({ kind: 'missing' });
    expect(contents.log).toContain('GET D:m.py');
  });
});

describe('open editors', () => {
  test('unsaved changes are seen, in any kind of editor', () => {
    const editors = [
      editor('proj/a.py', false),
      editor('RTC:proj/a.py', true),
      editor('a.py', true)
    ];
    expect(filesOf(project(), editors).isDirty('a.py')).toBe(true);
    expect(filesOf(project(), editors.slice(0, 1)).isDirty('a.py')).toBe(false);
  });

  test('clean ones are brought up to date, dirty and shared ones are left alone', async () => {
    const editors = [
      editor('proj/a.py', false),
      editor('proj/a.py', true),
      editor('proj/a.py', false, true),
      editor('proj/b.py', false)
    ];
    await filesOf(project(), editors).write('a.py', 'new');
    expect(editors.map(({ revert }) => revert.mock.calls.length)).toEqual([
      1, 0, 0, 0
    ]);
  });
});
