import { dotted } from './paths';
import type { PyNode } from '../tree';
import { child, parts } from '../tree';

/** Decorators that hand back the function or class, or wrap it, and do nothing else. */
const QUIET = new Set(
  `abstractmethod abc.abstractmethod asynccontextmanager cache cached_property
   classmethod contextlib.asynccontextmanager contextlib.contextmanager contextmanager
   cython.cfunc dataclass dataclasses.dataclass final functools.cache
   functools.cached_property functools.lru_cache functools.singledispatch
   functools.singledispatchmethod functools.total_ordering functools.wraps jit jax.jit
   lru_cache nb.jit nb.njit nb.vectorize njit numba.jit numba.njit numba.vectorize
   overload override property pytest.fixture singledispatch staticmethod tf.function
   total_ordering torch.no_grad typing.final typing.no_type_check typing.overload
   typing.override unique enum.unique wraps`
    .split(/\s+/)
    .filter(Boolean)
);

const CACHES =
  /(^|\.)(lru_cache|cache|cached|cached_property|memoize|singledispatch|singledispatchmethod)$/;

/** The expressions after `@`. */
export function decoratorsOf(node: PyNode): readonly PyNode[] {
  return node.kids
    .filter(kid => kid.type === 'decorator')
    .flatMap(kid => parts(kid));
}

/** A decorator that runs nothing of the notebook's when the definition is made. */
export function isQuiet(decorator: PyNode, source: string): boolean {
  const path = pathOf(decorator, source);
  return (
    path !== null &&
    (QUIET.has(path) || /\.(setter|getter|deleter)$/.test(path))
  );
}

/** A decorator that keeps results between calls. */
export function caches(decorator: PyNode, source: string): boolean {
  return CACHES.test(pathOf(decorator, source) ?? '');
}

/** Path of the decorator itself, without the arguments it may be called with. */
export function pathOf(decorator: PyNode, source: string): string | null {
  return dotted(
    decorator.type === 'call' ? child(decorator, 'function') : decorator,
    source
  );
}
