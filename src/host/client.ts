import type { IChannel } from './channel';
import { HostError } from './errors';
import type {
  Hello,
  Json,
  JsonObject,
  Reply,
  Request,
  ToPage
} from './protocol';
import { PROTOCOL } from './protocol';

/** Milliseconds that a request may take, where nothing else is said. */
const LIMIT = 30_000;
/** Milliseconds between two signs of life; the agent ends itself after 120,000 without one. */
const HEARTBEAT = 30_000;

export type Asked = {
  /** Milliseconds; `null`: it ends when it ends. */
  readonly limit?: number | null;
  readonly buffers?: readonly ArrayBuffer[];
  /** Events of the request, in order, many at a time. */
  readonly onEvents?: (events: readonly JsonObject[]) => void;
  readonly signal?: AbortSignal;
  /** When the signal is aborted the agent is told, and its answer waited for: it has to end something first. */
  readonly patient?: boolean;
};

type Waiting = {
  readonly resolve: (value: Json) => void;
  readonly reject: (error: HostError) => void;
  readonly onEvents: Asked['onEvents'];
  readonly end: () => void;
};

/**
 * Asks the agent. Requests of one turn of the event loop travel in one message: a message costs 50 ms
 * of waiting, whatever is in it. Every promise is settled: by the answer, the time limit, the signal,
 * or the loss of the connection.
 */
export class HostClient {
  constructor(private readonly _channel: IChannel) {
    _channel.onMessage = message => this._receive(message as ToPage);
    _channel.onLost = reason => this._lose(reason);
    this.ready = new Promise((resolve, reject) => {
      this._expect(
        0,
        { limit: LIMIT },
        value => resolve(value as Hello),
        reject
      );
    });
    this.ready.catch(() => undefined);
    this._heart = setInterval(() => this._beat(), HEARTBEAT);
  }

  /** The agent answered; rejects where it does not within the time limit. */
  readonly ready: Promise<Hello>;

  /** Resolves when no answer can come any more. */
  readonly lost = new Promise<void>(resolve => (this._onLost = resolve));

  /** No answer can come any more. */
  get isLost(): boolean {
    return this._lost !== null;
  }

  /** Calls an operation of the agent. Rejects with a {@link HostError}. */
  ask<T = Json>(op: string, args: JsonObject, asked: Asked = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this._lost !== null) {
        reject(new HostError('lost', this._lost));
        return;
      }
      if (asked.signal?.aborted) {
        reject(new HostError('cancelled', 'Cancelled.'));
        return;
      }
      const id = this._next++;
      this._expect(id, asked, value => resolve(value as T), reject);
      this._queue(id, op, args, asked.buffers ?? []);
    });
  }

  close(): void {
    this._channel.close();
    this._lose('The page let go of the helper.');
  }

  private _expect(
    id: number,
    { limit = LIMIT, onEvents, signal, patient }: Asked,
    resolve: (value: Json) => void,
    reject: (error: HostError) => void
  ): void {
    const give = (code: string, message: string) => () => {
      this._settle(id)?.reject(new HostError(code, message));
      this._cancel(id);
    };
    const late = `No answer from the helper within ${(limit ?? 0) / 1000} seconds.`;
    const timer =
      limit === null ? undefined : setTimeout(give('timeout', late), limit);
    const abort = patient
      ? // Behind the request, which may not have been sent yet.
        () => queueMicrotask(() => this._cancel(id))
      : give('cancelled', 'Cancelled.');
    signal?.addEventListener('abort', abort);
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    this._waiting.set(id, { resolve, reject, onEvents, end });
  }

  private _queue(
    id: number,
    op: string,
    args: JsonObject,
    buffers: readonly ArrayBuffer[]
  ): void {
    if (this._requests.length === 0) {
      queueMicrotask(() => this._flush());
    }
    const positions = buffers.map((_, at) => this._buffers.length + at);
    this._buffers.push(...buffers);
    this._requests.push({
      id,
      op,
      args,
      ...(positions.length > 0 ? { buffers: positions } : {})
    });
  }

  private _flush(): void {
    const requests = this._requests
      .splice(0)
      .filter(({ id }) => this._waiting.has(id));
    const buffers = this._buffers.splice(0);
    if (requests.length > 0) {
      this._send({ requests }, buffers);
    }
  }

  private _send(
    message: { requests?: readonly Request[]; cancel?: readonly number[] },
    buffers: readonly ArrayBuffer[] = []
  ): void {
    if (this._lost !== null) {
      return;
    }
    try {
      this._channel.send({ v: PROTOCOL, ...message }, buffers);
    } catch (error) {
      this._lose(error instanceof Error ? error.message : String(error));
    }
  }

  private _cancel(id: number): void {
    this._send({ cancel: [id] });
  }

  private _beat(): void {
    this._send({});
  }

  private _receive({ v, events, replies }: ToPage): void {
    if (v !== PROTOCOL) {
      this._lose('The helper speaks another version; reload the page.');
      return;
    }
    for (const { id, events: some } of events ?? []) {
      this._waiting.get(id)?.onEvents?.(some);
    }
    replies?.forEach(reply => this._answer(reply));
  }

  private _answer(reply: Reply): void {
    const waiting = this._settle(reply.id);
    if (reply.ok) {
      waiting?.resolve(reply.value);
    } else {
      waiting?.reject(HostError.of(reply.error));
    }
  }

  private _settle(id: number): Waiting | undefined {
    const waiting = this._waiting.get(id);
    this._waiting.delete(id);
    waiting?.end();
    return waiting;
  }

  private _lose(reason: string): void {
    if (this._lost !== null) {
      return;
    }
    this._lost = reason;
    clearInterval(this._heart);
    this._onLost();
    for (const id of [...this._waiting.keys()]) {
      this._settle(id)?.reject(new HostError('lost', reason));
    }
  }

  private _lost: string | null = null;
  private _onLost!: () => void;
  private _next = 1;
  private readonly _heart: ReturnType<typeof setInterval>;
  private readonly _waiting = new Map<number, Waiting>();
  private readonly _requests: Request[] = [];
  private readonly _buffers: ArrayBuffer[] = [];
}
