import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the files of a test. */
export class Folder {
  readonly path = fs.mkdtempSync(join(tmpdir(), 'lift-work-'));

  /** Full path of a name below the folder. */
  at(path: string): string {
    return join(this.path, path);
  }

  /** Writes a file and the folders above it; gives its full path. */
  put(path: string, content: string | Uint8Array): string {
    fs.mkdirSync(join(this.at(path), '..'), { recursive: true });
    fs.writeFileSync(this.at(path), content);
    return this.at(path);
  }

  /** The text of a file, `null` where there is none. */
  text(path: string): string | null {
    return fs.existsSync(this.at(path))
      ? fs.readFileSync(this.at(path), 'utf8')
      : null;
  }

  list(path = ''): string[] {
    return fs.readdirSync(this.at(path)).sort();
  }

  clear(): void {
    this.remove();
    fs.mkdirSync(this.path);
  }

  remove(): void {
    fs.rmSync(this.path, { recursive: true, force: true });
  }
}
