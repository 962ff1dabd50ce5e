import type { Kernel } from '@jupyterlab/services';
import type { ImportBinding } from '../../lift/rerun';
import type { EditedModule, HeldState, LeftBehind } from '../../lift/sync';
import COMPARE from './compare.py';
import EDITED from './edited.py';
import RELOAD from './reload.py';
import REPORT from './report.py';
import STATE from './state.py';

const SOURCE = [COMPARE, EDITED, STATE, RELOAD, REPORT].join('\n');

/** As much of a kernel as is needed to ask it something. */
export type AskableKernel = Pick<
  Kernel.IKernelConnection,
  'requestExecute' | 'status' | 'disposed' | 'statusChanged'
>;

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
  const found = await call<readonly (readonly [string, string])[]>(
    kernel,
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
  return call(kernel, 'resync', [folder, saved, bindings, patches, force]);
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

async function call<T>(
  kernel: AskableKernel,
  name: string,
  args: readonly unknown[]
): Promise<T | null> {
  const future = kernel.requestExecute({
    code: '',
    silent: true,
    store_history: false,
    allow_stdin: false,
    stop_on_error: false,
    user_expressions: { lift: expression(name, args) }
  });
  const content = await Promise.race([
    future.done.then(
      reply => reply.content,
      () => null
    ),
    ended(kernel)
  ]);
  return content?.status === 'ok'
    ? readAnswer<T>(content.user_expressions.lift)
    : null;
}

/** Resolves when the kernel will not answer any more. */
function ended(kernel: AskableKernel): Promise<null> {
  return new Promise(resolve => {
    const end = (): void => {
      kernel.statusChanged.disconnect(onStatus);
      kernel.disposed.disconnect(end);
      resolve(null);
    };
    const onStatus = (_: unknown, status: Kernel.Status): void => {
      if (/^(dead|restarting|autorestarting|terminating)$/.test(status)) {
        end();
      }
    };
    kernel.statusChanged.connect(onStatus);
    kernel.disposed.connect(end);
  });
}

/** An expression, so that nothing is bound in the notebook: the source runs in a namespace of its own. */
function expression(name: string, args: readonly unknown[]): string {
  const run = `__import__("builtins").exec(${JSON.stringify(SOURCE)}, space)`;
  const given = `__import__("json").loads(${JSON.stringify(JSON.stringify(args))})`;
  const asked = `space[${JSON.stringify(name)}](*${given})`;
  return `(lambda space: (${run}, ${asked})[1])({"__name__": "jupyterlab_lift"})`;
}

/** JSON in base64; `null` where the expression raised. */
function readAnswer<T>(answer: unknown): T | null {
  const data = (answer as { data?: { 'text/plain'?: unknown } } | undefined)
    ?.data;
  const text = data?.['text/plain'];
  if (typeof text !== 'string') {
    return null;
  }
  const bytes = Uint8Array.from(atob(text.replace(/^'|'$/g, '')), letter =>
    letter.charCodeAt(0)
  );
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
