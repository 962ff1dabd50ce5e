import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { IKeepPort, KeptText } from '../lift/keep';
import { writeAtomic } from './atomic';

/** Keeps a text that could not be put back in a file `NAME.before-lift`: beside the one it belongs to, else
 *  in the folder for temporary files. */
export class KeepBeside implements IKeepPort {
  constructor(private readonly _root: string) {}

  async keep({ path, text }: KeptText): Promise<void> {
    if (text === null) {
      return;
    }
    const beside = `${resolve(this._root, path)}.before-lift`;
    const elsewhere = join(tmpdir(), basename(beside));
    for (const place of [beside, elsewhere]) {
      try {
        await writeAtomic(place, text);
        this._places.set(path, place);
        return;
      } catch {
        // The next place, or `remedy`, has it.
      }
    }
  }

  /** What the user can do, with the text itself where no file could take it. */
  remedy({ path, text }: KeptText): string {
    const place = this._places.get(path);
    if (text === null) {
      return `Remove “${path}” by hand.`;
    }
    return place === undefined
      ? `Put this text back into “${path}” by hand:\n${text}`
      : `Put the text of “${place}” back into “${path}” by hand.`;
  }

  private readonly _places = new Map<string, string>();
}
