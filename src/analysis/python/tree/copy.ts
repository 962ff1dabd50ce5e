import type { Language } from 'web-tree-sitter';
import type { PyNode } from '.';
import type { Draft } from './draft';
import { NO_KIDS } from './draft';
import type { Kind } from './kinds';
import { ERROR, interned, kindOf } from './kinds';
import type { Runtime } from './runtime';

/** Copies parsed trees of one language, which may be freed afterwards. */
export class TreeCopier {
  private readonly kinds: readonly Kind[];
  private readonly fields: readonly (string | null)[];

  constructor(
    private readonly runtime: Runtime,
    language: Language
  ) {
    this.kinds = Array.from(language.types, (type, id) =>
      type === undefined ? ERROR : kindOf(type, language.nodeTypeIsNamed(id))
    );
    this.fields = language.fields.map(name => name && interned(name));
  }

  /** The tree at that address of the runtime. */
  copy(tree: number): PyNode {
    const { runtime } = this;
    runtime._ts_tree_root_node_wasm(tree);
    runtime._ts_tree_cursor_new_wasm(tree);
    try {
      return this.walk(tree);
    } finally {
      runtime._ts_tree_cursor_delete_wasm(tree);
    }
  }

  /** Without recursion: sums and chains may be nested a thousandfold. */
  private walk(tree: number): PyNode {
    const { runtime } = this;
    const above: Draft[] = [];
    let parent: Draft | undefined;
    for (;;) {
      const node = this.read(tree, parent);
      if (node.kids !== NO_KIDS) {
        if (parent !== undefined) {
          above.push(parent);
        }
        parent = node;
      } else if (parent === undefined) {
        return node;
      } else {
        while (!runtime._ts_tree_cursor_goto_next_sibling_wasm(tree)) {
          runtime._ts_tree_cursor_goto_parent_wasm(tree);
          parent.token &&= parent.kids.length === 0;
          const outer = above.pop();
          if (outer === undefined) {
            return parent;
          }
          outer.holds |= parent.holds;
          outer.broken ||= parent.broken;
          parent = outer;
        }
      }
    }
  }

  /** The node at the cursor, which moves on to its first child where it has children to copy. */
  private read(tree: number, parent: Draft | undefined): Draft {
    const { runtime } = this;
    const id = runtime._ts_tree_cursor_current_node_type_id_wasm(tree);
    const field = runtime._ts_tree_cursor_current_field_id_wasm(tree);
    const { type, named, token, form, bit } = this.kinds[id] ?? ERROR;
    const start = runtime._ts_tree_cursor_start_index_wasm(tree);
    const end = runtime._ts_tree_cursor_end_index_wasm(tree);
    const node: Draft = {
      type,
      field: this.fields[field] ?? null,
      named,
      token,
      start,
      end,
      kids: NO_KIDS,
      broken: type === ERROR.type,
      holds: bit
    };
    if (
      form === 'parent' &&
      runtime._ts_tree_cursor_goto_first_child_wasm(tree)
    ) {
      node.kids = [];
    } else if (start === end) {
      node.broken ||=
        runtime._ts_tree_cursor_current_node_is_missing_wasm(tree) !== 0;
    }
    if (parent !== undefined && form !== 'dropped') {
      parent.kids.push(node);
      parent.holds |= bit;
      parent.broken ||= node.broken;
    }
    return node;
  }
}
