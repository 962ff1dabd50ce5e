import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { Failure } from '../core/errors';
import { ok, type Result } from '../core/result';
import { projectRoot } from '../core/root';
import type { RunCell } from '../core/run';
import type { SavedCell } from '../core/code';
import type { ScratchProject } from '../host/rehearse';
import { codeFacts, runCells } from '../lift/code-facts';
import type { NotebookFile } from '../lift/nbformat/read';
import type { Analysis } from '../lift/types';
import type { Session } from './session';

/** A notebook on disk, now or at a commit. */
export type Place = {
  /** Absolute path. */
  readonly notebook: string;
  readonly commit?: string;
  readonly project: ScratchProject;
  /** The notebook's path below the project's root, POSIX. */
  readonly path: string;
};

/** Where a notebook lies, from `PATH` or `PATH@COMMIT`; a file that is called so goes first. */
export async function placeOf(text: string): Promise<Place> {
  const at = text.lastIndexOf('@');
  const whole = at <= 0 || (await isFile(resolve(text)));
  const notebook = resolve(whole ? text : text.slice(0, at));
  const commit = whole ? undefined : text.slice(at + 1);
  const folder = await projectRoot(notebook, listFolder);
  const path = relative(folder, notebook).split(sep).join('/');
  const notebookFolder = path.includes('/') ? dirname(path) : '';
  return {
    notebook,
    path,
    ...(commit === undefined ? {} : { commit }),
    project: {
      folder,
      notebookFolder,
      ...(commit === undefined ? {} : { commit })
    }
  };
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ?? false;
}

async function listFolder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    () => []
  );
  return entries.map(one => (one.isDirectory() ? `${one.name}/` : one.name));
}

/** Code cells of a notebook with what the checks need to know of them. */
export type Version = {
  readonly file: NotebookFile;
  readonly analysis: Analysis;
  readonly cells: readonly SavedCell[];
  readonly runs: readonly RunCell[];
};

/** Reads and analyses a notebook of Python. */
export async function readVersion(
  session: Session,
  { notebook }: Place
): Promise<Result<Version | null, Failure>> {
  const file = await session.open(notebook, basename(notebook));
  return file.ok ? ok(versionOf(session, file.value)) : file;
}

/** The same of a text that was read elsewhere; `null` where it is of another language than Python. */
export function versionOf(
  session: Session,
  file: NotebookFile
): Version | null {
  const language = session.languageOf(file);
  if (!language) {
    return null;
  }
  const analysis = session.analyze(file, language);
  return {
    file,
    analysis,
    cells: codeFacts(analysis, language),
    runs: runCells(analysis)
  };
}
