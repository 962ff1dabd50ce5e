import { tmpdir } from 'node:os';
import { kernelFor } from '../kernels';
import { startServer } from '../server';

it('says how to get a server where none can be started', async () => {
  const found = await startServer(tmpdir(), [['no-such-program', []]]);
  expect(found).toMatchObject({ ok: false });
  expect(found).toHaveProperty(
    'error',
    expect.stringMatching(
      /^No Jupyter server could be started.*pip install jupyter_server ipykernel.*--server/
    )
  );
});

describe('the kernel for a notebook', () => {
  const specs = new Map([
    ['python3', 'python'],
    ['ir', 'r']
  ]);

  test.each([
    ['the one asked for', 'python3', 'ir', 'python3'],
    ['the one that it names', undefined, 'python3', 'python3'],
    ['the only one of its language', undefined, 'gone', 'python3']
  ])('is %s', (_what, asked, named, expected) => {
    expect(kernelFor(specs, 'python', named, asked)).toEqual({
      ok: true,
      value: expected
    });
  });

  it('is not guessed', () => {
    const two = new Map([...specs, ['other', 'python']]);
    for (const found of [
      kernelFor(specs, 'python', 'python3', 'gone'),
      kernelFor(two, 'python', 'gone', undefined)
    ]) {
      expect(found).toHaveProperty(
        'error',
        expect.stringMatching(/no kernel “gone”.*python3, ir/)
      );
    }
  });
});
