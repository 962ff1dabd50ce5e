import type { IDocumentManager } from '@jupyterlab/docmanager';

/** As much of an editor as is needed. */
type Editor = {
  setCursorPosition(position: { line: number; column: number }): void;
  revealPosition(position: { line: number; column: number }): void;
  focus(): void;
};

/** Opens a text file and puts the cursor at the start of a 1-based line. */
export async function openAt(
  docManager: Pick<IDocumentManager, 'openOrReveal'>,
  path: string,
  line: number
): Promise<void> {
  const widget = docManager.openOrReveal(path);
  if (widget === undefined) {
    return;
  }
  await Promise.all([widget.context.ready, widget.revealed]);
  const { editor } = widget.content as { editor?: Editor };
  const position = { line: Math.max(line - 1, 0), column: 0 };
  editor?.setCursorPosition(position);
  editor?.revealPosition(position);
  editor?.focus();
}
