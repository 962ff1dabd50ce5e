import type { Kernel } from '@jupyterlab/services';

/** As much of a kernel as is needed to ask it something and wait for the answer. */
export type AskableKernel = Pick<
  Kernel.IKernelConnection,
  'requestExecute' | 'disposed' | 'statusChanged'
>;

/** Where what is asked is written, and how long it may take. */
type Asked = {
  /** Python text that defines the function. */
  readonly source: string;
  /** Milliseconds after which a kernel that runs something else is no longer waited for; the request then stays in
   *  its queue, before any cell that is run later. Without it, waits as long as it takes. */
  readonly patience?: number;
};

/**
 * Calls a function of Python text in a kernel, silently: no cell is run, no name is bound, no count goes up. Answers
 * what the function returns, as JSON has it; `null` where the kernel ends before, the call raises, or it takes too
 * long.
 */
export async function askKernel<T>(
  kernel: AskableKernel,
  { source, patience }: Asked,
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
  const replied = future.done.then(
    reply => reply.content,
    () => null
  );
  const content = await untilEnded(kernel, replied, patience);
  return content?.status === 'ok'
    ? readAnswer<T>(content.user_expressions.lift)
    : null;
}

/** What is waited for; `null` when the kernel will not answer any more, or not in time. */
function untilEnded<T>(
  kernel: AskableKernel,
  replied: Promise<T>,
  patience: number | undefined
): Promise<T | null> {
  return new Promise(resolve => {
    const end = (value: T | null): void => {
      kernel.statusChanged.disconnect(onStatus);
      kernel.disposed.disconnect(onDisposed);
      clearTimeout(timer);
      resolve(value);
    };
    const onDisposed = (): void => end(null);
    const onStatus = (_: unknown, status: Kernel.Status): void => {
      if (/^(dead|restarting|autorestarting|terminating)$/.test(status)) {
        end(null);
      }
    };
    const timer =
      patience === undefined ? undefined : setTimeout(onDisposed, patience);
    kernel.statusChanged.connect(onStatus);
    kernel.disposed.connect(onDisposed);
    void replied.then(end);
  });
}

/**
 * An expression, so that nothing is bound in the notebook: the source runs in a namespace of its own. Its value is
 * JSON in base64, which no shell shows in another way.
 */
function expression(
  source: string,
  name: string,
  args: readonly unknown[]
): string {
  const given = `json.loads(${JSON.stringify(JSON.stringify(args))})`;
  const run = `__import__("builtins").exec(${JSON.stringify(source)}, space)`;
  const told = `json.dumps(space[${JSON.stringify(name)}](*${given})).encode()`;
  const answer = `(${run}, __import__("base64").b64encode(${told}).decode())[1]`;
  return `(lambda space, json: ${answer})({"__name__": "jupyterlab_lift"}, __import__("json"))`;
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
