import type { Call } from '../analysis/facts';
import { cellRefusals, textRefusals } from './cells';
import type { Context } from './context';
import type { Place } from './index-notebook';
import { offsetOf } from './inputs';
import { isHistoryName } from './meaning';
import { refuseAt } from './refuse';
import { findSecret } from './secrets';
import type { Refusal } from './types';

/** Refusals that hold for a selected cell whatever becomes of it. */
export function selectionRefusals(context: Context): Refusal[] {
  return [...context.selected].flatMap(cell => [
    ...cellRefusals(context, cell),
    ...textRefusals(context, cell),
    ...context.index
      .placesOf(cell)
      .filter(
        place =>
          place.statement.magic?.name === 'run' &&
          place.statement.magic.form === 'line'
      )
      .map(place => refuseAt(context.index, place, 'runs-notebook'))
  ]);
}

const ALWAYS_DYNAMIC = new Set(['exec', 'eval', 'globals']);
const BARE_DYNAMIC = new Set(['locals', 'dir', 'vars']);
const DYNAMIC_MAGICS = new Set([
  'who',
  'whos',
  'who_ls',
  'store',
  'reset',
  'reset_selective',
  'xdel',
  'rerun',
  'recall',
  'macro',
  'save',
  'history',
  'hist',
  'pastebin',
  'psearch'
]);

/** Those of them that list names in an order of their own. */
const LISTING_MAGICS = new Set(['who', 'whos', 'who_ls', 'psearch']);

/** How much of what the notebook binds is the same after the lift: every name and call (`found`), and no name is
 *  new either (`same`). */
export type Namespace = 'changed' | 'found' | 'same';

/** Code in or after the selection that can read any name of the notebook. What stays there and looks names up finds
 *  what it found where all of them are. */
export function dynamicRefusals(
  context: Context,
  code: readonly Place[],
  namespace: Namespace
): Refusal[] {
  const first = Math.min(...[...context.selected]);
  const inside = new Set(code.map(place => place.order));
  return context.index.places
    .filter(place => place.cell >= first || inside.has(place.order))
    .flatMap(place => {
      const seen = inside.has(place.order) ? 'changed' : namespace;
      const name = dynamicName(context, place, seen);
      return name === null
        ? []
        : [
            refuseAt(
              context.index,
              place,
              'dynamic-names',
              { name },
              offsetOf(place, name)
            )
          ];
    });
}

/** What in the statement may find another namespace than before, if anything. */
function dynamicName(
  context: Context,
  place: Place,
  namespace: Namespace
): string | null {
  const { magic, calls, uses } = place.statement;
  if (magic && magic.form === 'line' && DYNAMIC_MAGICS.has(magic.name)) {
    const lists = namespace === 'same' && LISTING_MAGICS.has(magic.name);
    return lists ? null : `%${magic.name}`;
  }
  const source = context.index.sourceOf(place.cell);
  for (const call of calls) {
    const name = call.path ?? '';
    const dynamic =
      ALWAYS_DYNAMIC.has(name) ||
      (BARE_DYNAMIC.has(name) && call.lastArgumentEnd === null);
    if (
      dynamic &&
      context.meanings.of(name).kind === 'builtin' &&
      !localNamespace(call.when, name) &&
      !(namespace !== 'changed' && looksUp(source, call))
    ) {
      return name;
    }
  }
  const main = mainNamed(context, place);
  if (main !== null) {
    return main;
  }
  const passed = uses.find(
    use =>
      ALWAYS_DYNAMIC.has(use.name) &&
      use.call === undefined &&
      use.access === 'read'
  );
  return passed && context.meanings.of(passed.name).kind === 'builtin'
    ? passed.name
    : null;
}

const MAIN =
  /\b(__main__|user_ns|user_global_ns|f_globals|run_cell|run_code)\b|(?<!\.)\b__annotations__\b|get_ipython\(\)\.(push|ev|ex)\b|\bmodules\[__name__\]/;
