import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server on this machine that can be cut and mended. */
export class Proxy {
  /** @param url - of the server, ends with a slash */
  async open(url: string): Promise<string> {
    this._port = Number(new URL(url).port);
    this._server.listen(0, '127.0.0.1');
    await once(this._server, 'listening');
    const { port } = this._server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  }

  /** Every connection is gone, and new ones are refused. */
  cut(): void {
    this._isCut = true;
    this._sockets.forEach(socket => socket.destroy());
  }

  mend(): void {
    this._isCut = false;
  }

  close(): void {
    this.cut();
    this._server.close();
  }

  private _join(page: Socket): void {
    if (this._isCut) {
      page.destroy();
      return;
    }
    const server = connect(this._port, '127.0.0.1');
    for (const [socket, other] of [
      [page, server],
      [server, page]
    ]) {
      this._sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this._sockets.delete(socket);
        other.destroy();
      });
    }
  }

  private readonly _server = createServer(socket => this._join(socket));
  private readonly _sockets = new Set<Socket>();
  private _port = 0;
  private _isCut = false;
}
