import type { Kernel } from '@jupyterlab/services';

/** As much of a kernel as is needed to ask it something and wait for the answer. */
export type AskableKernel = Pick<
  Kernel.IKernelConnection,
  'requestExecute' | 'disposed' | 'statusChanged'
>;

/**
 * Calls a function of Python text in a kernel, silently: no cell is run, no name is bound, no count goes up. The
 * function answers JSON in base64. Waits as long as it takes; `null` where the kernel ends before, or the call raises.
 */
export async function askKernel<T>(
  kernel: AskableKernel,
  source: string,
  name: string,
  args: readonly unknown[]
): Promise<T | null> {
  const future = kernel.requestExecute({
    code: '',
    silent: true,
    store_history: false,
    allow_stdin: false,
    stop_on_error: false,
    user_expressions: { lift: expression(source, name, args) }
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
function expression(
  source: string,
  name: string,
  args: readonly unknown[]
): string {
  const run = `__import__("builtins").exec(${JSON.stringify(source)}, space)`;
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
