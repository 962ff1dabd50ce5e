import type { CodeCell } from '@jupyterlab/cells';
import type { IDisposable } from '@lumino/disposable';

const CLASS = 'jp-mod-liftOld';

/**
 * A line of text above the outputs of a cell, in the page only. It comes last in the output area,
 * whose layout counts its children from the first; the style sheet puts it on top.
 */
export class OutputLabel implements IDisposable {
  constructor(
    private readonly _cell: CodeCell,
    words: { readonly text: string; readonly title: string },
    private readonly _onChanged: () => void
  ) {
    this._node.className = 'jp-LiftOld';
    this._node.textContent = words.text;
    this._node.title = words.title;
    this._node.setAttribute('role', 'note');
    const { node } = _cell.outputArea;
    node.classList.add(CLASS);
    node.append(this._node);
    _cell.model.outputs.changed.connect(this._onChange, this);
    _cell.model.stateChanged.connect(this._onChange, this);
    _cell.disposed.connect(this.dispose, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    const { model, outputArea } = this._cell;
    model?.outputs?.changed.disconnect(this._onChange, this);
    model?.stateChanged.disconnect(this._onChange, this);
    this._cell.disposed.disconnect(this.dispose, this);
    outputArea?.node.classList.remove(CLASS);
    this._node.remove();
  }

  private _onChange(): void {
    this._onChanged();
  }

  private readonly _node = document.createElement('div');
  private _isDisposed = false;
}
