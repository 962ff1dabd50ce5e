import { Breakpoints } from '../breakpoints';
import { KernelPaths } from '../kernelpaths';

it('finds the server’s files by the folder that the kernel started in', () => {
  const paths = KernelPaths.of('a b/c/report.ipynb', '/home/me/a b/c/');
  expect(paths?.toKernel('lib/prices.py')).toBe('/home/me/lib/prices.py');
  expect(paths?.toServer('/home/me/a b/prices.py')).toBe('a b/prices.py');
  expect(paths?.toServer('/home/you/prices.py')).toBeNull();
  expect(paths?.toServer('/home/me/.venv/lib/x.py')).toBeNull();
  expect(KernelPaths.of('report.ipynb', '/srv')?.toKernel('x.py')).toBe(
    '/srv/x.py'
  );
});

it('does not guess where the kernel runs elsewhere', () => {
  expect(KernelPaths.of('a/report.ipynb', '/home/me')).toBeNull();
  expect(KernelPaths.of('a/report.ipynb', '/home/me/ba')).toBeNull();
});

it('tells of lines that are others, once', () => {
  const breakpoints = new Breakpoints();
  const told: string[] = [];
  breakpoints.changed.connect((_, path) => told.push(path));
  breakpoints.set('a.py', [3, 1, 3]);
  breakpoints.set('a.py', [1, 3]);
  expect(breakpoints.lines('a.py')).toEqual([1, 3]);
  breakpoints.set('a.py', []);
  expect(breakpoints.paths).toEqual([]);
  expect(told).toEqual(['a.py', 'a.py']);
});
