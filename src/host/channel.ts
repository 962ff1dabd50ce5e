import type { Json, ToAgent } from './protocol';

/** A way to one agent, open from the start; what a comm gives. */
export interface IChannel {
  /** Throws where the connection is gone. */
  send(message: ToAgent, buffers: readonly ArrayBuffer[]): void;
  /** Called with each message of the agent and its buffers. */
  onMessage: (message: Json, buffers: readonly DataView[]) => void;
  /** Called once, when nothing will come any more. */
  onLost: (reason: string) => void;
  close(): void;
}
