import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Failure } from '../core/errors';
import { extension } from '../core/path';
import { fail, ok, type Result } from '../core/result';
import { apply } from '../lift/apply';
import type { NotebookFile } from '../lift/nbformat/read';
import { plan } from '../lift/plan';
import { readProject } from '../lift/project';
import { changedFiles, touchedCells } from '../lift/receipt';
import { refuse } from '../lift/refuse';
import type { Plan, Refusal, Warning } from '../lift/types';
import { askedWarnings } from './asked';
import { refusalOf, type CliRefusal } from './contract';
import { DiskFiles } from './files';
import { KeepBeside } from './keep';
import { leadsTo, pathBelow } from './links';
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
  const files = new DiskFiles(root);
  const project = await readProject(
    files,
    file.snapshot,
    analysis.cells,
    choice,
    // Who imports the module matters only where a definition of it is replaced.
    { metadata: file.metadata, ...(choice.update ? {} : { importers: [] }) }
  );
  if ('code' in project) {
    return { kind: 'refused', refusals: [project] };
  }
  const astray = await linkRefusal(files, choice.to);
  if (astray) {
    return { kind: 'refused', refusals: [astray] };
  }
  const result = plan(analysis, choice, project, language);
  if (!result.ok) {
    return { kind: 'refused', refusals: result.refusals };
  }
  const written = changedFiles(result.plan).map(change => change.path);
  const warnings = await linkWarnings(files, [...written, path]);
  const made = {
    ...result.plan,
    warnings: [
      ...result.plan.warnings,
      ...askedWarnings(analysis, choice),
      ...warnings
    ]
  };
  return { kind: 'planned', lift: { plan: made, file, notebook, root } };
}

/** Carries a plan out. Answers with the files that were written, relative to the root. */
export async function applyLift(
  lift: Lift
): Promise<Result<readonly string[], CliRefusal>> {
  const { plan: made, file, notebook, root } = lift;
  const place = await placeOf(notebook, root);
  if (!place.ok) {
    return fail(refuse('bad-input', { detail: place.error }));
  }
  const keep = new KeepBeside(root);
  const ports = {
    files: new DiskFiles(root),
    notebook: new NotebookOnDisk(place.value.real, file),
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

/** Why a module is not written where links in its path lead. */
async function linkRefusal(
  files: DiskFiles,
  to: string
): Promise<Refusal | null> {
  const { real, below } = await files.follow(to);
  if (below !== null && extension(below) === '.py') {
    return null;
  }
  const fault = below === null ? 'outside the project’s folder' : 'no module';
  const detail = `it leads through a link to “${below ?? real}”, ${fault}; no file and no cell was changed`;
  return refuse('bad-target', { path: to, detail });
}

/** Says of each path that leads through a link which file is written. */
async function linkWarnings(
  files: DiskFiles,
  paths: readonly string[]
): Promise<Warning[]> {
  const leads = await Promise.all(
    paths.map(async path => ({ path, ...(await files.follow(path)) }))
  );
  return leads
    .filter(({ path, below }) => below !== path)
    .map(({ path, real, below }) => ({
      code: 'follows-link',
      cell: null,
      line: null,
      message: `“${path}” leads through a link: “${below ?? real}” is the file that is written.`
    }));
}

/** The root, the notebook's path below it, POSIX, and the file that it really is. Fails with a sentence. */
async function placeOf(
  notebook: string,
  given: string | undefined
): Promise<Result<{ root: string; path: string; real: string }, string>> {
  const root = given === undefined ? dirname(notebook) : resolve(given);
  if (given !== undefined && !(await isFolder(root))) {
    return fail(`There is no folder “${given}”.`);
  }
  const real = await leadsTo(notebook).catch(() => notebook);
  const below = pathBelow(await leadsTo(root).catch(() => root), real);
  const path = pathBelow(root, notebook) ?? below;
  if (path === null) {
    return fail('The notebook does not lie in the root.');
  }
  return below === null
    ? fail(
        `The notebook leads through a link to “${real}”, outside the root; nothing was changed. Name that file, or a root that holds it.`
      )
    : ok({ root, path, real });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    stats => stats.isDirectory(),
    () => false
  );
}
