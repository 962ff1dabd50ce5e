import { fail, ok, type Result } from '../core/result';
import type { Choice } from '../lift/types';
import type { LiftOptions } from './args';

/** A lift that is asked for, on the command line or in a line of a batch. */
export type Request = {
  readonly notebook: string;
  /** The folder that paths are relative to; the notebook's where nothing is said. */
  readonly root?: string;
  readonly choice: Choice;
};

/** The request of a command line. Fails with a sentence about the first value that is none. */
export function requestOfOptions(
  options: LiftOptions
): Result<Request, string> {
  const cells = parseCells(options.cells);
  if (!cells.ok) {
    return cells;
  }
  return build({
    ...options,
    cells: cells.value,
    only: names(options.only),
    keep: names(options.keep),
    leave: names(options.leave),
    update: names(options.update)
  });
}

/** The request of a line of a batch: `{notebook, cells, to, name?, only?, root?, dropDisplays?}`, and as
 *  options of the command line have it `keep`, `leave`, `update` and `autoreload`. Other fields are ignored. */
export function requestOfLine(line: string): Result<Request, string> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return fail('The line is not JSON.');
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? build(value as Fields)
    : fail('The line is not a JSON object.');
}

/** Positions from text as `3,4-6`. Fails with a sentence. */
export function parseCells(text: string): Result<number[], string> {
  const cells: number[] = [];
  for (const part of text.split(',')) {
    const [, first, last = first] =
      /^\s*(\d{1,7})\s*(?:-\s*(\d{1,7})\s*)?$/.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first)) {
      return fail(
        `“${part.trim()}” is no cell or range of cells, as in --cells 3,4-6.`
      );
    }
    for (let cell = Number(first); cell <= Number(last); cell++) {
      cells.push(cell);
    }
  }
  return ok(cells);
}

type Fields = { readonly [key: string]: unknown };

function names(list: string | undefined): string[] | undefined {
  return list?.split(',').map(name => name.trim());
}

function build(fields: Fields): Result<Request, string> {
  const wrong = findWrong(fields);
  if (wrong) {
    return fail(wrong);
  }
  const given = fields as unknown as Request & Choice;
  const {
    notebook,
    root,
    to,
    name,
    only,
    keep,
    leave,
    update,
    dropDisplays,
    autoreload
  } = given;
  const cells = [...given.cells].sort((a, b) => a - b);
  const choice = {
    cells,
    to,
    name,
    only,
    keep,
    leave,
    update,
    dropDisplays,
    autoreload
  };
  return ok({
    notebook,
    root: root ?? undefined,
    choice: withoutEmpty(choice)
  });
}

function findWrong(fields: Fields): string | undefined {
  for (const key of ['notebook', 'to']) {
    if (typeof fields[key] !== 'string' || fields[key] === '') {
      return `“${key}” must be a path.`;
    }
  }
  for (const key of ['root', 'name']) {
    if (isGiven(fields[key]) && typeof fields[key] !== 'string') {
      return `“${key}” must be a text.`;
    }
  }
  for (const key of ['dropDisplays', 'autoreload']) {
    if (isGiven(fields[key]) && typeof fields[key] !== 'boolean') {
      return `“${key}” must be true or false.`;
    }
  }
  for (const key of ['only', 'keep', 'leave', 'update']) {
    if (isGiven(fields[key]) && !isNames(fields[key])) {
      return `“${key}” must be a list of names.`;
    }
  }
  return wrongCells(fields.cells);
}

function wrongCells(cells: unknown): string | undefined {
  if (
    !Array.isArray(cells) ||
    !cells.every(cell => Number.isSafeInteger(cell) && cell >= 0)
  ) {
    return '“cells” must be a list of positions, counted from 0.';
  }
  const twice = (cells as number[]).find(
    (cell, index) => cells.indexOf(cell) !== index
  );
  return twice === undefined ? undefined : `Cell ${twice} is named twice.`;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isNames(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(name => typeof name === 'string' && name !== '')
  );
}

function withoutEmpty<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, part]) => isGiven(part))
  ) as T;
}
