import type { Failure } from '../core/errors';
import { ok, type Result } from '../core/result';
import { analyzeNotebook } from '../lift/analyze-notebook';
import type { ILiftLanguage } from '../lift/language';
import { readNotebook, type NotebookFile } from '../lift/nbformat/read';
import type { Analysis } from '../lift/types';
import { Memo } from './memo';
import { loadText } from './notebook';

/** Notebooks whose text and analysis are kept: a batch asks many things of few notebooks. */
const NOTEBOOKS = 16;

/** What one run of the program knows: languages, and what it made of the texts it has met. */
export class Session {
  private readonly _languages: ReadonlyMap<string, ILiftLanguage>;
  private readonly _files = new Memo<NotebookFile>(NOTEBOOKS);
  private readonly _analyses = new WeakMap<NotebookFile, Analysis>();

  constructor(languages: readonly ILiftLanguage[]) {
    this._languages = new Map(languages.map(one => [one.id, one]));
  }

  /** Reads a notebook, each time from disk; `shown` is its path for the user. */
  async open(
    full: string,
    shown: string
  ): Promise<Result<NotebookFile, Failure>> {
    const text = await loadText(full, shown);
    if (!text.ok) {
      return text;
    }
    const key = JSON.stringify([full, shown]);
    const known = this._files.get(key);
    if (known?.text === text.value) {
      return ok(known);
    }
    const file = readNotebook(text.value, shown);
    if (file.ok) {
      this._files.set(key, file.value);
    }
    return file;
  }

  /** The language of a notebook; `null` where it is none of ours. */
  languageOf(file: NotebookFile): ILiftLanguage | null {
    return this._languages.get(file.snapshot.language) ?? null;
  }

  /** The facts of every code cell. */
  analyze(file: NotebookFile, language: ILiftLanguage): Analysis {
    const known = this._analyses.get(file);
    if (known) {
      return known;
    }
    const analysis = analyzeNotebook(file.snapshot, language);
    this._analyses.set(file, analysis);
    return analysis;
  }
}
