import type { KernelMessage } from '@jupyterlab/services';
import type { JsonObject } from '../core/snapshot';
import { OutputAreas } from './outputareas';

/** Gathers what cells show, as a notebook would hold it. One for a run: `display_id` reaches across cells. */
export class OutputCollector {
  /** Takes a message of the cell at that position among those that run. */
  take(
    cell: number,
    { header, content, parent_header: parent }: KernelMessage.IIOPubMessage
  ): void {
    const data = content as JsonObject;
    const outputs = this.of(cell);
    const type: string = header.msg_type;
    if (this._areas.takes(type, data, parent.msg_id)) {
      return;
    }
    switch (type) {
      case 'stream':
        this._clearWhereAsked(cell);
        this._stream(this.of(cell), data);
        break;
      case 'display_data':
      case 'execute_result':
      case 'error':
        this._clearWhereAsked(cell);
        this.of(cell).push(asOutput(type, data));
        this._remember(cell, data);
        break;
      case 'update_display_data':
        this._update(data);
        break;
      case 'clear_output':
        if (data.wait === true) {
          this._waiting.add(cell);
        } else {
          outputs.length = 0;
        }
        break;
    }
  }

  of(cell: number): JsonObject[] {
    const known = this._outputs.get(cell) ?? [];
    this._outputs.set(cell, known);
    return known;
  }

  private _clearWhereAsked(cell: number): void {
    if (this._waiting.delete(cell)) {
      this.of(cell).length = 0;
    }
  }

  /** Pieces of one stream are one output, as they are in a saved notebook. */
  private _stream(outputs: JsonObject[], { name, text }: JsonObject): void {
    const last = outputs[outputs.length - 1];
    if (last?.output_type === 'stream' && last.name === name) {
      outputs[outputs.length - 1] = { ...last, text: `${last.text}${text}` };
    } else {
      outputs.push({ output_type: 'stream', name, text });
    }
  }

  private _remember(cell: number, { transient }: JsonObject): void {
    const id = (transient as JsonObject | undefined)?.display_id;
    if (typeof id === 'string') {
      const places = this._displays.get(id) ?? [];
      places.push({ cell, at: this.of(cell).length - 1 });
      this._displays.set(id, places);
    }
  }

  private _update({ transient, data, metadata }: JsonObject): void {
    const id = (transient as JsonObject | undefined)?.display_id;
    for (const { cell, at } of this._displays.get(String(id)) ?? []) {
      const outputs = this.of(cell);
      if (outputs[at] !== undefined) {
        outputs[at] = { ...outputs[at], data, metadata };
      }
    }
  }

  private readonly _areas = new OutputAreas();
  private readonly _outputs = new Map<number, JsonObject[]>();
  private readonly _displays = new Map<
    string,
    { cell: number; at: number }[]
  >();
  private readonly _waiting = new Set<number>();
}

function asOutput(type: string, content: JsonObject): JsonObject {
  const { transient: _transient, ...rest } = content;
  return { output_type: type, ...rest };
}
