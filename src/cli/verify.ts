import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { align, type Group } from '../checks/compare/align';
import type { CheckResult } from '../checks/verdict';
import { verifyRuns } from '../checks/verify';
import type { Failure } from '../core/errors';
import type { Run } from '../core/run';
import { ok, type Result } from '../core/result';
import { throughErrors } from '../lift/code-facts';
import { vanishing } from '../lift/vanishing';
import { unverified } from './check';
import type { Session } from './session';
import { Stage, type CheckOptions } from './stage';
import { placeOf, readVersion, type Place, type Version } from './versions';

/** Runs the first version twice and the other once, and compares them cell by cell; `unverified`, with the reason,
 *  where that cannot be done. Fails where a notebook cannot be read. */
export async function verify(
  session: Session,
  options: CheckOptions
): Promise<Result<CheckResult, Failure>> {
  const [one, other] = await Promise.all(options.notebooks.map(placeOf));
  const present: (Version | null | undefined)[] = [];
  for (const place of [one, other]) {
    const read =
      place.commit === undefined
        ? await readVersion(session, place)
        : ok(undefined);
    if (!read.ok) {
      return read;
    }
    present.push(read.value);
  }
  const result = await Stage.with(one, options, async stage => {
    const read = async (place: Place, at: number) =>
      present[at] === undefined ? stage.readAt(session, place) : present[at];
    const [old, after] = [await read(one, 0), await read(other, 1)];
    if (!old || !after) {
      return unverified('Only Python notebooks can be compared.', null);
    }
    const more = {
      comparable: true,
      modules: ownModules(old, after, other),
      code: [...old.runs, ...after.runs]
    };
    const first = await stage.run(one, goingOn(old), 0, more);
    const second = await stage.run(one, goingOn(old), 0, more);
    const last = await stage.run(other, goingOn(after), 1, more);
    return compare(old, after, [first, second, last], more.modules);
  });
  return ok(
    result.ok ? result.value : unverified(result.error, present[0] ?? null)
  );
}

function compare(
  old: Version,
  after: Version,
  [first, second, last]: readonly Run[],
  modules: readonly string[]
): CheckResult {
  const groups = align(codeOf(old), codeOf(after));
  const rewritten = groups.filter(group => !isSame(group, old, after));
  const cells = new Set(
    rewritten.flatMap(group => group.old.map(at => old.cells[at].index))
  );
  return verifyRuns({
    old: old.cells,
    groups,
    first,
    second,
    new: last,
    modules,
    vanishing: vanishing(old.analysis, cells)
  });
}

function goingOn(version: Version): Version {
  return { ...version, runs: throughErrors(version.runs) };
}

function codeOf({ file }: Version) {
  return file.snapshot.cells.filter(({ kind }) => kind === 'code');
}

function isSame(group: Group, old: Version, after: Version): boolean {
  return (
    group.old.length === 1 &&
    group.new.length === 1 &&
    old.cells[group.old[0]].source === after.cells[group.new[0]].source
  );
}

/** Modules of the project that the other version imports: what was lifted stands in one of them. At a commit their
 *  files are not here to be seen, so there they are those that only this version imports. */
function ownModules(old: Version, after: Version, place: Place): string[] {
  const known = modulesOf(old);
  return [...modulesOf(after)].filter(module =>
    place.commit === undefined
      ? isProjectFile(place, module)
      : !known.has(module)
  );
}

function modulesOf({ analysis }: Version): Set<string> {
  const statements = analysis.cells.flatMap(facts => facts?.statements ?? []);
  const imports = statements.flatMap(one => one.imports ?? []);
  return new Set(imports.map(({ module }) => module));
}

function isProjectFile({ project }: Place, module: string): boolean {
  const way = module.replace(/\./g, '/');
  return [project.folder, join(project.folder, project.notebookFolder)].some(
    folder =>
      [`${way}.py`, `${way}/__init__.py`].some(file =>
        existsSync(join(folder, file))
      )
  );
}
