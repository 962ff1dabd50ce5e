import type { TestBook } from '../checks/tests/book';
import type { Signature } from '../checks/tests/events';
import type { ITestHost } from '../checks/tests/runner';

/** Seconds after which the agent answers anyway: where the page is gone, it stops to look. */
const SECONDS = 60;

/** Holds the results against the files that they depend on, as long as somebody looks. */
export class TestWatch {
  /**
   * @param _onStale - called when files were found to be other ones
   * @param _onLost - called when that can no longer be found out
   */
  constructor(
    private readonly _host: () => Promise<ITestHost>,
    private readonly _onStale: () => void,
    private readonly _onLost: () => void
  ) {}

  /** Begins anew with what the book now depends on. */
  start(book: TestBook): void {
    this.stop();
    const controller = new AbortController();
    this._controller = controller;
    void this._look(book, controller.signal);
  }

  stop(): void {
    this._controller?.abort();
    this._controller = null;
  }

  private async _look(book: TestBook, signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted && Object.keys(book.watched()).length > 0) {
      try {
        await this._ask(book, signal);
        failures = 0;
      } catch {
        failures++;
      }
      if (failures > 1 && !signal.aborted) {
        // Nobody can say any more whether the files are the same: better old than falsely green.
        const files = Object.keys(book.watched());
        book.learn(Object.fromEntries(files.map(path => [path, 'unknown'])));
        this._onLost();
        return;
      }
    }
  }

  private async _ask(book: TestBook, signal: AbortSignal): Promise<void> {
    const host = await this._host();
    const files = book.watched();
    const other = await host.ask<{ readonly [path: string]: Signature }>(
      'watch-sources',
      { folder: host.folder, files, seconds: SECONDS },
      { signal }
    );
    if (!signal.aborted && Object.keys(other).length > 0) {
      book.learn(other);
      this._onStale();
    }
  }

  private _controller: AbortController | null = null;
}
