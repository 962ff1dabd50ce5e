import type { Failure } from '../core/errors';
import { sentence } from '../lift/messages';
import { withIds } from '../lift/nbformat/ids';
import { compactJson } from '../lift/nbformat/json';
import type { NotebookFile } from '../lift/nbformat/read';
import { writeNotebook } from '../lift/nbformat/write';
import type { Plan, Refusal, RefusalCode } from '../lift/types';
import { changedFiles } from '../lift/receipt';

/** A refusal as the command line prints it; I/O failures have codes of their own. */
export type CliRefusal = Omit<Refusal, 'code' | 'data'> & {
  readonly code: string;
};

/**
 * An accepted plan as one JSON document on one line, in the shape that programs rely on:
 * `{ok, kind, functions, definitions, dropped, displays, cells, warnings, files, written?, notebook}`.
 * `notebook` keeps the numbers of the notebook file as they are spelled there.
 */
export function planToContract(
  plan: Plan,
  file: NotebookFile,
  written?: readonly string[]
): string {
  const changes = withIds(file.snapshot, plan.cells);
  const head = {
    ok: true,
    kind: plan.kind,
    functions: plan.functions.map(({ name, cells, parameters, returns }) => ({
      name,
      cells,
      parameters,
      returns
    })),
    definitions: plan.definitions.map(({ name, cell }) => ({ name, cell })),
    dropped: plan.dropped,
    displays: plan.displays.map(({ cell, kept }) => ({ cell, kept })),
    cells: changes.map(({ index, action, id }) => ({ index, action, id })),
    warnings: plan.warnings.map(({ code, cell, line, message }) => ({
      code,
      cell,
      line,
      message
    })),
    files: changedFiles(plan).map(({ path, before, after }) => ({
      path,
      before,
      after
    })),
    ...(written ? { written } : {})
  };
  const notebook = compactJson(
    writeNotebook(file, plan.cells).replace(/^\ufeff/, '')
  );
  return oneLine(
    `${JSON.stringify(head).slice(0, -1)},"notebook":${notebook}}`
  );
}

/** A refused plan as one JSON document on one line: `{ok: false, refusals}`. */
export function refusalsToContract(
  refusals: readonly (Refusal | CliRefusal)[]
): string {
  const printed = refusals.map(({ code, cell, line, message, remedy }) => ({
    code,
    cell,
    line,
    message,
    ...(remedy ? { remedy } : {})
  }));
  return oneLine(JSON.stringify({ ok: false, refusals: printed }));
}

/** The refusal that a failure is for who asked for the lift. */
export function refusalOf(failure: Failure, code?: RefusalCode): CliRefusal {
  const { message, remedy } = sentence(failure);
  return {
    code: code ?? CODES[failure.code] ?? failure.code,
    cell: null,
    line: null,
    message,
    remedy: { text: remedy }
  };
}

/** Failures that have a refusal's code; the others keep their own. */
const CODES: { readonly [code: string]: RefusalCode } = {
  'notebook-changed': 'stale-preview',
  'target-dirty': 'bad-target',
  'target-folder': 'bad-target',
  'target-read-only': 'bad-target',
  'parent-is-file': 'bad-target',
  'leads-outside': 'bad-target',
  'target-unreadable': 'target-unreadable'
};

/** Some readers of lines break them at U+0085, U+2028 and U+2029, which JSON may hold as they are. */
export function oneLine(json: string): string {
  return json.replace(
    /[\u0085\u2028\u2029]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}
