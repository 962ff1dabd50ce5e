import { byStart } from '../../../core/span';
import type { Definition, Flow, Hazard, NameUse, Statement } from '../../facts';
import type { PythonParser } from '../parse';
import type { Region } from '../types';
import { union } from './flow/compose';
import { magicStatement } from './magics';

/**
 * A compound statement or definition with magics in it. They are part of it, and lifting must
 * mind them: what they read counts as read at any time, what they bind as perhaps bound.
 */
export function withRegions(
  parser: PythonParser,
  source: string,
  { leaves: _, ...statement }: Statement,
  regions: readonly Region[]
): Statement {
  const magics = regions.map(region =>
    magicStatement(parser, source, region, statement, null)
  );
  const later = statement.kind === 'function' || statement.kind === 'class';
  const uses = magics.flatMap(one => one.uses.map(withoutCall));
  return {
    ...statement,
    uses: byStart([
      ...statement.uses,
      ...(later ? uses.map(keptForLater) : uses)
    ]),
    ...(statement.definition === undefined
      ? {}
      : { definition: reading(statement.definition, magics) }),
    effect: statement.effect || !later,
    flow: later
      ? flowLater(statement.flow, magics)
      : flowNow(statement.flow, magics),
    hazards: [
      ...statement.hazards,
      ...magics.flatMap(one => one.hazards),
      ...regions.map(({ span }): Hazard => ({ code: 'nested-magic', span }))
    ]
  };
}

function flowLater(flow: Flow, magics: readonly Statement[]): Flow {
  return {
    ...flow,
    deferred: all(flow.deferred, magics, 'exposed'),
    globalWrites: all(flow.globalWrites, magics, 'mayBind')
  };
}

function flowNow(flow: Flow, magics: readonly Statement[]): Flow {
  return {
    ...flow,
    calls: true,
    exposed: all(flow.exposed, magics, 'exposed'),
    deferred: all(flow.deferred, magics, 'deferred'),
    mayBind: all(flow.mayBind, magics, 'mayBind'),
    mutates: all(flow.mutates, magics, 'mutates')
  };
}

/** Calls inside a magic are not among those of the statement. */
function withoutCall({ call, ...use }: NameUse): NameUse {
  return call === undefined ? use : { ...use };
}

function reading(
  definition: Definition,
  magics: readonly Statement[]
): Definition {
  return {
    ...definition,
    bodyReads: all(definition.bodyReads, magics, 'exposed')
  };
}

function keptForLater(use: NameUse): NameUse {
  return {
    ...use,
    when: 'deferred',
    late: { construct: 'function', atOnce: false }
  };
}

function all(
  own: readonly string[],
  magics: readonly Statement[],
  key: 'exposed' | 'deferred' | 'mayBind' | 'mutates'
): readonly string[] {
  return magics.map(one => one.flow[key]).reduce(union, own);
}
