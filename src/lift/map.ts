import type { CellFacts, Definition } from '../analysis/facts';
import type { Snapshot } from '../core/snapshot';
import { headingOf } from './heading';
import type { Analysis } from './types';

/** A function or class that could move into a module. */
export type MapDefinition = {
  readonly name: string;
  readonly kind: Definition['kind'];
  readonly cell: number;
};

/** The cells under one Markdown heading, those under its sub-headings included. */
export type MapSection = {
  readonly title: string;
  /** 1 for `#` … 6. */
  readonly level: number;
  /** Position of the Markdown cell. */
  readonly heading: number;
  /** Position after the section's last cell. */
  readonly end: number;
  /** Code cells of the section that are not empty. */
  readonly cells: readonly number[];
  /** Names that come from before, and names that later cells read; imports and definitions left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
};

/** A place between two cells where few names cross. */
export type MapCut = {
  /** Positions of the code cells on both sides; text may stand between them. */
  readonly after: number;
  readonly before: number;
  readonly names: readonly string[];
};

/** What the notebook is made of, in document order. */
export type NotebookMap = {
  readonly definitions: readonly MapDefinition[];
  readonly sections: readonly MapSection[];
  readonly cuts: readonly MapCut[];
};

/** What one cell does to notebook names. */
type CellFlow = {
  readonly reads: ReadonlySet<string>;
  readonly binds: ReadonlySet<string>;
  readonly kills: ReadonlySet<string>;
  readonly mutates: ReadonlySet<string>;
};

/** From the cell that gives a name its value to the last cell that reads this value. */
type Life = { readonly name: string; readonly from: number; to: number };

/** The map of an analysed notebook; linear in its length but for the names that it prints. */
export function notebookMap(analysis: Analysis): NotebookMap {
  const flows = analysis.cells.map(facts => (facts ? cellFlow(facts) : null));
  const lives = lifetimes(flows, codeNames(analysis));
  return {
    definitions: definitionsOf(analysis),
    sections: sectionsOf(analysis, lives, flows),
    cuts: cutsOf(flows, lives)
  };
}

/** Code cells of the section that a Markdown cell begins, or `null` when it begins none. */
export function sectionAt(
  snapshot: Snapshot,
  cell: number
): readonly number[] | null {
  const found = headings(snapshot).find(({ heading }) => heading === cell);
  return found ? codeCells(snapshot, found.heading, found.end) : null;
}

function definitionsOf(analysis: Analysis): MapDefinition[] {
  const definitions: MapDefinition[] = [];
  analysis.cells.forEach((facts, cell) => {
    for (const { definition } of facts?.statements ?? []) {
      if (definition) {
        definitions.push({
          name: definition.name,
          kind: definition.kind,
          cell
        });
      }
    }
  });
  return definitions;
}

/** Names bound by imports and definitions only: they cross everything and say nothing. */
function codeNames(analysis: Analysis): ReadonlySet<string> {
  const code = new Set<string>();
  const data = new Set<string>();
  for (const statement of analysis.cells.flatMap(
    facts => facts?.statements ?? []
  )) {
    const into =
      statement.kind === 'import' || statement.definition !== undefined
        ? code
        : data;
    statement.flow.mayBind.forEach(name => into.add(name));
  }
  data.forEach(name => code.delete(name));
  return code;
}

function cellFlow(facts: CellFacts): CellFlow {
  const reads = new Set<string>();
  const binds = new Set<string>();
  const kills = new Set<string>();
  const mutates = new Set<string>();
  for (const { flow } of facts.statements) {
    for (const name of [...flow.exposed, ...flow.deferred]) {
      if (!kills.has(name)) {
        reads.add(name);
      }
    }
    [...flow.mayBind, ...flow.globalWrites].forEach(name => binds.add(name));
    [...flow.mutates, ...flow.deferredMutates].forEach(name =>
      mutates.add(name)
    );
    flow.mustBind.forEach(name => kills.add(name));
  }
  return { reads, binds, kills, mutates };
}

/** One life per binding of a data name, in the order of their first cells. */
function lifetimes(
  flows: readonly (CellFlow | null)[],
  leaveOut: ReadonlySet<string>
): Life[] {
  const lives: Life[] = [];
  const open = new Map<string, Life>();
  flows.forEach((flow, cell) => {
    for (const name of flow?.reads ?? []) {
      const life = open.get(name);
      if (life) {
        life.to = cell;
      }
    }
    for (const name of flow?.binds ?? []) {
      if (!leaveOut.has(name) && (flow?.kills.has(name) || !open.has(name))) {
        const life = { name, from: cell, to: cell };
        open.set(name, life);
        lives.push(life);
      }
    }
  });
  return lives;
}

function sectionsOf(
  analysis: Analysis,
  lives: readonly Life[],
  flows: readonly (CellFlow | null)[]
): MapSection[] {
  const byName = livesByName(lives);
  return headings(analysis.snapshot).map(({ title, level, heading, end }) => {
    const { read, mutated } = readsBetween(flows, heading, end);
    const before = (name: string) =>
      byName.get(name)?.find(({ from, to }) => from < heading && to >= heading);
    const inputs = [...read].filter(name => before(name) !== undefined);
    const made = lives
      .slice(firstFrom(lives, heading), firstFrom(lives, end))
      .filter(({ to }) => to >= end)
      .map(({ name }) => name);
    const changed = [...mutated].filter(
      name => (before(name)?.to ?? -1) >= end
    );
    return {
      title,
      level,
      heading,
      end,
      cells: codeCells(analysis.snapshot, heading, end),
      inputs,
      outputs: [...new Set([...made, ...changed])]
    };
  });
}

function livesByName(lives: readonly Life[]): Map<string, Life[]> {
  const byName = new Map<string, Life[]>();
  for (const life of lives) {
    const known = byName.get(life.name);
    if (known) {
      known.push(life);
    } else {
      byName.set(life.name, [life]);
    }
  }
  return byName;
}

/** Index of the first life that begins in a cell or after it; lives come in the order of their beginnings. */
function firstFrom(lives: readonly Life[], cell: number): number {
  return search(lives.length, at => lives[at].from < cell);
}

/** The first index below `count` for which `isBefore` no longer holds. */
function search(count: number, isBefore: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function readsBetween(
  flows: readonly (CellFlow | null)[],
  from: number,
  to: number
) {
  const read = new Set<string>();
  const mutated = new Set<string>();
  const killed = new Set<string>();
  for (const flow of flows.slice(from, to)) {
    for (const name of flow?.reads ?? []) {
      if (!killed.has(name)) {
        read.add(name);
      }
    }
    flow?.mutates.forEach(name => mutated.add(name));
    flow?.kills.forEach(name => killed.add(name));
  }
  return { read, mutated };
}

type Heading = Pick<MapSection, 'title' | 'level' | 'heading' | 'end'>;

function headings({ cells }: Snapshot): Heading[] {
  const found: {
    title: string;
    level: number;
    heading: number;
    end: number;
  }[] = [];
  const open: (typeof found)[number][] = [];
  cells.forEach((cell, index) => {
    const first = cell.kind === 'markdown' ? headingOf(cell.source) : null;
    if (first) {
      const { level, text } = first;
      while (open.length > 0 && open[open.length - 1].level >= level) {
        (open.pop() as Heading & { end: number }).end = index;
      }
      const heading = {
        title: plain(text),
        level,
        heading: index,
        end: cells.length
      };
      found.push(heading);
      open.push(heading);
    }
  });
  return found;
}

/** A heading without Markdown's marks. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`~]|<[^>]+>/g, '')
    .trim();
}

function codeCells({ cells }: Snapshot, from: number, to: number): number[] {
  return cells
    .slice(from, to)
    .filter(cell => cell.kind === 'code' && cell.source.trim() !== '')
    .map(cell => cell.index);
}

/** Pieces between two cuts hold at least this many code cells. */
const LEAST_PIECE = 3;

/** The cuts where fewest names cross, at most one per six code cells, spaced apart. */
function cutsOf(
  flows: readonly (CellFlow | null)[],
  lives: readonly Life[]
): MapCut[] {
  const code = flows.flatMap((flow, cell) => (flow ? [cell] : []));
  const crossing = crossings(flows.length, lives);
  if (crossing.every(count => count === 0)) {
    // Nothing flows: any place is as good as any other.
    return [];
  }
  const candidates = code
    .map((cell, at) => ({ cell, at, count: crossing[cell] }))
    .slice(LEAST_PIECE, Math.max(LEAST_PIECE, code.length - LEAST_PIECE + 1))
    .sort((a, b) => a.count - b.count || a.at - b.at);
  const mean =
    candidates.reduce((sum, { count }) => sum + count, 0) / candidates.length;
  const wanted = Math.max(1, Math.floor(code.length / 6));
  const taken = new Set<number>();
  const chosen: typeof candidates = [];
  for (const candidate of candidates) {
    const crowded = [-2, -1, 0, 1, 2].some(step =>
      taken.has(candidate.at + step)
    );
    if (chosen.length < wanted && candidate.count <= mean && !crowded) {
      taken.add(candidate.at);
      chosen.push(candidate);
    }
  }
  const names = namesAcross(
    lives,
    chosen.map(({ cell }) => cell)
  );
  return chosen
    .sort((a, b) => a.at - b.at)
    .map(({ cell, at }) => ({
      after: code[at - 1],
      before: cell,
      names: names.get(cell) ?? []
    }));
}

/** How many names cross the place before each cell. */
function crossings(cells: number, lives: readonly Life[]): number[] {
  const steps = new Array<number>(cells + 2).fill(0);
  for (const { from, to } of lives) {
    steps[from + 1] += 1;
    steps[to + 1] -= 1;
  }
  let sum = 0;
  return steps.map(step => (sum += step));
}

/** The names that cross the place before each of some cells. */
function namesAcross(
  lives: readonly Life[],
  cells: readonly number[]
): Map<number, string[]> {
  const sorted = [...cells].sort((a, b) => a - b);
  const names = new Map<number, string[]>(sorted.map(cell => [cell, []]));
  for (const { name, from, to } of lives) {
    let at = search(sorted.length, place => sorted[place] <= from);
    for (; sorted[at] <= to; at++) {
      names.get(sorted[at])?.push(name);
    }
  }
  return names;
}
