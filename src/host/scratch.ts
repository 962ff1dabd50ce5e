import type { Kernel } from '@jupyterlab/services';
import type { CellEnd, CellRun, EndState, Run, RunCell } from '../core/run';
import { OutputCollector } from './collect';
import { settled } from './connection';
import { SEEDED, withFixedHashes } from './comparable';
import { HostError } from './errors';
import { calling, loading } from './loader';
import { OBSERVER } from './observe';

/** As much of a kernel manager as is needed. */
export type Kernels = Pick<Kernel.IManager, 'startNew'>;

export type ScratchOptions = {
  /** Name of the kernelspec. */
  readonly kernel: string;
  /** Where the code runs, as the kernel sees it; a scratch copy. */
  readonly folder: string;
  /** Root of the scratch copy; what it is called is nobody's difference. */
  readonly project: string;
  /** Milliseconds that a cell may take. */
  readonly limit: number;
  /** The kernel is asked what it holds at the end; Python only. */
  readonly observe: boolean;
  /** Lifted modules: a repr names them as it named the notebook. */
  readonly modules?: readonly string[];
  /** Run before the first cell, silently. */
  readonly before?: string;
  /** The run is compared with others: generators that nobody seeds, and sets of text, are alike in all of them. */
  readonly comparable?: boolean;
  readonly signal?: AbortSignal;
  /** Called when the cell at that position among `cells` begins. */
  readonly onCell?: (position: number) => void;
};

/** The most memory that the kernel had, in MB; macOS counts bytes, and Windows does not tell. */
const PEAK =
  '__import__("resource").getrusage(0).ru_maxrss // (1000000 if __import__("sys").platform == "darwin" else 1000)';

/** Milliseconds until a kernel that does not start is given up. */
const PATIENCE = 60_000;

/**
 * Runs cells in a kernel of their own, which is gone afterwards. A run that breaks off is a result, not an
 * error; rejects with a {@link HostError} where the kernel does not start or the run is cancelled.
 */
export async function runScratch(
  kernels: Kernels,
  cells: readonly RunCell[],
  options: ScratchOptions
): Promise<Run> {
  const kernel = await begin(kernels, options.kernel);
  const scratch = new Scratch(kernel, options);
  try {
    await scratch.prepare();
    return await scratch.run(cells);
  } finally {
    scratch.dispose();
    await settled(kernel);
    await end(kernel);
  }
}

async function begin(
  kernels: Kernels,
  name: string
): Promise<Kernel.IKernelConnection> {
  try {
    return await kernels.startNew({ name }, { handleComms: false });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new HostError(
      'not-started',
      `The kernel “${name}” could not be started: ${said}`
    );
  }
}

