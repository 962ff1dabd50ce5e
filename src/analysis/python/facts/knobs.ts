import { byStart } from '../../../core/span';
import type { Knob } from '../../facts';
import { constantOf, isNumber } from './literals';
import type { Names } from './names';
import { chained } from './paths';
import type { PyNode } from '../tree';
import { bare, child, kidOf, maskOf, parts } from '../tree';

const NAMED_KNOB = new RegExp(
  `^(random_state|.*seed|C|alpha|beta|gamma|l1|l2|lr|lam|k|eps|tol|cv|frac|degree|depth|epochs|
  |steps|patience|momentum|dropout|weight_decay|threshold|window|periods|nrows|size|
  |n_.+|num_.+|max_.+|min_.+|.+_(size|rate|ratio|frac|fraction|threshold|steps|epochs|iter|depth))$`.replace(
    /\n\s*\|?/g,
    ''
  )
);

const LOOKS = new RegExp(
  '^(plt|pyplot|ax|axs|axes|fig|sns|px|go|alt|plotly|matplotlib|mpl|hv|bokeh)\\b|' +
    '(^|\\.)(plot|hist|boxplot|scatter|barplot|lineplot|pairplot|heatmap|imshow|' +
    'subplots?|figure|legend|savefig|style)\\b'
);

const READERS =
  /(^|\.)(open|read_\w+|to_(csv|parquet|excel|json|pickle|feather|hdf|html|stata)|load|loadtxt|genfromtxt|save|savez|savetxt|dump|imread|imwrite|Path|PurePath|listdir|glob|makedirs)$/;
const SEEDERS =
  /(^|\.)(seed|manual_seed|manual_seed_all|set_seed|seed_everything|default_rng|RandomState|PRNGKey)$/;

const CALL = maskOf('call');

/** Literals that look like parameters of the step. Definitions have theirs already. */
export function knobsOf(
  statement: PyNode,
  names: Names,
  source: string
): readonly Knob[] {
  if (/_definition$/.test(statement.type)) {
    return [];
  }
  const constant = constantOf(statement, names);
  if (constant !== undefined) {
    const { name, valueSpan: span } = constant;
    const text = source.slice(span.start, span.end);
    return text === 'None' ? [] : [{ name, span, assignment: true }];
  }
  const found: Knob[] = [];
  addKnobs(statement, source, found);
  return byStart(found);
}

/** Adds the knobs in calls at and below the node; those of a call that only looks do not count. */
function addKnobs(node: PyNode, source: string, found: Knob[]): void {
  if ((node.holds & CALL) === 0) {
    return;
  }
  const before = found.length;
  const isCall = node.type === 'call' && node.kids.length > 0;
  if (isCall) {
    addKnobsOfCall(node, source, found);
  }
  for (const kid of node.kids) {
    addKnobs(kid, source, found);
  }
  if (isCall && found.length > before && LOOKS.test(pathOf(node, source))) {
    found.length = before;
  }
}

function pathOf(call: PyNode, source: string): string {
  return chained(child(call, 'function'), source) ?? '';
}

function addKnobsOfCall(call: PyNode, source: string, found: Knob[]): void {
  const list = kidOf(call, 'argument_list');
  const given = list === undefined ? [] : parts(list);
  for (const one of given) {
    if (one.type === 'keyword_argument') {
      addKeyword(one, source, found);
    }
  }
  const [first] = given;
  if (first === undefined) {
    return;
  }
  if (isNumber(first) && SEEDERS.test(pathOf(call, source))) {
    found.push(knob('seed', first));
  } else if (isText(first) && READERS.test(pathOf(call, source))) {
    found.push(knob('path', first));
  }
}

function addKeyword(argument: PyNode, source: string, found: Knob[]): void {
  const name = child(argument, 'name');
  const value = child(argument, 'value');
  if (name === undefined || value === undefined || !isNumber(value)) {
    return;
  }
  const text = source.slice(name.start, name.end);
  if (NAMED_KNOB.test(text)) {
    found.push(knob(text, value));
  }
}

function knob(name: string, { start, end }: PyNode): Knob {
  return { name, span: { start, end }, assignment: false };
}

function isText(node: PyNode): boolean {
  const inner = bare(node);
  return (
    inner.type === 'string' &&
    inner.kids.some(kid => kid.type === 'string_content') &&
    !inner.kids.some(kid => kid.type === 'interpolation')
  );
}
