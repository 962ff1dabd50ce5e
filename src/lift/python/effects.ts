import type { CellFacts } from '../../analysis/facts';

/**
 * Whether importing a module does something besides binding names: prints, calls, stores into objects.
 * What stands under `if __name__ …` does not run at import and does not count.
 */
export function moduleHasEffects(facts: CellFacts): boolean {
  return facts.statements.some(
    one =>
      one.effect &&
      !(
        one.kind === 'compound' && one.uses.some(use => use.name === '__name__')
      )
  );
}
