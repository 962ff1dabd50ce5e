import type { Token } from '../scan/tokens';
import type { PyNode } from '../tree';
import type { Draft } from '../tree/draft';
import { leafOf, parentOf } from '../tree/draft';
import type { Kind } from '../tree/kinds';
import { ruleKind, wordKind } from '../tree/kinds';

const IDENTIFIER = ruleKind('identifier');
const INTEGER = ruleKind('integer');
const FLOAT = ruleKind('float');
const MODULE = ruleKind('module');
const STRING_START = ruleKind('string_start');
const STRING_CONTENT = ruleKind('string_content');
const STRING_END = ruleKind('string_end');

/**
 * Puts the tree of a text together while its tokens are read, from left to right: every token
 * becomes a leaf, and what was built since a mark becomes the children of a node. Types and
 * fields are those of `tree-sitter-python`. Of text with a fault, what comes out means nothing.
 */
export class TreeBuilder {
  /** Nodes without a parent so far; those from `size` on are left over. */
  private readonly built: Draft[] = [];
  private size = 0;

  /** The place of the next node. */
  mark(): number {
    return this.size;
  }

  /** The node built last. */
  last(): Draft {
    return this.built[this.size - 1];
  }

  leaf(kind: Kind, start: number, end: number): void {
    this.push(leafOf(kind, start, end));
  }

  /** The leaf of a token; ends of lines and blocks have none. */
  token(token: Token, isName: boolean): void {
    const { type, text, start, end } = token;
    switch (type) {
      case 'name':
        this.leaf(isName ? IDENTIFIER : wordKind(text), start, end);
        break;
      case 'op':
        this.leaf(wordKind(text), start, end);
        break;
      case 'number':
        this.leaf(isFloat(text) ? FLOAT : INTEGER, start, end);
        break;
      case 'string':
        this.string(token);
        break;
      case 'fstring-start':
        this.leaf(STRING_START, start, end);
        break;
      case 'fstring-middle':
        this.leaf(STRING_CONTENT, start, end);
        break;
      case 'fstring-end':
        this.leaf(STRING_END, start, end);
        break;
      default:
    }
  }

  /** Makes one node of what was built since the mark. */
  close(mark: number, type: string): void {
    if (mark < this.size) {
      const kids = this.built.slice(mark, this.size);
      this.size = mark;
      this.push(parentOf(ruleKind(type), kids));
    }
  }

  /** Sets the name under which the node built last, or the one at that place, will be known. */
  label(field: string, at = this.size - 1): void {
    if (at >= 0) {
      this.built[at].field = field;
    }
  }

  /** Puts another node in the place of the one built last. */
  replace(node: Draft): void {
    this.built[this.size - 1] = node;
  }

  /** Forgets what was built since the mark. */
  back(mark: number): void {
    this.size = mark;
  }

  /** The tree of a text that ends there; blanks before its first node are not part of it. */
  finish(end: number): PyNode {
    const root =
      this.size === 0
        ? leafOf(MODULE, end, end)
        : parentOf(MODULE, this.built.slice(0, this.size));
    root.end = end;
    return root;
  }

  private push(node: Draft): void {
    this.built[this.size] = node;
    this.size += 1;
  }

  /** A literal without fields. */
  private string({ text, start, end }: Token): void {
    const mark = this.size;
    const [from, to] = contentOf(text);
    this.leaf(STRING_START, start, start + from);
    if (from < to) {
      this.leaf(STRING_CONTENT, start + from, start + to);
    }
    this.leaf(STRING_END, start + to, end);
    this.close(mark, 'string');
  }
}

/** Where the text between the quotes of a literal begins and ends. */
function contentOf(literal: string): readonly [start: number, end: number] {
  let at = 0;
  while (literal[at] !== "'" && literal[at] !== '"') {
    at += 1;
  }
  const quote = literal[at];
  const { length } = literal;
  const triple =
    length >= at + 6 && literal[at + 1] === quote && literal[at + 2] === quote;
  const quotes = triple ? 3 : 1;
  return [at + quotes, length - quotes];
}

function isFloat(number: string): boolean {
  return (
    number.includes('.') ||
    ((number.includes('e') || number.includes('E')) && !/^0x/i.test(number))
  );
}
