import type { CellFacts } from '../../analysis/facts';
import type { MergeConflict, ModuleAddition } from '../module';
import { extendAll } from './all-list';
import {
  doubleNames,
  hiddenNames,
  missingImports,
  strangeNames
} from './agreement';
import { encodingConflict } from './encoding';
import { readExisting, type Existing } from './existing';
import { decideFates, type Fate } from './fates';
import { flagsToAdd } from './future';
import { headEdits } from './head';
import { boundName } from './import-meaning';
import { applyEdits, editsOf, type Edit } from './page';
import type { Piece } from './pieces';
import { damage } from './proof';
import { definitionInsertions, replacements } from './tail';
import { readWanted, type MergeOptions, type Wanted } from './wanted';

/** A merge with the edits that it is made of. */
export type MergePlan =
  | {
      readonly ok: true;
      readonly edits: readonly Edit[];
      readonly after: string;
      readonly reused: readonly string[];
    }
  | { readonly ok: false; readonly conflicts: readonly MergeConflict[] };

/** `mergeModule` for a text that holds something and has no byte order mark. */
export function mergeInto(
  analyze: (text: string) => CellFacts,
  before: string,
  addition: ModuleAddition,
  options: MergeOptions
): MergePlan {
  const module = readExisting(analyze, before);
  if ('kind' in module) {
    return { ok: false, conflicts: [module] };
  }
  const wanted = readWanted(analyze, addition, options);
  const { fates, conflicts } = decideFates(module, wanted);
  const future = flagsToAdd(module, wanted, fates);
  const missing = missingImports(module, wanted.imports);
  const faults = [
    ...wanted.conflicts,
    ...conflicts,
    ...doubleNames(wanted),
    ...future.conflicts,
    ...strangeNames(module, wanted),
    ...hiddenNames(module, missing.map(boundName), fates)
  ];
  if (faults.length > 0) {
    return { ok: false, conflicts: faults };
  }
  const changes = changesOf(module, wanted, fates, missing, future.flags);
  return prove(analyze, module, changes, namesOf(fates, 'reused'));
}

/** Edits of what stands in the module, and lines put between. */
type Changes = {
  readonly edits: readonly Edit[];
  readonly insertions: readonly Edit[];
};

function changesOf(
  module: Existing,
  wanted: Wanted,
  fates: ReadonlyMap<Piece, Fate>,
  imports: Wanted['imports'],
  future: readonly string[]
): Changes {
  const fresh = wanted.pieces.filter(piece => fates.get(piece)?.kind === 'new');
  const constants = fresh.filter(piece => piece.role === 'constant');
  const definitions = fresh.filter(piece => piece.role === 'definition');
  const head = headEdits(module, {
    future,
    imports,
    constants: constants.map(piece => piece.text),
    local: wanted.local
  });
  const all = extendAll(
    module,
    definitions.map(piece => piece.name)
  );
  return {
    edits: [...head.edits, ...all, ...replacements(module, fates)],
    insertions: editsOf(module.page, [
      ...head.insertions,
      ...definitionInsertions(module, fates)
    ])
  };
}

/** The merged text, if it holds up: it parses, it lost nothing, and no name in it lacks a binding. */
function prove(
  analyze: (text: string) => CellFacts,
  module: Existing,
  { edits, insertions }: Changes,
  reused: readonly string[]
): MergePlan {
  const all = [...edits, ...insertions];
  const after = applyEdits(module.page.text, all);
  const merged = readExisting(analyze, after);
  if ('kind' in merged) {
    return { ok: false, conflicts: [merged] };
  }
  const touched = module.statements.flatMap(({ span }, i) =>
    edits.some(edit => edit.start <= span.end && edit.end >= span.start)
      ? [i]
      : []
  );
  const encoding = encodingConflict(after);
  const conflicts = [
    ...(encoding === null ? [] : [encoding]),
    ...damage(module, merged, new Set(touched))
  ];
  return conflicts.length > 0
    ? { ok: false, conflicts }
    : { ok: true, edits: all, after, reused };
}

function namesOf(
  fates: ReadonlyMap<Piece, Fate>,
  kind: Fate['kind']
): string[] {
  return [...fates].flatMap(([piece, fate]) =>
    fate.kind === kind ? [piece.name] : []
  );
}
