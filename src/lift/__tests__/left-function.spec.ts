import type { PythonLift } from '../python/language';
import { planOf, pythonLift, snapshotOf } from './harness';

let language: PythonLift;
beforeAll(async () => {
  language = await pythonLift();
});

/** What is said of a function that stays and reads what the last cell binds. */
function said(left: string, code: string) {
  const notebook = snapshotOf(['n = 1', left, code, 'print(n, twice)']);
  const result = planOf(language, notebook, { cells: [2] });
  const refusals = result.ok ? [] : result.refusals;
  return refusals.map(({ code: why, message, remedy }) => {
    expect(why).toBe('left-function');
    return [message, remedy?.text];
  });
}

describe('a function that stays in the notebook', () => {
  it('is called by its name, what it reads by its own', () => {
    expect(
      said('def show():\n    print(n)', 'n = 2\nshow()\ntwice = n')
    ).toEqual([
      [
        'This code may call `show`, which stays in the notebook and reads or writes its `n`: in a function, the `n` of this code would be another one.',
        'Give `show` an argument for `n`, or lift it first.'
      ]
    ]);
  });

  it.each([
    ['shows = [lambda: n for i in range(2)]', 'shows[0]()'],
    ['show = lambda: n', 'show()']
  ])('that has no name is shown with what makes it: %s', (left, call) => {
    const [[message, remedy]] = said(left, `n = 2\n${call}\ntwice = n`);
    expect(message).toContain(
      `may call the function made in \`${left}\`, which`
    );
    expect(remedy).toContain(
      `Give the function made in \`${left}\` an argument`
    );
  });

  it('is not shown at length', () => {
    const left = `show = [\n    lambda: n,\n]  # ${'long '.repeat(20)}`;
    const [[message]] = said(left, 'n = 2\nshow[0]()\ntwice = n');
    expect(message).toContain('made in `show = […`, which');
  });
});
