import type { Context } from './context';
import { headingOf } from './heading';
import type { Place } from './index-notebook';

/** Marks of cells, directives for tools, and notes to oneself: comments that say nothing of the code. */
const NO_REMARK =
  /^(?:%%|!|@|\||\+|<|-\*-|(?:in|out) ?\[|(?:todo|fixme|xxx|hack|noqa|nosec|pragma|pylint|flake8|mypy|ruff|isort|yapf|fmt|cspell|endregion|type ?:|coding[:=]|vim:|language ?[:=]))/i;

/** What opens a block of code. */
const BLOCK =
  /^(?:(?:if|elif|for|while|with|def|class|try|except|finally|else|async)\b.*:|return\b.*|(?:import|from) [\w., ]+)$/;

/** A heading for the imports that stand below it. */
const OF_IMPORTS = /\b(?:imports?|importing|setup|librar|packages?|dependenc)/i;

/** The same where other code stands in the cell of the imports too: `Import the data` may mean that code. */
const OF_LIBRARIES = /\b(?:librar|packages?|modules?|dependenc)/i;

/** What the code begins with to say what it does: a comment or a string that nothing uses; `null` where there is
 *  none. Marks of cells, directives and code that was commented out are passed over. */
export function leadingComment(
  context: Context,
  code: readonly Place[]
): string | null {
  const [first] = code;
  const source = context.index.sourceOf(first.cell);
  const facts = context.index.analysis.cells[first.cell];
  const before =
    first.index === 0
      ? 0
      : context.index.placesOf(first.cell)[first.index - 1].statement.span.end;
  const lines = (facts?.comments ?? [])
    .filter(
      span =>
        span.start >= before &&
        span.end <= first.statement.span.start &&
        startsLine(source, span.start)
    )
    .map(({ start, end }) => ({
      start,
      end,
      text: source
        .slice(start, end)
        .replace(/^#+:?\s*/, '')
        .trim()
    }));
  const at = lines.findIndex(({ text }) => isRemark(context, text));
  return at < 0
    ? leadingString(context, first, source)
    : continued(context, source, lines.slice(at));
}

/** A remark with the lines right below it that go on with its sentence. */
function continued(
  context: Context,
  source: string,
  lines: readonly { start: number; end: number; text: string }[]
): string {
  const [first] = lines;
  let { text, end } = first;
  for (const next of lines.slice(1)) {
    const near = /^[ \t]*\r?\n?[ \t]*$/.test(source.slice(end, next.start));
    const goesOn = /[^.!?:;]$/.test(text) && /^[a-zà-ɏ(]/.test(next.text);
    if (!near || !goesOn || !isRemark(context, next.text)) {
      break;
    }
    text = `${text} ${next.text}`;
    end = next.end;
  }
  return text;
}

/** A string at the start that nothing uses: some write their comments so. */
function leadingString(
  context: Context,
  { statement }: Place,
  source: string
): string | null {
  const { kind, expression, span, shown } = statement;
  if (kind !== 'expression' || expression?.form !== 'string' || shown) {
    return null;
  }
  const text = source
    .slice(span.start, span.end)
    .replace(/^[rRuU]?("""|'''|"|')([^]*)\1$/, '$2')
    .trim()
    .split(/\r?\n/)[0]
    .trim();
  return isRemark(context, text) ? text : null;
}

/** The text tells a reader something. */
function isRemark(context: Context, text: string): boolean {
  return (
    /[A-Za-zÀ-ɏ]{3}/.test(text) &&
    !NO_REMARK.test(text) &&
    !BLOCK.test(text) &&
    !isCode(context, text)
  );
}

/** The text parses, and as more than words between operators. */
function isCode({ language }: Context, text: string): boolean {
  const { status, statements } = language.analyze(text);
  return (
    status === 'exact' &&
    statements.some(
      ({ kind, expression, calls }) =>
        kind !== 'expression' ||
        calls.length > 0 ||
        expression?.form === 'attribute'
    )
  );
}

function startsLine(source: string, offset: number): boolean {
  return /(^|[\r\n])[ \t]*$/.test(source.slice(0, offset));
}

/** Text of the Markdown heading right above the code: between them stand only imports and magics. `null` where
 *  there is none, and where it is the title of more than this code. */
export function headingAbove(
  context: Context,
  code: readonly Place[]
): string | null {
  const { cells } = context.index.analysis.snapshot;
  let passed = false;
  for (let at = code[0].cell - 1; at >= 0; at--) {
    if (cells[at].kind === 'markdown') {
      const heading = headingOf(cells[at].source)?.text ?? null;
      return heading === null ||
        isTitle(context, at, code) ||
        (passed && OF_IMPORTS.test(heading)) ||
        (holdsImport(context, code[0].cell) && OF_LIBRARIES.test(heading))
        ? null
        : plainText(heading);
    }
    if (cells[at].kind === 'code' && doesSomething(context, at)) {
      return null;
    }
    passed ||= cells[at].kind === 'code';
  }
  return null;
}

/** A heading of the first level that stands alone above more code than this. */
function isTitle(
  context: Context,
  cell: number,
  code: readonly Place[]
): boolean {
  const { cells } = context.index.analysis.snapshot;
  const own = new Set(code.map(place => place.cell));
  const first = ({ source }: { readonly source: string }) =>
    headingOf(source)?.level === 1;
  return (
    first(cells[cell]) &&
    cells.filter(one => one.kind === 'markdown' && first(one)).length === 1 &&
    cells.some(
      ({ kind, index }) =>
        kind === 'code' && !own.has(index) && doesSomething(context, index)
    )
  );
}

function holdsImport({ index }: Context, cell: number): boolean {
  return index
    .placesOf(cell)
    .some(({ statement }) => statement.kind === 'import');
}

/** The cell holds more than imports and magics. */
function doesSomething({ index }: Context, cell: number): boolean {
  return index
    .placesOf(cell)
    .some(({ statement }) => !/^(import|magic)$/.test(statement.kind));
}

function plainText(heading: string): string {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/\$[^$]*\$/g, '')
    .replace(/[*`$#]/g, '')
    .replace(/(^|\W)_+|_+(?=\W|$)/g, '$1')
    .trim();
}

/** First line of the docstring: the code's comment, else the heading above, else where it comes from. */
export function summaryOf(context: Context, code: readonly Place[]): string {
  const said = leadingComment(context, code) ?? headingAbove(context, code);
  const name = context.index.analysis.snapshot.path.split('/').pop() ?? '';
  const text = said === null ? '' : asSentence(said);
  return /\p{L}{3}/u.test(text)
    ? capital(text, context.index.names)
    : `Lifted from ${name}`;
}

/** The first sentence, without a number before it and without marks at its ends. */
function asSentence(text: string): string {
  const plain = text
    .replace(
      /^(?:(?:step|part|section|chapter|task|exercise|question|q)\s*)?\d+(?:\.\d+)*\s*[:.)-]+\s+/i,
      ''
    )
    .replace(/^[-=*#~_\s]+|[-=*#~_:;,\s]+$/g, '');
  const [sentence] = /^[^]*?[\p{L}\d)]{2}[.!?…](?=\s+\p{Lu})/u.exec(plain) ?? [
    plain
  ];
  return sentence;
}

/** A name of the code keeps its first letter. */
function capital(text: string, names: ReadonlySet<string>): string {
  const [word] = /^[\p{L}\p{N}_.]+/u.exec(text) ?? [''];
  const isName =
    /[_\d.]|\p{Ll}\p{Lu}/u.test(word) || (word.length < 4 && names.has(word));
  return isName ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
