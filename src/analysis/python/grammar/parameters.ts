import type { Token } from '../scan/tokens';
import type { Cursor } from './cursor';
import { toType } from './forms';
import { expression, starExpression } from './expressions';
import { bitwiseOr } from './operators';
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
  const from = p.tree.mark();
  const token = p.advance();
  const first = p.tree.mark();
  const names = parameterList(p, ':', false);
  if (p.tree.mark() > first) {
    p.tree.close(first, 'lambda_parameters');
    p.tree.label('parameters');
  }
  p.expect(':');
  const { scope, types } = p;
  p.scope = newScope('lambda', scope, names);
  p.types = 0;
  expression(p);
  p.scope = scope;
  p.types = types;
  p.tree.label('body');
  p.tree.close(from, 'lambda');
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
  const from = p.tree.mark();
  if (p.accept('**')) {
    if (seen.bareStar) {
      p.unexpected('a name must follow the bare *');
    }
    parameterName(p, seen);
    p.tree.close(from, 'dictionary_splat_pattern');
    if (annotation(p, annotated, expression)) {
      p.tree.close(from, 'typed_parameter');
    }
    return true;
  }
  if (p.key === '*') {
    star(p, seen, annotated);
    return false;
  }
  const name = parameterName(p, seen);
  seen.bareStar = false;
  const typed = annotation(p, annotated, expression);
  if (p.key === '=') {
    seen.default = true;
    p.tree.label('name', from);
    p.advance();
    expression(p);
    p.tree.label('value');
    p.tree.close(from, typed ? 'typed_default_parameter' : 'default_parameter');
    return false;
  }
  if (typed) {
    p.tree.close(from, 'typed_parameter');
  }
  if (seen.default && !seen.star) {
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
  p.tree.close(p.tree.mark() - 1, 'positional_separator');
}

function star(p: Cursor, seen: Seen, annotated: boolean): void {
  if (seen.star) {
    p.unexpected("'*' is repeated");
    return;
  }
  const from = p.tree.mark();
  p.advance();
  seen.star = true;
  seen.bareStar = p.key === ',';
  if (seen.bareStar) {
    p.tree.close(from, 'keyword_separator');
    return;
  }
  parameterName(p, seen);
  p.tree.close(from, 'list_splat_pattern');
  if (annotation(p, annotated, starExpression)) {
    p.tree.close(from, 'typed_parameter');
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

/** `: type`, where there is one. */
function annotation(
  p: Cursor,
  annotated: boolean,
  read: (p: Cursor) => Shape
): boolean {
  if (!annotated || !p.accept(':')) {
    return false;
  }
  read(p);
  toType(p);
  p.tree.label('type');
  return true;
}

/** `[T: bound = default, *Ts, **P]` of a function, class or type alias; says whether it is there. */
export function typeParameters(p: Cursor): boolean {
  if (p.key !== '[') {
    return false;
  }
  const from = p.tree.mark();
  p.advance();
  p.types += 1;
  typeParameterList(p);
  p.types -= 1;
  p.expect(']');
  p.tree.close(from, 'type_parameter');
  return true;
}

function typeParameterList(p: Cursor): void {
  const seen: SeenTypes = { names: new Set(), default: false };
  do {
    typeParameter(p, seen);
  } while (p.accept(',') && p.key !== ']');
}

/** What was seen of a list of type parameters so far. */
type SeenTypes = { readonly names: Set<string>; default: boolean };

function typeParameter(p: Cursor, seen: SeenTypes): void {
  const from = p.tree.mark();
  const stars = p.accept('*') ? '*' : p.accept('**') ? '**' : '';
  const token = p.name();
  if (seen.names.has(nameOf(token))) {
    p.note(
      'repeated-parameter',
      token,
      `The type parameter '${token.text}' is repeated.`
    );
  }
  seen.names.add(nameOf(token));
  if (stars !== '') {
    p.tree.close(from, 'splat_type');
  }
  p.tree.close(from, 'type');
  const constraints = [from];
  if (stars === '' && p.accept(':')) {
    constraints.push(p.tree.mark());
    expression(p);
    toType(p);
  }
  if (p.accept('=')) {
    seen.default = true;
    constraints.push(p.tree.mark());
    starred(p, stars);
    toType(p);
  } else if (seen.default) {
    p.note(
      'parameter-order',
      token,
      'A type parameter without a default follows one with a default.'
    );
  }
  closeConstraints(p, constraints.slice(0, -1));
}

/** `T: A = B` is `T` constrained by `A` constrained by `B`. */
function closeConstraints(p: Cursor, marks: readonly number[]): void {
  for (const mark of [...marks].reverse()) {
    p.tree.close(mark, 'constrained_type');
    p.tree.close(mark, 'type');
  }
}

/** The default of a type parameter: that of `*Ts` may be starred. */
function starred(p: Cursor, stars: string): void {
  const from = p.tree.mark();
  if (stars === '*' && p.accept('*')) {
    bitwiseOr(p);
    p.tree.close(from, 'list_splat');
  } else {
    expression(p);
  }
}
