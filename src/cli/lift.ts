import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Failure } from '../core/errors';
import { fail, ok, type Result } from '../core/result';
import { apply } from '../lift/apply';
import type { NotebookFile } from '../lift/nbformat/read';
import { plan } from '../lift/plan';
import { readProject } from '../lift/project';
import { changedFiles, touchedCells } from '../lift/receipt';
import { refuse } from '../lift/refuse';
import type { Plan } from '../lift/types';
import { refusalOf, type CliRefusal } from './contract';
import { DiskFiles } from './files';
import { KeepBeside } from './keep';
import { NotebookOnDisk } from './notebook';
import type { Request } from './request';
import type { Session } from './session';

/** What became of a request. */
export type Outcome =
  | { readonly kind: 'unreadable'; readonly failure: Failure }
  | { readonly kind: 'refused'; readonly refusals: readonly CliRefusal[] }
  | { readonly kind: 'planned'; readonly lift: Lift };

/** A plan and where it belongs. */
export type Lift = {
  readonly plan: Plan;
  readonly file: NotebookFile;
  /** Absolute path of the notebook. */
  readonly notebook: string;
  /** Absolute path of the root. */
  readonly root: string;
};

/** Plans a lift; reads what it needs, writes nothing. */
export async function planLift(
  session: Session,
  request: Request
): Promise<Outcome> {
  const notebook = resolve(request.notebook);
  const place = await placeOf(notebook, request.root);
  if (!place.ok) {
    return badInput(place.error);
  }
  const { root, path } = place.value;
  const opened = await session.open(notebook, path);
  if (!opened.ok) {
    return { kind: 'unreadable', failure: opened.error };
  }
  const file = opened.value;
  const language = session.languageOf(file);
  if (!language) {
    const { language: name } = file.snapshot;
    return {
      kind: 'refused',
      refusals: [refuse('unsupported-language', { name })]
    };
  }
  const analysis = session.analyze(file, language);
  const { choice } = request;
  const project = await readProject(
    new DiskFiles(root),
    file.snapshot,
    analysis.cells,
    choice,
    // Who imports the module matters only where a definition of it is replaced.
    { metadata: file.metadata, ...(choice.update ? {} : { importers: [] }) }
  );
  if ('code' in project) {
    return { kind: 'refused', refusals: [project] };
  }
  const result = plan(analysis, choice, project, language);
  return result.ok
    ? { kind: 'planned', lift: { plan: result.plan, file, notebook, root } }
    : { kind: 'refused', refusals: result.refusals };
}

/** Carries a plan out. Answers with the files that were written, relative to the root. */
export async function applyLift(
  lift: Lift
): Promise<Result<readonly string[], CliRefusal>> {
  const { plan: made, file, notebook, root } = lift;
  const keep = new KeepBeside(root);
  const ports = {
    files: new DiskFiles(root),
    notebook: new NotebookOnDisk(notebook, file),
    keep
  };
  const result = await apply(made, ports, { snapshot: file.snapshot });
  if (!result.ok) {
    const refusal = refusalOf(result.error);
    const { kept } = result.error;
    return fail(
      kept ? { ...refusal, remedy: { text: keep.remedy(kept) } } : refusal
    );
  }
  const rewritten = touchedCells(made.cells).length > 0;
  return ok([
    ...changedFiles(made).map(change => change.path),
    ...(rewritten ? [file.snapshot.path] : [])
  ]);
}

/** A request that asks for something that is not there. */
export function badInput(detail: string): Outcome {
  return { kind: 'refused', refusals: [refuse('bad-input', { detail })] };
}

/** The root and the notebook's path below it, POSIX. Fails with a sentence. */
async function placeOf(
  notebook: string,
  given: string | undefined
): Promise<Result<{ root: string; path: string }, string>> {
  const root = given === undefined ? dirname(notebook) : resolve(given);
  if (given !== undefined && !(await isFolder(root))) {
    return fail(`There is no folder “${given}”.`);
  }
  for (const real of [(path: string) => Promise.resolve(path), realOrSame]) {
    const way = relative(await real(root), await real(notebook));
    if (way !== '' && !isAbsolute(way) && way.split(sep)[0] !== '..') {
      return ok({ root, path: way.split(sep).join('/') });
    }
  }
  return fail('The notebook does not lie in the root.');
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    stats => stats.isDirectory(),
    () => false
  );
}

async function realOrSame(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
