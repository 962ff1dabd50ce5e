import type { FileReferences, Mention, Named } from '../../../core/references';
import type { Span } from '../../../core/span';
import { normaliseName } from '../identifiers';
import type { PythonParser } from '../parse';
import { readTree } from '../read';
import { moduleScan } from '../scan';
import { resolveScopes } from '../scopes';
import type { PyNode } from '../tree';
import { child, firstNamed, namedKids } from '../tree';
import type { Occurrence, ScopeTable } from '../types';
import { readDecorators, unquoted } from './decorators';
import { FileImports, mentionOf } from './imports';
import { isOpen } from './open';

/** What the text of a module names of itself and of others. Never throws: text that cannot be read is `isOpen`. */
export function pythonReferences(
  parser: PythonParser,
  text: string
): FileReferences {
  try {
    const scan = moduleScan(text);
    const { root, source, faults } = readTree(parser, scan, 'module');
    const reader = new Reader(root, source, resolveScopes(root, source));
    const strings = scan.strings.map(({ start, end }) =>
      unquoted(text.slice(start, end))
    );
    const found = {
      named: namedKids(root).flatMap(node => reader.named(node)),
      imports: reader.imports.all.map(({ fact, scope }) => ({
        module: fact.module,
        symbol: fact.symbol,
        bound: scope === 0 ? fact.bound : null
      })),
      strings: [...new Set(strings)].filter(one => MODULE.test(one))
    };
    const isFaulty = faults.length > 0 || scan.problems.length > 0;
    return { ...found, isOpen: isFaulty || isOpen(found, source) };
  } catch (error) {
    // The one thing that is expected: text that is nested deeper than the stack goes.
    if (error instanceof RangeError) {
      return { named: [], imports: [], strings: [], isOpen: true };
    }
    throw error;
  }
}

const MODULE = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;
const ATTRIBUTES = /^(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)+/u;
const DEFINITIONS = new Set(['function_definition', 'class_definition']);

class Reader {
  constructor(
    root: PyNode,
    private readonly _source: string,
    private readonly _table: ScopeTable
  ) {
    this.imports = new FileImports(root, _source, _table);
  }

  readonly imports: FileImports;

  /** One statement of a file or class: what it defines, or each name that it binds. */
  named(node: PyNode): readonly Named[] {
    const inner =
      node.type === 'decorated_definition' ? child(node, 'definition') : node;
    if (inner === undefined || !DEFINITIONS.has(inner.type)) {
      return this._statement(node);
    }
    const body = child(inner, 'body');
    const isClass = inner.type === 'class_definition';
    const members = isClass && body !== undefined ? namedKids(body) : [];
    const apart = members.filter(one => isDefinition(one));
    return [
      {
        name: this._text(child(inner, 'name')),
        mentions: this._mentions(node, apart),
        parameters: isClass ? [] : this._parameters(inner),
        decorators: readDecorators(node, this._source),
        own: this._own(node),
        members: members.flatMap(one => this.named(one))
      }
    ];
  }

  private _statement(node: PyNode): readonly Named[] {
    const bound = this._within(node)
      .filter(({ access }) => access === 'bind')
      .map(({ name }) => name);
    const mentions = this._mentions(node, []);
    const nothing = { parameters: [], decorators: [], own: [], members: [] };
    const names = bound.length === 0 ? [''] : [...new Set(bound)];
    return names.map(name => ({ name, mentions, ...nothing }));
  }

  /** What is read in a stretch, but for some stretches inside. */
  private _mentions(node: PyNode, apart: readonly Span[]): readonly Mention[] {
    const reads = this._within(node).filter(
      ({ access, span }) =>
        access === 'read' &&
        !apart.some(({ start, end }) => start <= span.start && span.end <= end)
    );
    const found = reads.flatMap(one => {
      const attributes = this._attributes(one);
      const imported = this.imports
        .of(one)
        .map(fact => mentionOf(fact, attributes));
      const isOwn = one.global;
      return isOwn
        ? [...imported, { module: null, path: [one.name, ...attributes] }]
        : imported;
    });
    const keys = new Map(found.map(one => [JSON.stringify(one), one]));
    return [...keys.values()];
  }

  private _own(node: PyNode): readonly string[] {
    const found = this._within(node).flatMap(one =>
      /^(self|cls)$/.test(one.name) ? this._attributes(one).slice(0, 1) : []
    );
    return [...new Set(found)];
  }

  private _attributes({ span }: Occurrence): readonly string[] {
    const rest = this._source.slice(span.end, span.end + 500);
    const chain = ATTRIBUTES.exec(rest)?.[0] ?? '';
    return chain
      .split('.')
      .slice(1)
      .map(one => normaliseName(one.trim()));
  }

  private _within({ start, end }: Span): readonly Occurrence[] {
    return this._table.occurrences.filter(
      ({ span }) => span.start >= start && span.end <= end
    );
  }

  private _parameters(definition: PyNode): readonly string[] {
    const list = child(definition, 'parameters');
    return (list === undefined ? [] : namedKids(list)).flatMap(one => {
      switch (one.type) {
        case 'identifier':
          return [this._text(one)];
        case 'typed_parameter':
          return [this._text(firstNamed(one))];
        default:
          return [];
      }
    });
  }

  private _text(node: PyNode | undefined): string {
    return node === undefined
      ? ''
      : normaliseName(this._source.slice(node.start, node.end));
  }
}

function isDefinition({ type }: PyNode): boolean {
  return DEFINITIONS.has(type) || type === 'decorated_definition';
}
