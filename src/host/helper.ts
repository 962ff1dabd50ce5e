import type { CommsOverSubshells, Kernel, Session } from '@jupyterlab/services';
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
  'refreshRunning' | 'running' | 'startNew' | 'connectTo'
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
  const session = await inTime(started, patience, late).catch(error => {
    void started.then(one => one.dispose()).catch(() => undefined);
    throw asHostError(error, place);
  });
  try {
    return await inTime(load(session), until - Date.now(), late);
  } catch (error) {
    session.dispose();
    throw asHostError(error, place);
  }
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

function pathOf({ folder, name = NAME }: HelperPlace): string {
  return folder === '' ? name : `${folder}/${name}`;
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
): Promise<Session.ISessionConnection> {
  const { kernel, name = NAME } = place;
  const path = pathOf(place);
  const found = await find(sessions, place);
  return found
    ? sessions.connectTo({ model: found, ...CONNECTION })
    : sessions.startNew(
        { name, path, type: TYPE, kernel: { name: kernel } },
        CONNECTION
      );
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
      void settled(kernel).then(() => session.dispose());
    }
  };
}

async function execute(kernel: Kernel.IKernelConnection): Promise<void> {
  const { content } = await kernel.requestExecute({
    code: loading(AGENT),
    silent: true,
    store_history: false,
    allow_stdin: false
  }).done;
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
