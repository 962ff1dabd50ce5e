import { linesOf } from '../lines';

async function all(...chunks: (string | Uint8Array)[]): Promise<string[]> {
  async function* stream() {
    for (const chunk of chunks) {
      yield await Promise.resolve(chunk);
    }
  }
  const lines: string[] = [];
  for await (const line of linesOf(stream())) {
    lines.push(line);
  }
  return lines;
}

describe('linesOf', () => {
  it('joins chunks and splits lines', async () => {
    expect(await all('a', 'b\nc\r\n', '\n', 'd')).toEqual(['ab', 'c', '', 'd']);
    expect(await all()).toEqual([]);
    expect(await all('x\n')).toEqual(['x']);
  });

  it('keeps the other line ends of Unicode and characters cut in two', async () => {
    const bytes = Buffer.from('é\u2028\u0085\n');
    expect(await all(bytes.subarray(0, 1), bytes.subarray(1))).toEqual([
      'é\u2028\u0085'
    ]);
  });

  it('gives a line before it asks for more', async () => {
    const asked: string[] = [];
    async function* stream() {
      for (const line of ['a\n', 'b\n']) {
        asked.push(line);
        yield await Promise.resolve(line);
      }
    }
    for await (const line of linesOf(stream())) {
      expect(asked).toHaveLength(line === 'a' ? 1 : 2);
    }
  });
});
