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
      event.items.forEach(([id]) => this._ids.add(id));
    } else if (event.e === 'parts') {
      for (const [path, places] of Object.entries(event.files)) {
        const tests = places.map(place => event.tests[place]);
        this._parts.set(path, new Set(tests));
      }
    } else if (event.e === 'collected') {
      this._collected = true;
    } else if (event.e === 'deselected') {
      this._deselected = true;
    }
  }

  /**
   * Whether the results of a test file are of other sources than there are now. A source counts for all of them,
   * unless the run said for which it does.
   *
   * @param now - present signatures, as far as they are known to be other ones
   */
  isStale(path: string, now: ReadonlyMap<string, Signature>): boolean {
    for (const [file, word] of this._files) {
      const present = now.get(file);
      const isOther = present !== undefined && present !== word;
      if (isOther && (this._parts.get(file)?.has(path) ?? true)) {
        return true;
      }
    }
    return false;
  }

  private readonly _files = new Map<string, Signature>();
  private readonly _ids = new Set<string>();
  private readonly _parts = new Map<string, ReadonlySet<string>>();
  private _collected = false;
  private _deselected = false;
}
