import { toAscii } from './ascii';
import { verbOf, verbOfAct } from './verbs';

const MOST_WORDS = 5;
const LONGEST = 40;

/** Words that carry nothing in a name. */
const EMPTY = new Set(
  (
    'a an the our my your their its this that these those some of is are was were be been let lets us we i ' +
    'you please now then next first second third finally lastly here there just also simply so ll re ve s t ' +
    'do does did can could should would will need needs want wants going how what why which who where when if ' +
    'it them step part section exercise task question problem have has had being following example solution answer'
  ).split(' ')
);

/** Words that must not end a name. */
const LINKS = new Set(
  'and or by with for in from to per on into as at using via based called named given each following'.split(
    ' '
  )
);

/** Headings that say nothing of what the code does. */
const BLANKET = new Set(
  (
    'introduction conclusion conclusions overview summary results result imports libraries code cell example ' +
    'examples misc miscellaneous notes note appendix references setup solution solutions contents background ' +
    'untitled'
  ).split(' ')
);

// Rulers, notes to oneself, directives, links, and code that was commented out.
const NO_PROSE =
  /[=[\]{}<>|\\$@]|\w\(|:\/\/|^[%!>]|^(?:todo|fixme|xxx|hack|note|warning|noqa|type:|pylint|pragma|flake8|in\s*$)\b|^(?:import [\w., ]+|del \w+|return\b.*|(?:def|class) \w+.*:)$|^from \S+ import\b/i;

/**
 * A function name for a comment or heading, verb first: `Clean the prices` gives `clean_prices`,
 * `Data cleaning` gives `clean_data`, `Prices` gives the `verb` given and `prices`. `null` where the text
 * is no prose, says nothing, or is in letters that ASCII has no counterpart for.
 */
export function nameOfPhrase(text: string, verb: string): string | null {
  const lines = text.split(/\r\n|\r|\n/).map(plainLine);
  for (const line of lines.filter(l => l !== '')) {
    const words = contentWords(line);
    if (words !== null && words.length > 0) {
      return assemble(verbFirst(words, verb, line));
    }
  }
  return null;
}

/** A line of a comment or of Markdown without its marks. */
function plainLine(line: string): string {
  return line
    .trim()
    .replace(/^#+:?\s*/, '')
    .replace(/^[-*+>]\s+/, '')
    .replace(/^[a-z][.)]\s+/i, '')
    .replace(/^how many\b/i, 'count')
    .replace(/\b(?:e\.g|i\.e)\./gi, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]|\b_|_\b/g, '')
    .replace(
      /^(step|part|section|chapter|task|question|q)?[\s.]*[\dIVXivx]*\d?[\s.)]*[:.)-]\s*/i,
      ''
    )
    .replace(/^[\d.]+\s+/, '')
    .trim();
}

/** Half a sentence: it tells why or how, not what. */
const ASIDE =
  /^(?:if|when|while|since|because|as|so|but|and|or|using|with|via|otherwise|else|unless|until|after|before)\b/i;

function contentWords(line: string): string[] | null {
  if (NO_PROSE.test(line) || ASIDE.test(line)) {
    return null;
  }
  const clause = toAscii(line).split(/[.:;!?(,/]| -+ |[–—…]/)[0];
  if (/[^\p{ASCII}]/u.test(clause.replace(/[^\p{L}]/gu, ''))) {
    return null;
  }
  const words = clause.match(/[a-z\d]+/g) ?? [];
  const content = words.filter(word => !EMPTY.has(word) && !/^\d+$/.test(word));
  const start = content.findIndex(word => !LINKS.has(word));
  const kept = start < 0 ? [] : content.slice(start);
  return kept.length === 1 && BLANKET.has(kept[0]) ? [] : kept;
}

function verbFirst(
  words: readonly string[],
  verb: string,
  line: string
): string[] {
  const [first, ...rest] = words;
  const last = words[words.length - 1];
  if (words.length > 1 && last === verb) {
    return [verb, ...words.slice(0, -1)];
  }
  if (/^cross_validation/.test(words.join('_'))) {
    return ['cross', 'validate', ...words.slice(2)];
  }
  const leading = verbOf(first) ?? verbOfAct(first);
  if (
    leading !== null &&
    !isPlural(first, leading, line) &&
    !isPartOfData(words)
  ) {
    return [leading, ...rest];
  }
  const closing = verbOfAct(last);
  return closing === null ? [verb, ...words] : [closing, ...words.slice(0, -1)];
}

/** `Train data` and `Test accuracy` name one half of a split, where `Train the model` is an act. */
function isPartOfData([first, second = '']: readonly string[]): boolean {
  return (
    /^(train|training|test|testing)$/.test(first) &&
    /^(data|dataset|set|split|accurac|score|error|loss|result|feature|label|sample)/.test(
      second
    )
  );
}

/** `Counts per city` and `Duplicates`, where `Counts the cities` is an act. */
function isPlural(word: string, verb: string, line: string): boolean {
  const acts = /^\W*\w+\s+(?:the|a|an|all|each|every|our|my|its|this)\b/i.test(
    line
  );
  return word.endsWith('s') && word !== verb && !acts;
}

function assemble(words: readonly string[]): string {
  const kept = words.slice(0, MOST_WORDS);
  while (
    kept.length > 1 &&
    (LINKS.has(kept[kept.length - 1]) || kept.join('_').length > LONGEST)
  ) {
    kept.pop();
  }
  return kept.join('_').slice(0, LONGEST).replace(/_+$/, '');
}
