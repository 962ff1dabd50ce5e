import type { CellFacts, Statement } from '../../analysis/facts';

/** Calls that modules make at their top level to name things, and that do nothing else. */
const NAMING =
  /(?:^|\.)(?:getLogger|namedtuple|NamedTuple|TypedDict|TypeVar|ParamSpec|NewType|Enum|re\.compile|Path|PurePath|dict|list|set|frozenset|tuple|defaultdict|Counter|OrderedDict|MappingProxyType|dataclass|field|lru_cache|cache|wraps|partial|property|timedelta|Decimal|Fraction|object|float|int|str)$/;

/**
 * Whether importing a module does something besides binding names: prints, reads files, stores into objects.
 * What stands under `if __name__ …` does not run at import; `logging.getLogger`, `re.compile`, `namedtuple`
 * and the like do no harm.
 */
export function moduleHasEffects(facts: CellFacts): boolean {
  return facts.statements.some(
    one => one.effect && !isMainGuard(one) && !onlyNames(one)
  );
}

function isMainGuard({ kind, uses }: Statement): boolean {
  return kind === 'compound' && uses.some(use => use.name === '__name__');
}

/** The statement binds names, and all that it calls for that is harmless. */
function onlyNames({ kind, flow, calls, awaits }: Statement): boolean {
  const eager = calls.filter(call => call.when === 'eager');
  return (
    (kind === 'simple' || kind === 'function' || kind === 'class') &&
    !awaits &&
    flow.mayBind.length > 0 &&
    flow.mutates.length === 0 &&
    flow.mayUnbind.length === 0 &&
    eager.length > 0 &&
    eager.every(call => NAMING.test(call.path ?? ''))
  );
}
