import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import type { ITestRunner } from '../checks/tests/runner';
import type { ITestRunners, TestRunnerEntry } from '../tokens';

/** The registry behind the token. */
export class TestRunners implements ITestRunners {
  add(runner: TestRunnerEntry): IDisposable {
    this._entries = [
      ...this._entries.filter(({ id }) => id !== runner.id),
      runner
    ];
    return new DisposableDelegate(() => {
      this._entries = this._entries.filter(entry => entry !== runner);
    });
  }

  load(): Promise<readonly ITestRunner[]> {
    return Promise.all(this._entries.map(({ load }) => load()));
  }

  private _entries: readonly TestRunnerEntry[] = [];
}
