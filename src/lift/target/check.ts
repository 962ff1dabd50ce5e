import { isStdlib } from '../../analysis/python/stdlib';
import { dirname, join, stem } from '../../core/path';
import { freeName, moduleNameFor } from '../names';
import type { FileState } from '../ports';
import { refuse } from '../refuse';
import type { Refusal } from '../types';
import { importedModules, type TargetContext } from './context';
import { isPackageName } from './packages';
import { formFault, type Fault } from './path-form';

/**
 * Why a module cannot be written to a path, as far as path and notebook tell: its form, a hidden or reserved
 * name, the notebook's own text twin, a file that differs in case only, a module that it would hide.
 */
export function checkPath(
  context: TargetContext,
  path: string
): Refusal | null {
  const fault = faultOf(context, path);
  return fault === null ? null : badTarget(context, path, fault);
}

/** The same, and what stands at the path: a folder, a file that cannot be read or written. */
export function checkTarget(
  context: TargetContext,
  path: string,
  state: FileState
): Refusal | null {
  const fault = checkPath(context, path);
  if (fault !== null) {
    return fault;
  }
  switch (state.kind) {
    case 'missing':
      return null;
    case 'folder':
      return badTarget(context, path, { detail: 'it is a folder' });
    case 'unreadable':
      return refuse('target-unreadable', { path, detail: state.reason });
    case 'file':
      return state.writable
        ? null
        : badTarget(context, path, { detail: 'the file is not writable' });
  }
}

/** The refusal: what was not done, and a click that leads to a file that is fine. */
function badTarget(
  context: TargetContext,
  path: string,
  { detail, better }: Fault
): Refusal {
  const to = [better, ownFile(context)].find(
    one => one !== undefined && one !== path && faultOf(context, one) === null
  );
  const refusal = refuse('bad-target', {
    path: printable(path),
    detail: `${detail}; no file and no cell was changed`
  });
  return to === undefined
    ? refusal
    : {
        ...refusal,
        remedy: {
          text: `Write it to “${to}”.`,
          action: { kind: 'set-file', to }
        }
      };
}

function faultOf(context: TargetContext, path: string): Fault | null {
  return (
    formFault(path) ??
    parentFault(context, path) ??
    twinFault(context, path) ??
    caseFault(context, path) ??
    shadowFault(context, path)
  );
}

/** A file beside the notebook that has no fault. */
function ownFile(context: TargetContext): string {
  const folder = dirname(context.notebook);
  const name = moduleNameFor(context.notebook);
  const taken = new Set<string>();
  for (const wish of [name, `${name}_lib`]) {
    if (faultOf(context, join(folder, `${wish}.py`)) === null) {
      return join(folder, `${wish}.py`);
    }
    taken.add(wish);
  }
  return join(folder, `${freeName(`${name}_lib`, taken)}.py`);
}

function parentFault({ files }: TargetContext, path: string): Fault | null {
  const parent = files.find(file => path.startsWith(`${file}/`));
  return parent === undefined
    ? null
    : { detail: `“${parent}” is a file, not a folder` };
}

function twinFault(
  { notebook, paired }: TargetContext,
  path: string
): Fault | null {
  const twin = join(dirname(notebook), `${stem(notebook)}.py`);
  return paired && path === twin
    ? {
        detail:
          'it is the text twin of this notebook, where code becomes cells again'
      }
    : null;
}

function caseFault({ files }: TargetContext, path: string): Fault | null {
  const lower = path.toLowerCase();
  const other = files.find(
    file =>
      file !== path &&
      file.toLowerCase().replace(/\/$/, '') === lower &&
      !files.includes(path)
  );
  return other === undefined || other.endsWith('/')
    ? null
    : {
        detail: `“${other}” differs from it in capital letters only`,
        better: other
      };
}

/** A file beside the notebook hides what is imported by its name; in a folder below it does not. */
function shadowFault(context: TargetContext, path: string): Fault | null {
  if (dirname(path) !== dirname(context.notebook)) {
    return null;
  }
  const name = stem(path);
  if (isStdlib(name)) {
    return { detail: `it would hide Python’s own module “${name}”` };
  }
  if (context.files.includes(path)) {
    return null;
  }
  if (importedModules(context).some(module => module.split('.')[0] === name)) {
    return {
      detail: `it would hide the module “${name}” that this notebook imports`
    };
  }
  return isPackageName(name)
    ? { detail: `it would hide the package “${name}”` }
    : null;
}

function printable(path: string): string {
  return path.replace(/[\0-\x1f\x7f]/g, '\ufffd').slice(0, 200);
}
