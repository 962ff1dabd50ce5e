import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import type { ILiftLanguage } from '../lift/language';
import type { ILanguages, LanguageEntry } from '../tokens';

/** The registry behind the token, which loads each language once. */
export class Languages implements ILanguages {
  add(language: LanguageEntry): IDisposable {
    this._entries.unshift(language);
    return new DisposableDelegate(() => {
      this._entries = this._entries.filter(entry => entry !== language);
    });
  }

  find(name: string): LanguageEntry | null {
    return this._entries.find(({ names }) => names.includes(name)) ?? null;
  }

  async load(name: string): Promise<ILiftLanguage | null> {
    const entry = this.find(name);
    if (!entry) {
      return null;
    }
    const loading = this._loaded.get(entry) ?? entry.load();
    this._loaded.set(entry, loading);
    try {
      return await loading;
    } catch (error) {
      this._loaded.delete(entry);
      throw error;
    }
  }

  private _entries: LanguageEntry[] = [];
  private readonly _loaded = new WeakMap<
    LanguageEntry,
    Promise<ILiftLanguage>
  >();
}
