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

/** The helper of one project and environment: started when it is first needed, and again when it was lost. */
export class TestHelper {
  /** @param _names - names in the project's folder, as the Contents API has them */
  constructor(
    private readonly _start: StartHelper,
    private readonly _sessions: Sessions,
    private readonly _place: HelperPlace,
    private readonly _names: () => Promise<readonly string[]>
  ) {}

  /** Whether it answers now. */
  get isThere(): boolean {
    return this._helper !== null && !this._helper.client.isLost;
  }

  /** Rejects with a {@link HostError}; `other-folder` where it does not see the project's files. */
  host(): Promise<ITestHost> {
    if (this._helper?.client.isLost) {
      this.release();
    }
    if (this._starting === null) {
      const starting = this._connect();
      this._starting = starting;
      starting.catch(() => {
        if (this._starting === starting) {
          this._starting = null;
        }
      });
    }
    return this._starting;
  }

  release(): void {
    this._helper?.release();
    this._helper = null;
    this._starting = null;
    this._isReleased = true;
  }

  private async _connect(): Promise<ITestHost> {
    this._isReleased = false;
    if (this._place.kernel === '') {
      throw new HostError('no-kernel', 'There is no kernel of Python.');
    }
    const helper = await this._start(this._sessions, this._place);
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
      ask: (operation, args, { hear, signal }) =>
        helper.client.ask(operation, args as JsonObject, {
          limit: null,
          patient: true,
          onEvents: events => hear?.(events as unknown as TestEvent[]),
          signal
        })
    };
  }

  private _helper: Helper | null = null;
  private _starting: Promise<ITestHost> | null = null;
  private _isReleased = false;
}
