import type { CellFacts } from '../analysis/facts';
import { dirname, join, stem } from '../core/path';
import type { JsonObject, Snapshot } from '../core/snapshot';
import type { FileState, IFilesPort } from './ports';
import { importersOf } from './project/importers';
import { leadingBack } from './project/leading-back';
import { nearFiles } from './project/near-files';
import { checkPath, checkTarget } from './target/check';
import { importedModules, type TargetContext } from './target/context';
import { defaultTarget } from './target/default';
import { importNameOf } from './target/import-name';
import { formFault } from './target/path-form';
import { isPaired, isTextTwin } from './target/twin';
import type { Analysis, Choice, ProjectFacts, Refusal } from './types';

/** What is known besides the files; paths are relative to the project root. */
export type Known = {
  /** Path of the notebook, where it differs from the snapshot's. */
  readonly notebook?: string;
  /** Metadata of the notebook as a whole. */
  readonly metadata?: JsonObject;
  /** The module that the last lift of this notebook went to. */
  readonly lastModule?: string | null;
  /** Folders in which the live kernel or the installed project finds modules, in their order. */
  readonly searchPath?: readonly string[];
  /** Texts that import the module, where they have been looked for already. */
  readonly importers?: readonly string[];
};

/**
 * Reads all that planning may know of the project, or the refusal of a target that cannot be written to. A
 * module that cannot be imported is told in `importName`. Nothing outside of the project is asked for; the
 * texts that import the module are looked for only where there is a module. Rejects as the port does.
 */
export async function readProject(
  files: IFilesPort,
  snapshot: Snapshot,
  facts: readonly (CellFacts | null)[],
  choice: Pick<Choice, 'cells' | 'to'>,
  known: Known = {}
): Promise<ProjectFacts | Refusal> {
  const analysis = { snapshot, cells: facts };
  const { to } = choice;
  const cell = Math.min(...choice.cells, facts.length);
  // A path of bad form is never asked for.
  const near = formFault(to) === null ? [to] : [];
  const context = await lookAround(
    files,
    contextOf(analysis, cell, known),
    near
  );
  const refusal = checkPath(context, to);
  const state: FileState =
    refusal === null ? await files.read(to) : { kind: 'missing' };
  const bad = refusal ?? checkTarget(context, to, state);
  if (bad !== null) {
    return bad;
  }
  const module = state.kind === 'file' ? state.text : null;
  const { notebook } = context;
  return {
    notebookFolder: dirname(notebook),
    module,
    importName: importNameOf(context, to),
    leadingBack:
      module === null
        ? []
        : await leadingBack(files, importedModules(context), to, context.files),
    importers:
      module === null
        ? []
        : (known.importers ?? (await importersOf(files, to, [notebook])))
  };
}

/** The module that a lift goes to when nothing else is said; see `defaultTarget`. Rejects as the port does. */
export async function proposeTarget(
  files: IFilesPort,
  analysis: Analysis,
  known: Known = {}
): Promise<string> {
  const context = contextOf(analysis, analysis.cells.length, known);
  const last = known.lastModule ? [known.lastModule] : [];
  return defaultTarget(await lookAround(files, context, last));
}

function contextOf(
  analysis: Analysis,
  cell: number,
  known: Known
): TargetContext {
  return {
    notebook: known.notebook ?? analysis.snapshot.path,
    analysis,
    cell,
    files: [],
    paired: isPaired(known.metadata ?? {}),
    lastModule: known.lastModule ?? null,
    searchPath: known.searchPath ?? []
  };
}

/** The context with the files that may matter, and with the text twin looked at. */
async function lookAround(
  files: IFilesPort,
  context: TargetContext,
  paths: readonly string[]
): Promise<TargetContext> {
  const { notebook, paired } = context;
  const found = await nearFiles(files, context, paths);
  const twin = join(dirname(notebook), `${stem(notebook)}.py`);
  const state = !paired && found.includes(twin) ? await files.read(twin) : null;
  const isTwin = state?.kind === 'file' && isTextTwin(state.text);
  return { ...context, files: found, paired: paired || isTwin };
}
