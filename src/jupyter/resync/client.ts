import type { ImportBinding } from '../../lift/rerun';
import type { EditedModule, HeldState, LeftBehind } from '../../lift/sync';
import { type AskableKernel, askKernel } from '../ask';
import COMPARE from './compare.py';
import EDITED from './edited.py';
import RELOAD from './reload.py';
import REPORT from './report.py';
import STATE from './state.py';

const SOURCE = [COMPARE, EDITED, STATE, RELOAD, REPORT].join('\n');

/** What is to be known for a reload. Paths are relative to the project root. */
export type ResyncRequest = {
  /** The notebook's folder, relative to the project root. */
  readonly folder: string;
  /** Files that were saved since the kernel started, whatever it finds by itself. */
  readonly saved: readonly string[];
  readonly bindings: readonly ImportBinding[];
  /** Attributes of imported names that the notebook sets. */
  readonly patches: readonly (readonly [string, string])[];
  /** State may be lost. */
  readonly force: boolean;
};

/** What the kernel answers, before the cells are known. */
export type ResyncAnswer =
  | {
      readonly kind: 'done';
      readonly modules: readonly string[];
      readonly changed: readonly (readonly [string, readonly string[]])[];
      readonly rebound: readonly string[];
      readonly kept: readonly string[];
      readonly gone: readonly string[];
      readonly left: readonly (readonly [string, string, string])[];
      readonly whole: boolean;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'circle'; readonly modules: readonly string[] }
  | {
      readonly kind: 'state';
      readonly held: readonly (readonly [
        string,
        readonly (readonly [HeldState['kind'], string])[]
      ])[];
    }
  | {
      readonly kind: 'failed';
      readonly error: string;
      readonly message: string;
      readonly place: readonly [string, number] | null;
    };

/** Imported modules of the project that do not follow their files; `null` when the kernel does not answer. */
export async function editedModules(
  kernel: AskableKernel,
  folder: string,
  saved: readonly string[]
): Promise<readonly EditedModule[] | null> {
  const found = await askKernel<readonly (readonly [string, string])[]>(
    kernel,
    { source: SOURCE },
    'edited',
    [folder, saved]
  );
  return found?.map(([name, path]) => ({ name, path })) ?? null;
}

/**
 * Reloads edited modules of a Python kernel by one silent request: no cell is run, no count goes up. `null` where
 * the kernel ended, or broke the request off; then it may be anything but half done.
 */
export function resyncKernel(
  kernel: AskableKernel,
  { folder, saved, bindings, patches, force }: ResyncRequest
): Promise<ResyncAnswer | null> {
  return askKernel(kernel, { source: SOURCE }, 'resync', [
    folder,
    saved,
    bindings,
    patches,
    force
  ]);
}

/** Objects that stayed what they were, in words of the panel. */
export function leftBehind(
  left: Extract<ResyncAnswer, { kind: 'done' }>['left']
): readonly LeftBehind[] {
  return left.map(([name, what, of]) => {
    const [kind, count] = what.split(':');
    return {
      name,
      kind: (kind === 'instances' ? 'instance' : kind) as LeftBehind['kind'],
      of,
      count: count === undefined ? null : Number(count)
    };
  });
}
