import type { Place } from './index-notebook';

/** Reads that arise because calls of moved functions now pass notebook variables: by statement. */
export class AddedReads {
  constructor(
    private readonly _parameters: ReadonlyMap<string, readonly string[]>
  ) {}

  /** Names that the statement reads in addition, at once or late. */
  of(place: Place, when: 'eager' | 'deferred'): string[] {
    if (this._parameters.size === 0) {
      return [];
    }
    return place.statement.uses
      .filter(use => use.call !== undefined && use.when === when)
      .flatMap(use => this._parameters.get(use.name) ?? []);
  }

  /** A moved function takes it: whoever calls that function has to pass it. */
  isPassed(name: string): boolean {
    return [...this._parameters.values()].some(names => names.includes(name));
  }

  reads(place: Place, name: string): boolean {
    return (
      this.of(place, 'eager').includes(name) ||
      this.of(place, 'deferred').includes(name)
    );
  }
}
