import { UUID } from '@lumino/coreutils';
import type { TestEvent } from '../checks/tests/events';
import type { ITestHost } from '../checks/tests/runner';
import { HostError } from '../host/errors';
import type { Helper, HelperPlace, Sessions } from '../host/helper';
import type { JsonObject } from '../host/protocol';
import { expectSameFolder } from './samefolder';

/** Starts a helper, or finds it. */
export type StartHelper = (
  sessions: Sessions,
  place: HelperPlace
) => Promise<Helper>;

/** Finds a helper that is running. */
export type FindHelper = (
  sessions: Sessions,
  place: HelperPlace
) => Promise<Helper | null>;

/** A run in the helper, of this page or of another. */
export type TestWork = {
  readonly key: string;
  readonly owner: string;
  readonly op: string;
  readonly args: { readonly ids?: readonly string[] | null };
  readonly ended: boolean;
};

type Hear = (events: readonly TestEvent[]) => void;

/** Times that a run is looked for again when the connection dropped. */
const MOST_TRIES = 5;

/** The helper of one project and environment: started when it is first needed, and again when it was lost. */
export class TestHelper {
  /** @param _names - names in the project's folder, as the Contents API has them
   *  @param _owner - tells this page from others, also after it was reloaded */
  constructor(
    private readonly _ways: {
      readonly start: StartHelper;
      readonly find: FindHelper;
      readonly sessions: Sessions;
    },
    private readonly _place: HelperPlace,
    private readonly _names: () => Promise<readonly string[]>,
    private readonly _owner: string
  ) {}

  /** Rejects with a {@link HostError}; `other-folder` where it does not see the project's files. */
  host(): Promise<ITestHost> {
    const { start, sessions } = this._ways;
    return this._connected(() => start(sessions, this._place));
  }

  /** Runs of the helper, the newest last; none where no helper is running: none is started for it. */
  async works(): Promise<readonly TestWork[]> {
    const { find, sessions } = this._ways;
    if (this._helper === null && this._starting === null) {
      const found = await find(sessions, this._place);
      if (found === null) {
        return [];
      }
      await this._take(found);
    }
    await this._starting;
    return (await this._helper?.client.ask<TestWork[]>('works', {})) ?? [];
  }

  /** Hears a run from its beginning to its end. */
  async follow(key: string, hear: Hear, signal: AbortSignal): Promise<void> {
    await this._last(key, 'follow', { key }, hear, signal);
  }

  release(): void {
    this._helper?.release();
    this._helper = null;
    this._starting = null;
    this._isReleased = true;
  }

  private _connected(get: () => Promise<Helper>): Promise<ITestHost> {
    if (this._helper?.client.isLost) {
      this.release();
    }
    if (this._starting === null) {
      const starting = this._connect(get);
      this._starting = starting;
      starting.catch(() => {
        if (this._starting === starting) {
          this._starting = null;
        }
      });
    }
    return this._starting;
  }

  private async _connect(get: () => Promise<Helper>): Promise<ITestHost> {
    this._isReleased = false;
    if (this._place.kernel === '') {
      throw new HostError('no-kernel', 'There is no kernel of Python.');
    }
    const helper = await get();
    if (this._isReleased) {
      helper.release();
      throw new HostError('cancelled', 'Cancelled.');
    }
    const { folder } = helper.hello;
    await expectSameFolder(helper, this._names()).catch((error: unknown) => {
      helper.release();
      throw error;
    });
    this._helper = helper;
    return {
      folder,
      ask: <T>(
        op: string,
        args: object,
        { hear, signal, lasting }: Parameters<ITestHost['ask']>[2]
      ): Promise<T> => {
        const own = args as JsonObject;
        if (lasting && signal) {
          const key = UUID.uuid4();
          const begun = { key, owner: this._owner, op, args: own };
          const heard = hear ?? (() => undefined);
          return this._last<T>(key, 'begin', begun, heard, signal);
        }
        return helper.client.ask<T>(op, own, {
          limit: null,
          patient: true,
          onEvents: events => hear?.(events as unknown as TestEvent[]),
          signal
        });
      }
    };
  }

  /** Follows a run, and goes on where it was when the connection has come back. */
  private async _last<T>(
    key: string,
    first: 'begin' | 'follow',
    args: JsonObject,
    hear: Hear,
    signal: AbortSignal
  ): Promise<T> {
    let since = 0;
    const stop = (): void => {
      this._helper?.client.ask('stop', { key }).catch(() => undefined);
    };
    const onEvents = (events: readonly JsonObject[]): void => {
      since += events.length;
      hear(events as unknown as TestEvent[]);
    };
    signal.addEventListener('abort', stop);
    try {
      for (let tries = 0; ; tries++) {
        try {
          const [op, own] =
            tries === 0 ? [first, args] : ['follow', { key, since }];
          const asked = this._client.ask<T>(op, own, { limit: null, onEvents });
          if (signal.aborted) {
            stop();
          }
          return await asked;
        } catch (error) {
          await this._return(error, tries);
        }
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Finds the helper again after a loss; throws what was lost where it is gone, or another one. */
  private async _return(error: unknown, tries: number): Promise<void> {
    const isLost = error instanceof HostError && error.code === 'lost';
    if (!isLost || this._isReleased || tries === MOST_TRIES) {
      throw error;
    }
    const pid = this._helper?.hello.pid;
    this.release();
    const { find, sessions } = this._ways;
    const found = await find(sessions, this._place).catch(() => null);
    if (found === null || found.hello.pid !== pid) {
      found?.release();
      throw error;
    }
    await this._take(found);
  }

  /** Goes on with a helper that was found, or with one that somebody else got meanwhile. */
  private async _take(found: Helper): Promise<void> {
    if (this._starting === null && this._helper === null) {
      await this._connected(() => Promise.resolve(found));
    } else {
      found.release();
      await this._starting;
    }
  }

  private get _client(): Helper['client'] {
    if (this._helper === null) {
      throw new HostError('lost', 'The helper was let go.');
    }
    return this._helper.client;
  }

  private _helper: Helper | null = null;
  private _starting: Promise<ITestHost> | null = null;
  private _isReleased = false;
}
