import type { CellFacts } from '../../analysis/facts';
import type {
  MergeConflict,
  MergeResult,
  ModuleAddition,
  ModuleSymbol
} from '../module';
import { doubleNames } from './agreement';
import { mergeInto } from './merge-into';
import { newModule } from './new-module';
import { stands } from './fates';
import { fault, readPiece } from './pieces';
import { damage } from './proof';
import { readExisting } from './existing';
import { readWanted, type MergeOptions } from './wanted';

export { moduleHasEffects } from './effects';
export type { MergeOptions } from './wanted';

const BOM = '\ufeff';

/**
 * The module's text with the addition in it, or every reason why it cannot be had safely. What stands in
 * the module keeps its bytes, but for symbols named in `update` and their comments; what is added means
 * there what it means in the addition. A module without any code or comment counts as new.
 * `analyze` is the analysis of a module's text. Never throws.
 */
export function mergeModule(
  analyze: (text: string) => CellFacts,
  before: string | null,
  addition: ModuleAddition,
  options: MergeOptions = {}
): MergeResult {
  const text = (before ?? '').replace(BOM, '');
  if (text.trim() === '') {
    return startModule(analyze, addition, options);
  }
  const mark = before?.startsWith(BOM) === true ? BOM : '';
  const plan = mergeInto(
    analyze,
    (before ?? '').slice(mark.length),
    addition,
    options
  );
  return plan.ok
    ? { ok: true, after: mark + plan.after, reused: plan.reused }
    : plan;
}

/** Whether a merge would find the symbol in the module as it is. Never throws. */
export function holdsSymbol(
  analyze: (text: string) => CellFacts,
  before: string,
  symbol: ModuleSymbol
): boolean {
  const module = readExisting(analyze, before.replace(BOM, ''));
  const piece = readPiece(analyze, symbol, 'definition');
  return !('kind' in module) && piece !== null && stands(module, piece);
}

function startModule(
  analyze: (text: string) => CellFacts,
  addition: ModuleAddition,
  options: MergeOptions
): MergeResult {
  const wanted = readWanted(analyze, addition, options);
  const conflicts: MergeConflict[] = [
    ...wanted.conflicts,
    ...wanted.own.map(name => fault('import', name)),
    ...doubleNames(wanted)
  ];
  if (conflicts.length > 0) {
    return { ok: false, conflicts };
  }
  const after = newModule(addition, wanted);
  const module = readExisting(analyze, after);
  const faults = 'kind' in module ? [module] : damage(null, module, new Set());
  return faults.length > 0
    ? { ok: false, conflicts: faults }
    : { ok: true, after, reused: [] };
}
