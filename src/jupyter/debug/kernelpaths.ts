import { dirname, join } from '../../core/path';
import { withinRoot } from '../../core/root';

/** Where the server's files are, as a kernel sees them. */
export class KernelPaths {
  /** @param _root - the server's root, absolute, on the kernel's machine */
  private constructor(private readonly _root: string) {}

  /**
   * @param session - path of the kernel's session, relative to the server's root
   * @param start - the folder that the kernel was started in, absolute
   * @returns `null` where the one does not follow from the other: another machine, or a kernel that was moved
   */
  static of(session: string, start: string): KernelPaths | null {
    const folder = dirname(session);
    const clean = join(start);
    if (folder === '') {
      return new KernelPaths(clean);
    }
    return clean.endsWith(`/${folder}`)
      ? new KernelPaths(clean.slice(0, -folder.length - 1))
      : null;
  }

  /** The kernel's path of a file of the server. */
  toKernel(path: string): string {
    return `${this._root}/${path}`;
  }

  /** The server's path of a file; `null` where the server does not show it. */
  toServer(path: string): string | null {
    const found = withinRoot(this._root, path.replace(/\\/g, '/'));
    return found === null || /(^|\/)\./.test(found) ? null : found;
  }
}
