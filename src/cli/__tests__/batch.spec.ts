import { Folder } from './folder';
import { planned, runHere } from './here';
import { SUM_TEXT } from './notebooks';

const folder = new Folder();
beforeEach(() => {
  folder.clear();
  folder.put('n.ipynb', SUM_TEXT);
});
afterAll(() => folder.remove());

type Line = {
  readonly ok: boolean;
  readonly functions?: readonly { name: string }[];
  readonly refusals?: readonly { code: string }[];
};

async function batch(...lines: string[]): Promise<Line[]> {
  const { code, out, err } = await runHere(['plan', '--batch'], ...lines);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line) as Line);
}

const request = (more: object = {}) =>
  JSON.stringify({
    notebook: folder.at('n.ipynb'),
    cells: [1],
    to: 'lib.py',
    ...more
  });

describe('plan --batch', () => {
  it('answers each line with one line, bad ones too', async () => {
    const lines = await batch(
      request({ name: 'add_up' }),
      '{',
      '',
      request({ cells: [7] }),
      request({ notebook: folder.at('none.ipynb') }),
      request({ cells: 'all' }),
      request()
    );
    expect(lines.map(line => line.ok || line.refusals?.[0].code)).toEqual([
      true,
      'bad-input',
      'bad-input',
      'bad-input',
      'bad-input',
      'bad-input',
      true
    ]);
    expect(lines[0].functions?.[0].name).toBe('add_up');
  });

  it('says the same as plan, and nothing for no input', async () => {
    const [line] = await batch(request());
    const args = [
      'plan',
      folder.at('n.ipynb'),
      '--cells',
      '1',
      '--to',
      'lib.py'
    ];
    expect(line).toEqual(planned(await runHere(args)));
    expect(await batch()).toEqual([]);
  });

  it('answers hundreds of requests for one notebook within seconds', async () => {
    const requests = Array.from({ length: 200 }, (_, turn) =>
      request({ name: `f${turn}` })
    );
    const start = process.cpuUsage();
    const lines = await batch(...requests);
    const { user } = process.cpuUsage(start);
    expect(lines.filter(line => line.ok)).toHaveLength(200);
    expect(user / 1e6).toBeLessThan(6);
  });
});
