import type { Token } from '../scan/tokens';
import type { Cursor } from './cursor';
import { bitwiseOr, expression, starExpression } from './expressions';
import { nameOf, newScope } from './scope';
import { rejectDebug, shape } from './shape';
import type { Shape } from './shape';

/** What was seen of a parameter list so far. */
type Seen = {
  readonly names: Set<string>;
  default: boolean;
  slash: boolean;
  star: boolean;
  /** A bare `*` that no name has followed yet. */
  bareStar: boolean;
};

/** `lambda parameters: body`. */
export function lambdaExpression(p: Cursor): Shape {
  const token = p.advance();
  const names = parameterList(p, ':', false);
  p.expect(':');
  const { scope, types } = p;
  p.scope = newScope('lambda', scope, names);
  p.types = 0;
  expression(p);
  p.scope = scope;
  p.types = types;
  return shape('other', token, 'a lambda');
}

/** Parameters up to `close`, which is not read; their names. Defaults and annotations are read
 *  in the current scope. */
export function parameterList(
  p: Cursor,
  close: string,
  annotated: boolean
): Set<string> {
  const seen: Seen = {
    names: new Set(),
    default: false,
    slash: false,
    star: false,
    bareStar: false
  };
  while (p.key !== close && !p.failed) {
    const last = parameter(p, seen, annotated);
    if (!p.accept(',') || last) {
      break;
    }
  }
  if (seen.bareStar) {
    p.unexpected('a name must follow the bare *');
  }
  return seen.names;
}

/** Reads one parameter; says whether none may follow. */
function parameter(p: Cursor, seen: Seen, annotated: boolean): boolean {
  if (p.key === '/') {
    slash(p, seen);
    return false;
  }
  if (p.accept('**')) {
    if (seen.bareStar) {
      p.unexpected('a name must follow the bare *');
    }
    parameterName(p, seen);
    annotation(p, annotated, expression);
    return true;
  }
  if (p.key === '*') {
    star(p, seen, annotated);
    return false;
  }
  const name = parameterName(p, seen);
  seen.bareStar = false;
  annotation(p, annotated, expression);
  if (p.accept('=')) {
    seen.default = true;
    expression(p);
  } else if (seen.default && !seen.star) {
    const message = 'A parameter without a default follows one with a default.';
    p.note('parameter-order', name, message);
  }
  return false;
}

function slash(p: Cursor, seen: Seen): void {
  if (seen.slash || seen.star || seen.names.size === 0) {
    p.unexpected("'/' is misplaced");
    return;
  }
  seen.slash = true;
  p.advance();
}

function star(p: Cursor, seen: Seen, annotated: boolean): void {
  if (seen.star) {
    p.unexpected("'*' is repeated");
    return;
  }
  p.advance();
  seen.star = true;
  seen.bareStar = p.key === ',';
  if (!seen.bareStar) {
    parameterName(p, seen);
    annotation(p, annotated, starExpression);
  }
}

function parameterName(p: Cursor, seen: Seen): Token {
  const token = p.name();
  const name = nameOf(token);
  if (seen.names.has(name)) {
    p.note('repeated-parameter', token, `The parameter '${name}' is repeated.`);
  }
  rejectDebug(p, token);
  seen.names.add(name);
  return token;
}

function annotation(
  p: Cursor,
  annotated: boolean,
  read: (p: Cursor) => Shape
): void {
  if (annotated && p.accept(':')) {
    read(p);
  }
}

/** `[T: bound = default, *Ts, **P]` of a function, class or type alias; says whether it is there. */
export function typeParameters(p: Cursor): boolean {
  if (!p.accept('[')) {
    return false;
  }
  p.types += 1;
  const names = new Set<string>();
  let defaults = false;
  do {
    const stars = p.accept('*') ? '*' : p.accept('**') ? '**' : '';
    const token = p.name();
    if (names.has(nameOf(token))) {
      p.note(
        'repeated-parameter',
        token,
        `The type parameter '${token.text}' is repeated.`
      );
    }
    names.add(nameOf(token));
    if (stars === '' && p.accept(':')) {
      expression(p);
    }
    if (p.accept('=')) {
      defaults = true;
      if (stars === '*' && p.accept('*')) {
        bitwiseOr(p);
      } else {
        expression(p);
      }
    } else if (defaults) {
      p.note(
        'parameter-order',
        token,
        'A type parameter without a default follows one with a default.'
      );
    }
  } while (p.accept(',') && p.key !== ']');
  p.types -= 1;
  p.expect(']');
  return true;
}
