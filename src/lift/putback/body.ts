import type { Statement } from '../../analysis/facts';
import type { LiftedCall } from './call';
import { namesIn } from './call';
import type { Source } from './source';

/**
 * The body with its `return` turned into what the call did with the value: bound to its targets, shown, or
 * left alone. What the call did not show is not shown: a last expression gets a `;`.
 */
export function bodyForCall(
  { body, facts }: Source,
  { target, targets, place }: LiftedCall,
  isLast: boolean
): string {
  const { statements } = facts;
  const last = statements[statements.length - 1];
  const returns =
    last?.hazards.some(one => one.code === 'return-outside') ?? false;
  if (!returns) {
    const rest = last === undefined ? body : silent(body, last, isLast);
    const none = target === null ? '' : `${target} = None`;
    return joined(rest.replace(/^pass$/, ''), none);
  }
  const head = body.slice(0, last.span.start);
  const tail = body.slice(last.span.end);
  const value = body
    .slice(last.span.start, last.span.end)
    .replace(/^return\b[ \t]*/, '');
  if (target !== null) {
    const same =
      namesIn(value)?.join() === targets.join() &&
      !/,\s*\)?$/.test(value + target);
    const line = same ? '' : `${target} = ${value === '' ? 'None' : value}`;
    return line === '' ? withoutReturn(head, tail) : head + line + tail;
  }
  if (value === '') {
    return silentEnd(
      withoutReturn(head, tail),
      statements.slice(0, -1),
      isLast
    );
  }
  const quiet = isLast && !place.statement.shown ? ';' : '';
  return head + value + quiet + tail;
}

function silentEnd(
  text: string,
  statements: readonly Statement[],
  isLast: boolean
): string {
  const last = statements[statements.length - 1];
  return last === undefined ? text : silent(text, last, isLast);
}

/** A `;` behind a last expression whose value the cell would show. */
function silent(text: string, last: Statement, isLast: boolean): string {
  const { span, expression, semicolonEnd } = last;
  const shows =
    isLast &&
    expression !== undefined &&
    !expression.prints &&
    semicolonEnd === null;
  return shows ? `${text.slice(0, span.end)};${text.slice(span.end)}` : text;
}

function withoutReturn(head: string, tail: string): string {
  return joined(head.trimEnd(), tail.trim());
}

function joined(...parts: readonly string[]): string {
  return parts.filter(part => part.trim() !== '').join('\n');
}
