import type { Call, NameUse } from '../../facts';
import type { Occurrence } from '../types';
import type { Names } from './names';
import type { Place } from './place';

/** What one statement yields while it is walked in order of text. */
export class Collector {
  readonly uses: NameUse[] = [];
  readonly calls: Call[] = [];
  /** Names whose object a store changes, at once and later. */
  readonly mutates = new Set<string>();
  readonly deferredMutates = new Set<string>();

  constructor(
    readonly names: Names,
    readonly source: string,
    private readonly classReads: ReadonlySet<number>
  ) {}

  /** Notes what the scope table says of the identifier at that offset. */
  identifier(offset: number, place: Place, extra: Partial<NameUse> = {}): void {
    for (const occurrence of this.names.at(offset)) {
      if (occurrence.access !== 'declare' && this.reaches(occurrence, place)) {
        this.occurrence(occurrence, place, extra);
      }
    }
  }

  private occurrence(
    occurrence: Occurrence,
    place: Place,
    extra: Partial<NameUse>
  ): void {
    const { name, span, access, annotation } = occurrence;
    const reads = access === 'read';
    const evaluated = annotation === 'evaluated' && !place.ignored;
    this.add(
      {
        name,
        span,
        access: access === 'bind' ? 'write' : reads ? 'read' : 'delete',
        when: place.late === undefined ? 'eager' : 'deferred',
        ...(place.late === undefined ? {} : { late: place.late }),
        ...(annotation === undefined
          ? {}
          : { annotation: evaluated ? 'evaluated' : 'string' }),
        ...(reads ? extra : {})
      },
      occurrence.scope
    );
  }

  /** `except … as e` takes `e` away at its end. */
  forgotten(offset: number, place: Place): void {
    const occurrence = this.names.find(offset, 'bind');
    if (occurrence?.global) {
      this.occurrence({ ...occurrence, access: 'delete' }, place, {});
    }
  }

  /** A name inside a string that the scope of `place` would find in the notebook. */
  inString(
    name: string,
    span: { readonly start: number; readonly end: number },
    place: Place,
    extra: Partial<NameUse>
  ): void {
    if (!this.names.isLocalAt(name, place.scope)) {
      const { late } = place;
      const when = late === undefined ? 'eager' : 'deferred';
      this.add(
        {
          name,
          span,
          access: 'read',
          when,
          ...(late === undefined ? {} : { late }),
          ...extra
        },
        place.scope
      );
    }
  }

  private add(use: NameUse, scope: number): void {
    const localNames = this.names.localsAround(scope);
    this.uses.push(localNames.length === 0 ? use : { ...use, localNames });
  }

  /** The name is the notebook's, or one that a class body looks up there. */
  private reaches(occurrence: Occurrence, place: Place): boolean {
    if (occurrence.global) {
      return true;
    }
    if (occurrence.access !== 'read' || !this.names.isClassLocal(occurrence)) {
      return false;
    }
    // A class inside a function is not followed: reads before the first binding count.
    return place.late === undefined
      ? this.classReads.has(occurrence.span.start)
      : !this.names.boundBefore(occurrence);
  }

  /** The object at the root of a store is changed. */
  mutation(offset: number, place: Place): void {
    const occurrence = this.names.find(offset, 'read');
    if (occurrence !== undefined && this.reaches(occurrence, place)) {
      const late = place.late !== undefined && !place.late.atOnce;
      (late ? this.deferredMutates : this.mutates).add(occurrence.name);
    }
  }
}
