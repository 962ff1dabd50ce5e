import { StringDecoder } from 'node:string_decoder';

/** The lines of a stream of UTF-8 bytes, as soon as each is complete, ended by `\n` or `\r\n` only (JSON may
 *  hold the other line ends that Node's `readline` breaks at). A last line without an end counts if it is
 *  not empty. */
export async function* linesOf(
  stream: AsyncIterable<Uint8Array | string>
): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let pending: string[] = [];
  for await (const chunk of stream) {
    const parts = (
      typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk))
    ).split('\n');
    for (const part of parts.slice(0, -1)) {
      yield [...pending, part].join('').replace(/\r$/, '');
      pending = [];
    }
    pending.push(parts[parts.length - 1]);
  }
  const last = pending.join('') + decoder.end();
  if (last !== '') {
    yield last;
  }
}
