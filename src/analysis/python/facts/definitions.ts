import type { Call, Definition, NameUse, Signature } from '../../facts';
import { normaliseName } from '../identifiers';
import { caches, decoratorsOf, pathOf } from './decorators';
import { isImmutableLiteral } from './literals';
import type { Names } from './names';
import type { PyNode } from '../tree';
import { child, kidOf, maskOf, parts, search } from '../tree';

/** What a definition is made of besides its text. */
export function definitionOf(
  statement: PyNode,
  names: Names,
  source: string,
  uses: readonly NameUse[],
  calls: readonly Call[]
): Definition | undefined {
  const node =
    statement.type === 'decorated_definition'
      ? child(statement, 'definition')
      : statement;
  const isClass = node?.type === 'class_definition';
  if (node === undefined || !(isClass || node.type === 'function_definition')) {
    return undefined;
  }
  const name = child(node, 'name');
  const decorators = decoratorsOf(statement);
  const scope = names.scopeAt(node.start, isClass ? 'class' : 'function', -1);
  return {
    name: names.find(name?.start ?? -1, 'bind')?.name ?? '',
    kind: isClass
      ? 'class'
      : kidOf(node, 'async')
        ? 'async function'
        : 'function',
    ...readsOf(uses),
    decorated: decorators.length > 0,
    annotated: isAnnotated(node),
    eagerCalls: calls.flatMap((call, at) =>
      call.when === 'eager' ? [at] : []
    ),
    holdsState: holdsState(node, decorators, source),
    ...(isClass ? {} : { signature: signatureOf(node, source) }),
    locals: names.localsOf(scope)
  };
}

function readsOf(
  uses: readonly NameUse[]
): Pick<Definition, 'eagerReads' | 'bodyReads' | 'globalWrites'> {
  const of = (when: NameUse['when'], reads: boolean): string[] => [
    ...new Set(
      uses
        .filter(
          use =>
            use.when === when &&
            (use.access === 'read') === reads &&
            use.annotation !== 'string' &&
            use.via !== 'formula'
        )
        .map(use => use.name)
    )
  ];
  return {
    eagerReads: of('eager', true),
    bodyReads: of('deferred', true),
    globalWrites: of('deferred', false)
  };
}

/** Annotations of its own parameters, result or class body. */
function isAnnotated(node: PyNode): boolean {
  if (child(node, 'return_type') !== undefined) {
    return true;
  }
  if (node.type === 'class_definition') {
    return (child(node, 'body')?.kids ?? []).some(one =>
      isAnnotatedMember(one)
    );
  }
  return parts(child(node, 'parameters') ?? node).some(
    one => child(one, 'type') !== undefined
  );
}

function isAnnotatedMember(member: PyNode): boolean {
  const inner =
    member.type === 'decorated_definition'
      ? child(member, 'definition')
      : member;
  if (inner?.type === 'function_definition') {
    return isAnnotated(inner);
  }
  return inner?.kids.some(kid => child(kid, 'type') !== undefined) ?? false;
}

/** A reload would lose it: a mutable default, a class attribute, a cache. */
function holdsState(
  node: PyNode,
  decorators: readonly PyNode[],
  source: string
): boolean {
  if (decorators.some(one => caches(one, source))) {
    return true;
  }
  if (node.type === 'function_definition') {
    return parts(child(node, 'parameters') ?? node).some(one => {
      const value = child(one, 'value');
      return value !== undefined && !isImmutableLiteral(value);
    });
  }
  const record = decorators.some(one =>
    /(^|\.)(dataclass|define|frozen|attrs|unique)$/.test(
      pathOf(one, source) ?? ''
    )
  );
  const listed =
    /\b(Enum|IntEnum|StrEnum|Flag|IntFlag|NamedTuple|TypedDict|BaseModel|Protocol)\b/;
  const bases = child(node, 'superclasses');
  const isRecord =
    record ||
    (bases !== undefined && listed.test(source.slice(bases.start, bases.end)));
  return (child(node, 'body')?.kids ?? []).some(one =>
    memberHoldsState(one, isRecord, source)
  );
}

const ASSIGNMENT = maskOf('assignment', 'augmented_assignment');

/** Fields of a record are no state as long as their defaults cannot change. */
function memberHoldsState(
  member: PyNode,
  record: boolean,
  source: string
): boolean {
  if (member.type === 'decorated_definition') {
    const inner = child(member, 'definition');
    return (
      inner !== undefined && holdsState(inner, decoratorsOf(member), source)
    );
  }
  if (/_definition$/.test(member.type)) {
    return holdsState(member, [], source);
  }
  let found = false;
  search(member, ASSIGNMENT, node => {
    const left = child(node, 'left');
    const value = child(node, 'right');
    if (/assignment$/.test(node.type) && left && value) {
      const dunder = /^__\w+__$/.test(source.slice(left.start, left.end));
      const safe =
        record && (isImmutableLiteral(value) || isField(value, source));
      found = found || !(dunder || safe);
    }
    return !/_definition$/.test(node.type);
  });
  return found;
}

function isField(value: PyNode, source: string): boolean {
  return /^(\w+\.)?(field|Field|auto|attrib|ib)\s*\(/.test(
    source.slice(value.start, value.end)
  );
}

/** Where a keyword-only parameter goes in. */
function signatureOf(node: PyNode, source: string): Signature | undefined {
  const list = child(node, 'parameters');
  if (list === undefined) {
    return undefined;
  }
  const all = parts(list).concat(
    list.kids.filter(
      kid => kid.type === 'keyword_separator' && !kid.kids.length
    )
  );
  const ordered = [...new Set(all)].sort((a, b) => a.start - b.start);
  const rest = ordered.find(one => starsOf(one) === 2);
  const before = ordered.filter(one => starsOf(one) !== 2);
  const last = before[before.length - 1];
  return {
    insertAt: last?.end ?? list.start + 1,
    afterParameter: last !== undefined,
    beforeParameter: rest !== undefined && last === undefined,
    hasStar: before.some(one => starsOf(one) === 1),
    parameters: ordered.flatMap(one => nameOf(one, source))
  };
}

/** 1 for `*args` and `*`, 2 for `**kwargs`. */
function starsOf(parameter: PyNode): number {
  const inner =
    parameter.type === 'typed_parameter' ? parameter.kids[0] : parameter;
  switch (inner.type) {
    case 'keyword_separator':
    case 'list_splat_pattern':
      return 1;
    case 'dictionary_splat_pattern':
      return 2;
    default:
      return 0;
  }
}

function nameOf(parameter: PyNode, source: string): string[] {
  if (/separator$/.test(parameter.type)) {
    return [];
  }
  let found: PyNode | undefined = parameter;
  while (found !== undefined && found.type !== 'identifier') {
    found =
      child(found, 'name') ?? found.kids.find(kid => !/^\*/.test(kid.type));
  }
  return found === undefined
    ? []
    : [normaliseName(source.slice(found.start, found.end))];
}
