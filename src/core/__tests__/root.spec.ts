import { projectRoot, withinRoot } from '../root';

function listing(files: readonly string[]) {
  const asked: string[] = [];
  const list = (folder: string): Promise<string[]> => {
    asked.push(folder);
    const inside = files
      .filter(file => folder === '' || file.startsWith(`${folder}/`))
      .map(file => file.slice(folder === '' ? 0 : folder.length + 1));
    const names = inside.map(file => file.replace(/\/.*/, '/'));
    return Promise.resolve([...new Set(names)]);
  };
  return { asked, list };
}

describe('the project root', () => {
  it('is the nearest folder upwards with a marker', async () => {
    const { asked, list } = listing(['setup.py', 'a/pyproject.toml']);
    expect(await projectRoot('a/b/c/n.ipynb', list)).toBe('a');
    expect(asked).toEqual(['a/b/c', 'a/b', 'a']);
  });

  it('can be the top of the server', async () => {
    const { list } = listing(['dvc.yaml', 'a/n.ipynb']);
    expect(await projectRoot('a/n.ipynb', list)).toBe('');
  });

  it('is the folder of the notebook where nothing marks one', async () => {
    const { list } = listing(['a/b/n.ipynb']);
    expect(await projectRoot('a/b/n.ipynb', list)).toBe('a/b');
    expect(await projectRoot('n.ipynb', list)).toBe('');
  });

  it('is not marked by a folder of that name', async () => {
    const { list } = listing(['package.json/x', 'a/n.ipynb']);
    expect(await projectRoot('a/n.ipynb', list)).toBe('a');
  });

  it('gives paths as seen from there', () => {
    expect(withinRoot('a', 'a/b/n.ipynb')).toBe('b/n.ipynb');
    expect(withinRoot('', 'n.ipynb')).toBe('n.ipynb');
    expect(withinRoot('a', 'ab/n.ipynb')).toBeNull();
    expect(withinRoot('a', 'a/../b.py')).toBeNull();
  });
});
