import { holdsParameters } from './cells';
import type { Context } from './context';
import { showsValue } from './display';
import { leavesFigure, mayDraw } from './figures';
import type { Place } from './index-notebook';
import { hasRaised } from './raised';

/** A run of selected code that becomes one function. */
export type Stretch = {
  /** Statements that move, in order, a display that is returned included. */
  readonly code: readonly Place[];
  /** The shown expression at its end, whether it moves or stays; `null` when nothing is shown. */
  readonly display: Place | null;
  /** The cell in which the call will stand: the last one of the stretch. */
  readonly home: number;
};

/** What becomes of each statement of a selected cell. */
export type Role = 'keep' | 'import' | 'definition' | 'constant' | 'code';

/** The role of every statement in the selected cells, and of moved ones elsewhere. */
export type Roles = ReadonlyMap<number, Role>;

/** Cell magics that run their body apart from the notebook's names: what stands in them stays. */
const CLOSED_MAGICS = new Set([
  'timeit',
  'prun',
  'memit',
  'mprun',
  'lprun',
  'debug'
]);

/** Gives each statement its role. `moved` are the definitions and constants that go into the module. */
export function rolesOf(
  context: Context,
  moved: ReadonlySet<number>
): Map<number, Role> {
  const roles = new Map<number, Role>();
  for (const place of context.index.places) {
    const selected = context.selected.has(place.cell);
    if (moved.has(place.order)) {
      roles.set(
        place.order,
        place.statement.definition ? 'definition' : 'constant'
      );
    } else if (selected) {
      roles.set(place.order, roleOf(context, place));
    }
  }
  return roles;
}

function roleOf(context: Context, place: Place): Role {
  const { kind, shown, flow } = place.statement;
  // A value that is shown and bound at once cannot be handed back for both.
  const both = shown && flow.mayBind.length > 0;
  if (
    both ||
    holdsParameters(context.index.analysis, place.cell) ||
    context.choice.only ||
    kind === 'function' ||
    kind === 'class' ||
    kind === 'magic'
  ) {
    return 'keep';
  }
  const magic = context.index.analysis.cells[place.cell]?.cellMagic;
  if (magic !== null && magic !== undefined && CLOSED_MAGICS.has(magic)) {
    return 'keep';
  }
  return kind === 'import' ? 'import' : 'code';
}

/** Cuts the selected code into stretches: at magics and other kept code, at code cells that are not selected or not
 *  Python, around cells that raise (what follows runs nevertheless), and behind cells that show something (unless
 *  displays are dropped). */
export function cutStretches(context: Context, roles: Roles): Stretch[] {
  const stretches: Stretch[] = [];
  let code: Place[] = [];
  const flush = (display: Place | null = null): void => {
    if (code.length > 0) {
      stretches.push({ code, display, home: code[code.length - 1].cell });
    }
    code = [];
  };
  context.index.analysis.cells.forEach((facts, cell) => {
    if (!facts) {
      return;
    }
    if (!context.selected.has(cell)) {
      if (facts.statements.length > 0) {
        flush();
      }
      return;
    }
    const raised = hasRaised(context.index.analysis, cell);
    if (raised || facts.status === 'opaque') {
      flush();
    }
    let shown: Place | null = null;
    let kept = false;
    for (const place of context.index.placesOf(cell)) {
      const role = roles.get(place.order);
      if (role === 'code') {
        code.push(place);
        shown = showsValue(context, place) ? place : null;
      } else if (
        role === 'keep' ||
        (role === 'definition' && rebinds(context, place))
      ) {
        flush();
        kept = true;
      }
    }
    const ends = context.choice.dropDisplays
      ? leavesFigure(context, cell)
      : shown !== null || mayDraw(context, cell);
    // Code that left a cell with a magic to the next one would leave the magic last, and its value shown.
    if (ends || kept || raised) {
      flush(shown);
    }
  });
  const last = code[code.length - 1];
  flush(last && showsValue(context, last) ? last : null);
  return stretches;
}

/** The import of a definition must stay in place when its name is bound elsewhere too. */
export function rebinds(context: Context, place: Place): boolean {
  const name =
    place.statement.definition?.name ?? place.statement.constant?.name ?? '';
  return context.index.bindings(name).length > 1;
}
