import type { Signature, TestEvent } from './events';

/** What one run knows of the tests it found and the files that it read. */
export class RunSources {
  /** Path -> signature when it was first read. */
  get files(): ReadonlyMap<string, Signature> {
    return this._files;
  }

  /** Ids of the tests that it found. */
  get ids(): ReadonlySet<string> {
    return this._ids;
  }

  /** It has found all that there is. */
  get foundAll(): boolean {
    return this._collected && !this._deselected;
  }

  hear(event: TestEvent): void {
    if (event.e === 'sources') {
      for (const [path, word] of Object.entries(event.files)) {
        if (word === false) {
          this._files.delete(path);
        } else if (!this._files.has(path)) {
          this._files.set(path, word);
        }
      }
    } else if (event.e === 'items') {
      for (const [id, path] of event.items) {
        this._ids.add(id);
        this._tests.add(path);
      }
    } else if (event.e === 'shared') {
      event.paths.forEach(path => this._shared.add(path));
    } else if (event.e === 'collected') {
      this._collected = true;
    } else if (event.e === 'deselected') {
      this._deselected = true;
    } else if (event.e === 'done') {
      this._isWhole = true;
    }
  }

  /**
   * Whether the results of a test file are of other sources than there are now. A test file that no other
   * file names counts for its own tests only; all else counts for all.
   *
   * @param now - present signatures, as far as they are known to be other ones
   */
  isStale(path: string, now: ReadonlyMap<string, Signature>): boolean {
    for (const [file, word] of this._files) {
      const present = now.get(file);
      if (present === undefined || present === word) {
        continue;
      }
      const isElsewhere =
        this._isWhole &&
        file !== path &&
        this._tests.has(file) &&
        !this._shared.has(file);
      if (!isElsewhere) {
        return true;
      }
    }
    return false;
  }

  private readonly _files = new Map<string, Signature>();
  private readonly _ids = new Set<string>();
  private readonly _tests = new Set<string>();
  private readonly _shared = new Set<string>();
  private _collected = false;
  private _deselected = false;
  private _isWhole = false;
}
