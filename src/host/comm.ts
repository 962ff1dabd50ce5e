import type { Kernel } from '@jupyterlab/services';
import type { JSONObject } from '@lumino/coreutils';
import type { IChannel } from './channel';
import type { Json } from './protocol';
import { TARGET } from './protocol';

/** A channel over a comm of its own. It is lost with the kernel or its connection: what the server drops it does
 *  not send again. */
export function openComm(kernel: Kernel.IKernelConnection): IChannel {
  const comm = kernel.createComm(TARGET);
  let lost = false;
  const lose = (reason: string): void => {
    if (lost) {
      return;
    }
    lost = true;
    kernel.connectionStatusChanged.disconnect(onConnection);
    kernel.statusChanged.disconnect(onStatus);
    kernel.disposed.disconnect(onDisposed);
    channel.onLost(reason);
  };
  const onConnection = (
    _: unknown,
    status: Kernel.IKernelConnection['connectionStatus']
  ): void => {
    if (status !== 'connected') {
      lose('The connection to the helper dropped.');
    }
  };
  const onStatus = (_: unknown, status: Kernel.Status): void => {
    if (/^(dead|restarting|autorestarting|terminating)$/.test(status)) {
      lose('The helper ended.');
    }
  };
  const onDisposed = (): void => lose('The helper was shut down.');
  const channel: IChannel = {
    onMessage: () => undefined,
    onLost: () => undefined,
    send: (message, buffers) => {
      comm.send(message as unknown as JSONObject, undefined, [...buffers]);
    },
    close: () => {
      if (!lost && !comm.isDisposed && !kernel.isDisposed) {
        comm.close();
      }
    }
  };
  comm.onMsg = ({ content, buffers }) =>
    channel.onMessage(content.data as Json, (buffers ?? []) as DataView[]);
  comm.onClose = () => lose('The helper ended.');
  kernel.connectionStatusChanged.connect(onConnection);
  kernel.statusChanged.connect(onStatus);
  kernel.disposed.connect(onDisposed);
  comm.open();
  return channel;
}
