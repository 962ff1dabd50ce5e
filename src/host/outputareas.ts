import type { JsonObject } from '../core/snapshot';

/** What a cell may show; the other messages are the protocol's. */
const SHOWN =
  /^(stream|display_data|execute_result|error|update_display_data|clear_output)$/;

/**
 * The output widgets of a run (`with out: …`, `interact`). What is shown while one listens is the widget's, and a
 * saved notebook has it in the widget's state, not in the cell. They say by their comm to which request they listen.
 */
export class OutputAreas {
  /** The message is a widget's, or is one by which a widget says what it listens to. */
  takes(type: string, content: JsonObject, request: unknown): boolean {
    switch (type) {
      case 'comm_open':
      case 'comm_msg':
        this._hear(type, content);
        return false;
      case 'comm_close':
        this._listening.delete(String(content.comm_id));
        return false;
      default:
        return (
          SHOWN.test(type) && [...this._listening.values()].includes(request)
        );
    }
  }

  private _hear(type: string, { comm_id, data }: JsonObject): void {
    const id = String(comm_id);
    const { state } = (data ?? {}) as { readonly state?: JsonObject };
    if (type === 'comm_open' && state?._model_name === 'OutputModel') {
      this._known.add(id);
    }
    if (!this._known.has(id) || state?.msg_id === undefined) {
      return;
    }
    this._listening.delete(id);
    if (state.msg_id !== '') {
      this._listening.set(id, state.msg_id);
    }
  }

  private readonly _known = new Set<string>();
  /** Comm to the request that it listens to. */
  private readonly _listening = new Map<string, unknown>();
}
