import { byStart, type Span } from '../../../core/span';
import type { Call, NameUse } from '../../facts';
import type { Occurrence } from '../types';
import { distinct } from './distinct';
import type { Names } from './names';
import type { Place } from './place';
import { inner } from './place';
import type { PyNode } from '../tree';

/** Notes what is in one type of node. */
export type Visit = (to: Collector, node: PyNode, place: Place) => void;

export type Visits = readonly (readonly [string, Visit])[];

/** A use that is being put together. */
type Use = { -readonly [K in keyof NameUse]: NameUse[K] };

const ACCESS = {
  read: 'read',
  bind: 'write',
  delete: 'delete',
  declare: 'read'
} as const;

function useOf(
  name: string,
  span: Span,
  access: NameUse['access'],
  { late }: Place
): Use {
  return late === undefined
    ? { name, span, access, when: 'eager' }
    : { name, span, access, when: 'deferred', late };
}

/** A store that changes the object of a name. */
type Change = {
  readonly name: string;
  readonly offset: number;
  readonly late: boolean;
};

/** What one statement yields while it is walked in order of text. */
export class Collector {
  readonly uses: NameUse[] = [];
  readonly calls: Call[] = [];
  private readonly changes: Change[] = [];
  /** Offsets of reads in class bodies that may find the class's own name. */
  private unsettled: Set<number> | null = null;

  constructor(
    readonly names: Names,
    readonly source: string,
    private readonly visits: ReadonlyMap<string, Visit>
  ) {}

  /** Notes what is in a node. */
  collect(node: PyNode, place: Place): void {
    const visit = this.visits.get(node.type);
    if (visit !== undefined) {
      visit(this, node, place);
    } else if (node.kids.length > 0) {
      this.each(node.kids, inner(place));
    }
  }

  each(nodes: readonly (PyNode | undefined)[], place: Place): void {
    for (const node of nodes) {
      if (node !== undefined) {
        this.collect(node, place);
      }
    }
  }

  /** Notes what the scope table says of the identifier at that offset; `extra` goes with its read. */
  identifier(offset: number, place: Place, extra?: Partial<NameUse>): void {
    for (const occurrence of this.names.at(offset)) {
      if (occurrence.access !== 'declare' && this.reaches(occurrence, place)) {
        this.occurrence(occurrence, place, extra);
      }
    }
  }

  private occurrence(
    { name, span, access, annotation, scope }: Occurrence,
    place: Place,
    extra?: Partial<NameUse>
  ): void {
    const use = useOf(name, span, ACCESS[access], place);
    if (annotation !== undefined) {
      const evaluated = annotation === 'evaluated' && !place.ignored;
      use.annotation = evaluated ? 'evaluated' : 'string';
    }
    if (access === 'read' && extra !== undefined) {
      Object.assign(use, extra);
    }
    this.add(use, scope);
  }

  /** `except … as e` takes `e` away at its end. */
  forgotten(offset: number, place: Place): void {
    const occurrence = this.names.find(offset, 'bind');
    if (occurrence?.global) {
      this.occurrence({ ...occurrence, access: 'delete' }, place);
    }
  }

  /** A name inside a string that the scope of `place` would find in the notebook. */
  inString(
    name: string,
    span: Span,
    place: Place,
    extra: Partial<NameUse>
  ): void {
    if (!this.names.isLocalAt(name, place.scope)) {
      const use = useOf(name, span, 'read', place);
      this.add(Object.assign(use, extra), place.scope);
    }
  }

  private add(use: Use, scope: number): void {
    const localNames = this.names.localsAround(scope);
    if (localNames.length > 0) {
      use.localNames = localNames;
    }
    this.uses.push(use);
  }

  /** The name is the notebook's, or one that a class body looks up there. */
  private reaches(occurrence: Occurrence, place: Place): boolean {
    if (occurrence.global) {
      return true;
    }
    if (occurrence.access !== 'read' || !this.names.isClassLocal(occurrence)) {
      return false;
    }
    if (place.late === undefined) {
      this.unsettled ??= new Set<number>();
      this.unsettled.add(occurrence.span.start);
      return true;
    }
    // A class inside a function is not followed: reads before the first binding count.
    return !this.names.boundBefore(occurrence, this.source);
  }

  /** The object at the root of a store is changed. */
  mutation(offset: number, place: Place): void {
    const occurrence = this.names.find(offset, 'read');
    if (occurrence !== undefined && this.reaches(occurrence, place)) {
      const late = place.late !== undefined && !place.late.atOnce;
      this.changes.push({ name: occurrence.name, offset, late });
    }
  }

  /** Names in strings that are looked up where the string stands, by the string's offset. */
  stringNames(): ReadonlyMap<number, readonly string[]> {
    const found = new Map<number, string[]>();
    for (const { name, span, via } of this.uses) {
      if (via === 'query' || via === 'evaluate') {
        found.set(span.start, [...(found.get(span.start) ?? []), name]);
      }
    }
    return found;
  }

  /** The result, once it is known which reads in class bodies may find the notebook's name. */
  settle(classReads: ReadonlySet<number>): Collected {
    const reaches = (offset: number): boolean =>
      !this.unsettled?.has(offset) || classReads.has(offset);
    const changed = (late: boolean): readonly string[] =>
      distinct(
        this.changes
          .filter(one => one.late === late && reaches(one.offset))
          .map(one => one.name)
      );
    return {
      uses: byStart(
        this.unsettled === null
          ? this.uses
          : this.uses.filter(use => reaches(use.span.start))
      ),
      calls: this.calls,
      mutates: changed(false),
      deferredMutates: changed(true)
    };
  }
}

/** Uses in order of text, calls, and names whose object a store changes, at once and later. */
export type Collected = {
  readonly uses: readonly NameUse[];
  readonly calls: readonly Call[];
  readonly mutates: readonly string[];
  readonly deferredMutates: readonly string[];
};
