import { resolve } from 'node:path';
import type { IKeepPort, KeptText } from '../lift/keep';
import { writeAtomic } from './atomic';

/** Keeps a text that could not be put back in a file beside the one it belongs to, `NAME.before-lift`. */
export class KeepBeside implements IKeepPort {
  constructor(private readonly _root: string) {}

  async keep({ path, text }: KeptText): Promise<void> {
    if (text !== null) {
      await writeAtomic(resolve(this._root, `${path}.before-lift`), text);
    }
  }
}
