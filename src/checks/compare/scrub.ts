/**
 * What differs from process to process and says nothing: addresses, generated ids, the names that IPython gives
 * to cells, scratch paths, colours, progress bars that were overwritten.
 */
const ALWAYS: readonly (readonly [RegExp, string])[] = [
  [/\u001b\[[0-9;?]*[A-Za-z]/g, ''],
  [/(?<=\bat )0x[0-9a-fA-F]{6,}\b/g, '0x…'],
  [/[^\s'"<>]*ipykernel_\d+[/\\]\d+\.py/g, '<cell>'],
  [/\bipykernel_\d+/g, '<cell>'],
  [/<ipython-input-[\w-]+>/g, '<cell>'],
  // An error in a cell's text names the line, which a rewrite moves.
  [/(?<=\(<?[\w.…-]+>?, )line \d+(?=\)$)/gm, 'line …'],
  [/[^\s'"<>]*\/lift-scratch-\w+\/[^/\s'"<>]+/g, '<project>'],
  [/(?<=\/)tmp[a-z0-9_]{8}\b/g, '<tmp>'],
  [/\bT_[0-9a-f]{5}(?![0-9a-f])/g, 'T_'],
  [/sk-(container|estimator)-id-\d+/g, 'sk-$1-id-'],
  [/altair-viz-[0-9a-f]{32}/g, 'altair-viz-'],
  [/\bid=(['"])\d{10,}\1/g, 'id='],
  [/\bid=\d{10,}/g, 'id='],
  [/(<Task \w+ name='Task-)\d+/g, '$1']
];

/** How long something took. */
export const DURATION =
  /\b\d+(\.\d+)?(e-?\d+)?\s*(ns|[µμ]s|us|ms|s|sec|secs|seconds?|minutes?|min|it\/s|s\/it|it)\b(?!\w)/g;

/** What a clock or a generator of ids gives: another thing in every run of the same code. */
export const NOISE: readonly (readonly [RegExp, string])[] = [
  [/\b0x[0-9a-fA-F]{6,}\b/g, '0x…'],
  [
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    '<uuid>'
  ],
  [/\b[0-9a-f]{32}\b/g, '<uuid>'],
  [
    /\b\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?)?(Z|[+-]\d\d:?\d\d)?/g,
    '<date>'
  ],
  [/\b\d{1,2}:\d\d(:\d\d([.,]\d+)?)?\b/g, '<time>'],
  [DURATION, '<time>'],
  [/\b\d+(\.\d+)?[kMG]?\s*(B\/s|[kKMG]i?B\/s)/g, '<time>']
];

/** The text without what says nothing. Two runs of one process image would print it alike. */
export function scrub(text: string): string {
  const shown = text.includes('\r') ? overwritten(text) : text;
  const plain = ALWAYS.reduce(
    (done, [pattern, mark]) => done.replace(pattern, mark),
    shown
  );
  return plain.replace(/[ \t]+$/gm, '').replace(/\n+$/, '');
}

/** The same, and without the owner of a name inside a repr: what a lifted module has now the notebook had. */
export function scrubLifted(
  modules: readonly string[]
): (text: string) => string {
  const names = ['__main__', ...modules].map(name =>
    name.replace(/\./g, '\\.')
  );
  const owner = new RegExp(
    `(?<![\\w.])(?:${names.join('|')})\\.(?!py\\b)(?=[A-Za-z_])`,
    'g'
  );
  return text => scrub(text).replace(owner, '');
}

/** The text without times, dates and generated ids either. To be used only where two runs of the same code
 *  differ: dates are data too. */
export function withoutNoise(text: string): string {
  return NOISE.reduce(
    (done, [pattern, mark]) => done.replace(pattern, mark),
    text
  );
}

/** What stays of lines that were written over from their beginning. */
function overwritten(text: string): string {
  return text
    .split('\n')
    .map(line => line.replace(/\r+$/, '').split('\r').pop() ?? '')
    .join('\n');
}
