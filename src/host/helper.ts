import type { CommsOverSubshells, Kernel, Session } from '@jupyterlab/services';
import { join } from '../core/path';
import { AGENT } from './agent';
import { HostClient } from './client';
import { openComm } from './comm';
import { settled } from './connection';
import { HostError } from './errors';
import { loading } from './loader';
import type { Hello } from './protocol';
import { PROTOCOL } from './protocol';

/** What a helper is made for: one project in one environment. */
export type HelperPlace = {
  /** Name of a kernelspec of Python. */
  readonly kernel: string;
  /** The project's root, relative to the server's; empty for the server's own root. */
  readonly folder: string;
  /** Of a helper that nobody else finds, for who ends it; pages of one place share theirs. */
  readonly name?: string;
};

/** As much of a session manager as is needed. */
export type Sessions = Pick<
  Session.IManager,
  'refreshRunning' | 'running' | 'startNew' | 'connectTo' | 'shutdown'
>;

/** An agent that answers. */
export type Helper = {
  readonly client: HostClient;
  readonly hello: Hello;
  /** Ends the helper for every page. */
  shutdown(): Promise<void>;
  /** Lets go of it; it ends itself two minutes after the last page did. */
  release(): void;
};

/** Session type, by which a helper is found again after a reload. */
const TYPE = 'lift-helper';
const NAME = 'Lift helper';
/** Milliseconds until a helper that does not start is given up. */
const PATIENCE = 60_000;

/** Without a subshell for the comm: the agent has threads of its own, and JupyterLab's promise of a subshell is
 *  rejected, with nobody to listen, where the kernel dies before it is made. */
const CONNECTION = {
  kernelConnectionOptions: {
    handleComms: true,
    commsOverSubshells: 'disabled' as CommsOverSubshells
  }
};

/** Finds the place's helper or starts one, and opens a channel to its agent. Rejects with a {@link HostError}
 *  within a minute. */
export async function startHelper(
  sessions: Sessions,
  place: HelperPlace,
  patience = PATIENCE
): Promise<Helper> {
  const started = connect(sessions, place);
  const until = Date.now() + patience;
  const late = new HostError(
    'not-started',
    `The helper did not start within ${patience / 1000} seconds (kernel “${place.kernel}”).`
  );
  try {
    const { session } = await inTime(started, patience, late);
    return await inTime(load(session), until - Date.now(), late);
  } catch (error) {
    void started.then(giveUp).catch(() => undefined);
    throw asHostError(error, place);
  }
}

type Connected = {
  readonly session: Session.ISessionConnection;
  /** It was not there before. */
  readonly isNew: boolean;
};

/** Ends what was started, which would be found and waited for again; what others have started is theirs. */
async function giveUp({ session, isNew }: Connected): Promise<void> {
  if (isNew && !session.isDisposed) {
    await session.shutdown().catch(() => undefined);
  }
  await letGo(session);
}

async function letGo(session: Session.ISessionConnection): Promise<void> {
  if (session.kernel) {
    await settled(session.kernel);
  }
  session.dispose();
}

/** The place's helper where one is running, `null` where none is: nothing is started. */
export async function findHelper(
  sessions: Sessions,
  place: HelperPlace
): Promise<Helper | null> {
  return (await find(sessions, place)) === undefined
    ? null
    : startHelper(sessions, place);
}

/** With the kernel in it: a server that is asked for a second session of a path answers with the first. */
function pathOf({ folder, kernel, name = NAME }: HelperPlace): string {
  return join(folder, `${name} (${kernel})`);
}

async function find(
  sessions: Sessions,
  place: HelperPlace
): Promise<Session.IModel | undefined> {
  await sessions.refreshRunning();
  return [...sessions.running()].find(
    ({ type, path, kernel }) =>
      type === TYPE && path === pathOf(place) && kernel?.name === place.kernel
  );
}

async function connect(
  sessions: Sessions,
  place: HelperPlace
): Promise<Connected> {
  const { kernel, name = NAME } = place;
  const path = pathOf(place);
  const found = await find(sessions, place);
  if (found?.kernel?.execution_state === 'dead') {
    await sessions.shutdown(found.id);
  } else if (found) {
    const session = sessions.connectTo({ model: found, ...CONNECTION });
    return { session, isNew: false };
  }
  const session = await sessions.startNew(
    { name, path, type: TYPE, kernel: { name: kernel } },
    CONNECTION
  );
  return { session, isNew: true };
}

async function load(session: Session.ISessionConnection): Promise<Helper> {
  const kernel = session.kernel;
  if (kernel === null) {
    throw new HostError('not-started', 'The helper has no kernel.');
  }
  await execute(kernel);
  const client = new HostClient(openComm(kernel));
  const hello = await client.ready;
  if (hello.protocol !== PROTOCOL) {
    client.close();
    throw new HostError('wrong-version', 'The helper speaks another version.');
  }
  return {
    client,
    hello,
    shutdown: async () => {
      client.close();
      await session.shutdown();
    },
    release: () => {
      client.close();
      void letGo(session);
    }
  };
}

async function execute(kernel: Kernel.IKernelConnection): Promise<void> {
  const future = kernel.requestExecute({
    code: loading(AGENT),
    silent: true,
    store_history: false,
    allow_stdin: false
  });
  const { content } = await future.done.catch(() => {
    throw new HostError(
      'not-started',
      `The kernel “${kernel.name}” ended, or its connection dropped, while the helper was started in it. Try again.`
    );
  });
  if (content.status === 'error') {
    throw new HostError(
      'not-started',
      `The helper could not be loaded: ${content.ename}: ${content.evalue}`
    );
  }
}

function inTime<T>(
  work: Promise<T>,
  patience: number,
  late: HostError
): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late), patience);
  });
  return Promise.race([work, end]).finally(() => clearTimeout(timer));
}

function asHostError(error: unknown, { kernel }: HelperPlace): HostError {
  const said = error instanceof Error ? error.message : String(error);
  return error instanceof HostError
    ? error
    : new HostError(
        'not-started',
        `The kernel “${kernel}” could not be started: ${said}`
      );
}
