import type { NameUse } from '../../facts';
import type { Consumption } from './consumers';
import { KEPT, asKeyword } from './consumers';

/** Where in a statement the collector stands. */
export type Place = {
  /** Index of the scope. */
  readonly scope: number;
  /** What keeps the code for later; absent where it runs with the statement. */
  readonly late?: NameUse['late'];
  /** Inside an annotation. */
  readonly annotation?: boolean;
  /** An annotation of a function's own variable, which nothing ever evaluates. */
  readonly ignored?: boolean;
  /** A library looks names up that it finds in strings here. */
  readonly evaluates?: 'query' | 'evaluate';
  /** How the value of the expression is used up. */
  readonly use: Consumption;
  /** The expression is a whole right side or a whole statement. */
  readonly bare?: boolean;
};

/** Every place has all its fields: objects of one make are copied faster. */
export const TOP: Place = {
  scope: 0,
  late: undefined,
  annotation: undefined,
  ignored: undefined,
  evaluates: undefined,
  use: KEPT,
  bare: false
};

/** Inside a part of an expression whose value goes on into something else. */
export function inner(place: Place): Place {
  return using(place, KEPT);
}

/** Inside a part of an expression whose value is used up like that. */
export function using(
  place: Place,
  use: Consumption,
  evaluates = place.evaluates
): Place {
  if (place.use === use && !place.bare && place.evaluates === evaluates) {
    return place;
  }
  const { scope, late, annotation, ignored } = place;
  return { scope, late, annotation, ignored, evaluates, use, bare: false };
}

/** A whole right side or a whole statement, unless `bare` says otherwise. */
export function whole(place: Place, bare: boolean, use = KEPT): Place {
  const { scope, late, annotation, ignored, evaluates } = place;
  return { scope, late, annotation, ignored, evaluates, use, bare };
}

/** Inside a collection, whose functions are called where it is used up. */
export function element(place: Place): Place {
  return using(place, asKeyword(place.use));
}

/** Inside the body of a function, lambda or generator. */
export function deferred(
  place: Place,
  construct: 'function' | 'lambda' | 'generator',
  atOnce: boolean,
  scope: number
): Place {
  const { late } = place;
  // What keeps the code longest decides: the outermost that is not used up at once.
  const holds = late !== undefined && (!late.atOnce || atOnce);
  return { ...TOP, scope, late: holds ? late : { construct, atOnce } };
}
