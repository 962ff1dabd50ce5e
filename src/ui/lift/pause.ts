/** Runs the last of several tasks when no further one has come for a while. */
export class Pause {
  /** Replaces what waits; @param pause - milliseconds */
  start(pause: number, task: () => void): void {
    clearTimeout(this._timer);
    this._task = task;
    this._timer = setTimeout(() => this.hurry(), pause);
  }

  /** Runs what waits at once. */
  hurry(): void {
    const task = this._task;
    this.stop();
    task?.();
  }

  stop(): void {
    clearTimeout(this._timer);
    this._task = null;
  }

  private _task: (() => void) | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
