import { Parser } from 'web-tree-sitter';

/**
 * What is used of the parser's memory and of the functions behind `web-tree-sitter`'s `TreeCursor`
 * (`lib/binding_web/lib/tree-sitter.c` of tree-sitter, as of 0.27). They find the cursor at
 * {@link _ts_init}'s address and leave it there moved; `tree` is the address of a tree. Asked
 * through objects, the same takes four times as long.
 */
export type Runtime = {
  /** Address at which functions take and leave what is no plain number. */
  _ts_init(): number;
  /** Leaves the root node, which is where a new cursor begins. */
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_tree_cursor_new_wasm(tree: number): void;
  _ts_tree_cursor_delete_wasm(tree: number): void;
  /** Not 0 when there was one to go to; so do the next. */
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
  /** Index into the language's `types`; of errors none. */
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  /** Index into the language's `fields`. */
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_current_node_is_missing_wasm(tree: number): number;
  /** Offsets in UTF-16 units. */
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
};

let loading: Promise<Runtime> | undefined;

/**
 * The runtime of all parsers: who asks first says where it comes from. Rejects where WebAssembly is
 * not allowed, the file is missing or it is of another make; the next call tries again.
 */
export function loadRuntime(from: Uint8Array | string): Promise<Runtime> {
  loading ??= load(from).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(from: Uint8Array | string): Promise<Runtime> {
  // Emscripten makes the module out of the object that it is given.
  const module: Partial<Runtime> & Record<string, unknown> =
    typeof from === 'string'
      ? { locateFile: () => from }
      : { wasmBinary: from };
  await Parser.init(module);
  if (module._ts_tree_cursor_new_wasm === undefined) {
    throw new Error('This is not the parser runtime that was expected.');
  }
  return module as Runtime;
}