/** Ends the kernel. A server that is just starting a dead one again refuses, so it is asked a few times. */
async function end(kernel: Kernel.IKernelConnection): Promise<void> {
  for (let tries = 0; tries < 5 && !kernel.isDisposed; tries += 1) {
    try {
      await kernel.shutdown();
    } catch {
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }
  kernel.dispose();
}

type Ended = 'done' | 'timeout' | 'died' | 'cancelled';

class Scratch {
  constructor(
    private readonly _kernel: Kernel.IKernelConnection,
    private readonly _options: ScratchOptions
  ) {
    this._gone = new Promise(resolve => {
      this._onStatus = (_, status) => {
        if (/^(dead|restarting|autorestarting|terminating)$/.test(status)) {
          resolve('died');
        }
      };
      _kernel.statusChanged.connect(this._onStatus);
      const { signal } = _options;
      signal?.addEventListener('abort', () => resolve('cancelled'));
      if (signal?.aborted) {
        resolve('cancelled');
      }
    });
  }

  dispose(): void {
    this._kernel.statusChanged.disconnect(this._onStatus);
  }

  /** Takes the kernel to the scratch folder, as if it had been started there. */
  async prepare(): Promise<void> {
    const { folder, before = '', comparable, kernel } = this._options;
    if (comparable) {
      await withFixedHashes(this._kernel, this._gone);
    }
    const move = `(lambda os, shell: (os.chdir(${JSON.stringify(folder)}), shell.user_ns["_dh"].__setitem__(0, os.getcwd())))(__import__("os"), __import__("IPython").get_ipython())`;
    const future = this._kernel.requestExecute({
      code: [move, comparable ? SEEDED : '', before].join('\n'),
      silent: true,
      store_history: false,
      allow_stdin: false
    });
    const ended = await this._until(future, PATIENCE);
    const reply = ended === 'done' ? (await future.done).content : null;
    if (reply?.status !== 'ok') {
      throw ended === 'cancelled'
        ? new HostError('cancelled', 'Cancelled.')
        : new HostError(
            'not-started',
            `The kernel “${kernel}” did not start to run code.`
          );
    }
  }

  async run(cells: readonly RunCell[]): Promise<Run> {
    const ends: { end: CellEnd; seconds: number }[] = [];
    for (const [position, cell] of cells.entries()) {
      this._options.onCell?.(position);
      ends.push(await this._cell(position, cell));
      const { end } = ends[position];
      if (end !== 'ok' && !(end === 'error' && cell.mayRaise)) {
        break;
      }
    }
    const whole =
      ends.length === cells.length &&
      ends.every(({ end }) => /ok|error/.test(end));
    const state = whole && this._options.observe ? await this._observe() : null;
    const megabytes = whole ? await this._memory() : null;
    return {
      state,
      ...(megabytes === null ? {} : { megabytes }),
      cells: cells.map(({ index }, position): CellRun => ({
        index,
        ...(ends[position] ?? { end: 'not-run', seconds: 0 }),
        outputs: this._collector.of(position)
      }))
    };
  }

  private async _cell(
    position: number,
    { source }: RunCell
  ): Promise<{ end: CellEnd; seconds: number }> {
    if (source.trim() === '') {
      return { end: 'ok', seconds: 0 };
    }
    const started = Date.now();
    // The future stays: a thread may print after its cell.
    const future = this._kernel.requestExecute(
      { code: source, silent: false, store_history: true, allow_stdin: false },
      false
    );
    future.onIOPub = message => this._collector.take(position, message);
    const ended = await this._until(future, this._options.limit);
    const seconds = (Date.now() - started) / 1000;
    if (ended === 'cancelled') {
      throw new HostError('cancelled', 'Cancelled.');
    }
    if (ended !== 'done') {
      return { end: ended, seconds };
    }
    const { content } = await future.done;
    return { end: content.status === 'ok' ? 'ok' : 'error', seconds };
  }

  private async _observe(): Promise<EndState | null> {
    const { modules = [], project, limit } = this._options;
    const asked = calling(OBSERVER, 'report', 'report', [modules, project]);
    const told = await this._ask(loading(OBSERVER), asked, limit);
    return told === null ? null : readState(told);
  }

  private async _memory(): Promise<number | null> {
    const told = await this._ask('', PEAK, PATIENCE);
    return told === null || !(Number(told) > 0) ? null : Number(told);
  }

  /** The repr of an expression after silent code; `null` where one of them raises or does not end. */
  private async _ask(
    code: string,
    expression: string,
    limit: number
  ): Promise<string | null> {
    const future = this._kernel.requestExecute({
      code,
      silent: true,
      store_history: false,
      allow_stdin: false,
      user_expressions: { told: expression }
    });
    const ended = await this._until(future, limit);
    const content = ended === 'done' ? (await future.done).content : null;
    const { data } = (
      content?.status === 'ok' ? content.user_expressions.told : {}
    ) as { readonly data?: { readonly 'text/plain'?: unknown } };
    const text = data?.['text/plain'];
    return typeof text === 'string' ? text : null;
  }

  private async _until(
    future: { readonly done: Promise<unknown> },
    limit: number
  ): Promise<Ended> {
    let timer: ReturnType<typeof setTimeout>;
    const late = new Promise<Ended>(resolve => {
      timer = setTimeout(() => resolve('timeout'), limit);
    });
    const done = future.done.then(
      (): Ended => 'done',
      (): Ended => 'died'
    );
    return Promise.race([done, this._gone, late]).finally(() =>
      clearTimeout(timer)
    );
  }

  private _onStatus!: (_: unknown, status: Kernel.Status) => void;
  private readonly _gone: Promise<Ended>;
  private readonly _collector = new OutputCollector();
}

/** The state in the repr of a base64 text. */
function readState(text: string): EndState {
  const told = atob(text.replace(/^'|'$/g, ''));
  return { ...(JSON.parse(told) as EndState), files: {} };
}