const MAIN_GUARD = /__name__\s*==\s*(['"])__main__\1/g;

/** The notebook's module or the kernel's namespace, by any of their names: `sys.modules['__main__']`,
 *  `from __main__ import a`, `timeit(…, 'from __main__ import a')`, `get_ipython().user_ns`. */
function mainNamed({ index }: Context, place: Place): string | null {
  const text = index.textOf(place).replace(MAIN_GUARD, '');
  return MAIN.exec(text)?.[0] ?? null;
}

/** `eval('a')`, `globals()['a']`, `'a' in dir()`: single names are looked up and not set; their order is not read. */
function looksUp(source: string, { path, span }: Call): boolean {
  const before = source.slice(0, span.start);
  const behind = source.slice(span.end);
  const item = /^\s*\[[^\]\n]*\](?!\s*(?:[^\w\s=!<>]{0,3}=(?!=)|[,[.]))/;
  const looked =
    (item.test(behind) && !/\b(?:del|for)\s+$/.test(before)) ||
    /^\s*\.get\(/.test(behind) ||
    /\bin\s+$/.test(before);
  return path === 'eval' || (path !== 'exec' && looked);
}

/** `locals()` and the like inside a function speak of the function. */
function localNamespace(when: 'eager' | 'deferred', name: string): boolean {
  return when === 'deferred' && BARE_DYNAMIC.has(name);
}

/** `Out`, `In`, `_3` read after the selection: their numbers and values follow the cells. `_` follows what is shown,
 *  unless the code binds it. */
export function historyRefusals(
  context: Context,
  code: readonly Place[]
): Refusal[] {
  const first = Math.min(...[...context.selected]);
  return context.index.places
    .filter(place => place.cell >= first)
    .flatMap(place => {
      const use = place.statement.uses.find(
        one =>
          one.access === 'read' &&
          isHistoryName(one.name) &&
          follows(context, code, place, one.name)
      );
      return use
        ? [
            refuseAt(
              context.index,
              place,
              'kernel-history',
              { name: use.name },
              use.span.start
            )
          ]
        : [];
    });
}

/** What the place reads under that name changes with the lift. */
function follows(
  { index, choice }: Context,
  code: readonly Place[],
  { order, statement: { flow } }: Place,
  name: string
): boolean {
  if (index.bindings(name).length === 0) {
    return choice.dropDisplays === true || !/^_+$/.test(name);
  }
  return (
    [...flow.exposed, ...flow.deferred].includes(name) &&
    code.some(one => one.statement.flow.mayBind.includes(name)) &&
    !code.some(one => one.order === order)
  );
}

/** What in the moved statements cannot live in a function. */
export function codeRefusals(
  context: Context,
  code: readonly Place[]
): Refusal[] {
  return code.flatMap(place => [
    ...hazardRefusals(context, place),
    ...patchRefusals(context, place),
    ...secretRefusals(context, place),
    ...exitRefusals(context, place),
    ...reachRefusals(context, place)
  ]);
}

function hazardRefusals(context: Context, place: Place): Refusal[] {
  return place.statement.hazards.flatMap(hazard => {
    const name = hazard.name ?? '';
    const at = hazard.span.start;
    switch (hazard.code) {
      case 'global-statement':
        return [
          refuseAt(
            context.index,
            place,
            'global-statement',
            { name: name || declaredIn(context, place), function: 'the cell' },
            at
          )
        ];
      case 'class-scope':
        return [refuseAt(context.index, place, 'class-scope', { name }, at)];
      case 'nested-star-import':
        return [
          refuseAt(
            context.index,
            place,
            'star-import',
            { name: 'a name', module: name || '…' },
            at
          )
        ];
      case 'yield-outside':
      case 'return-outside':
        return [
          refuseAt(
            context.index,
            place,
            'syntax-error',
            { detail: hazard.code },
            at
          )
        ];
      default:
        return [];
    }
  });
}

function declaredIn({ index }: Context, place: Place): string {
  const declared = /\b(?:global|nonlocal)\s+([\w, ]+)/;
  return declared.exec(index.textOf(place))?.[1] ?? '';
}

/** `module.attribute = …`, anywhere in the notebook, of a module that the code uses. */
function patchRefusals(context: Context, place: Place): Refusal[] {
  const used = new Set(place.statement.uses.map(use => use.name));
  return [...used].flatMap(name => {
    if (context.meanings.of(name).kind !== 'import') {
      return [];
    }
    const patched = context.index
      .readers(name)
      .find(reader =>
        reader.statement.uses.some(
          use => use.name === name && use.attributeStore !== undefined
        )
      );
    return patched
      ? [
          refuseAt(
            context.index,
            patched,
            'patched-import',
            { name },
            offsetOf(patched, name)
          )
        ]
      : [];
  });
}

function secretRefusals(context: Context, place: Place): Refusal[] {
  const name = findSecret(context.index.textOf(place));
  return name === null
    ? []
    : [refuseAt(context.index, place, 'secret', { name })];
}

function exitRefusals(context: Context, place: Place): Refusal[] {
  return place.statement.uses
    .filter(
      use =>
        (use.name === 'exit' || use.name === 'quit') &&
        context.meanings.of(use.name).kind === 'builtin'
    )
    .map(use =>
      refuseAt(
        context.index,
        place,
        'module-identity',
        { name: use.name, detail: 'the kernel has its own' },
        use.span.start
      )
    );
}

/** Code that looks at its own frame, the main module or the kernel: in a module each of them is another. */
export function reachRefusals(context: Context, place: Place): Refusal[] {
  const { uses, calls } = place.statement;
  const call = calls.find(one =>
    /(^|\.)(_getframe|currentframe|stack|getouterframes|get_ipython)$/.test(
      one.path ?? ''
    )
  );
  const use = uses.find(one => {
    const meaning = context.meanings.of(one.name);
    return (
      meaning.kind === 'import' &&
      meaning.imports.some(
        ({ module, symbol }) =>
          module === '__main__' ||
          (module === 'sys' &&
            (symbol === 'modules' || /^modules\b/.test(one.attributes ?? '')))
      )
    );
  });
  const frame = call && isFrameCall(context, call.root, call.path ?? '');
  const at = use?.span.start ?? (frame ? call.span.start : undefined);
  const name = use ? use.name : (call?.path ?? '');
  return at === undefined
    ? []
    : [refuseAt(context.index, place, 'dynamic-names', { name }, at)];
}

/** `stack` of `inspect`, not of an array. */
function isFrameCall(
  context: Context,
  root: string | null,
  path: string
): boolean {
  const meaning = root === null ? null : context.meanings.of(root);
  return (
    path === 'get_ipython' ||
    (meaning?.kind === 'import' &&
      meaning.imports.some(one => /^(sys|inspect)$/.test(one.module)))
  );
}
