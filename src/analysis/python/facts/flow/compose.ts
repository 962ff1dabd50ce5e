import type { Flow } from '../../../facts';
type Lists = Pick<
  Flow,
  | 'exposed'
  | 'exposedAlways'
  | 'mayBind'
  | 'mustBind'
  | 'mayUnbind'
  | 'mustUnbind'
>;

export const NO_FLOW: Lists = {
  exposed: [],
  exposedAlways: [],
  mayBind: [],
  mustBind: [],
  mayUnbind: [],
  mustUnbind: []
};

/** The effect of one piece after another. */
export function inSequence(first: Lists, then: Lists): Lists {
  const settled = new Set([...first.mustBind, ...first.mustUnbind]);
  const touched = new Set([...first.mayBind, ...first.mayUnbind]);
  const without = (names: readonly string[], gone: readonly string[]) => {
    const set = new Set(gone);
    return names.filter(name => !set.has(name));
  };
  return {
    exposed: union(
      first.exposed,
      then.exposed.filter(name => !settled.has(name))
    ),
    exposedAlways: union(
      first.exposedAlways,
      then.exposedAlways.filter(name => !touched.has(name))
    ),
    mayBind: union(without(first.mayBind, then.mustUnbind), then.mayBind),
    mustBind: union(without(first.mustBind, then.mayUnbind), then.mustBind),
    mayUnbind: union(without(first.mayUnbind, then.mustBind), then.mayUnbind),
    mustUnbind: union(without(first.mustUnbind, then.mayBind), then.mustUnbind)
  };
}

export function union(
  a: readonly string[],
  b: readonly string[]
): readonly string[] {
  return b.length === 0 ? a : [...new Set([...a, ...b])];
}
