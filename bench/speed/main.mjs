/**
 * `npm run bench:speed [-- --no-peers]`: analysis and planning, warm, on one
 * core, with rope and jedi on the same texts beside it. Prints a Markdown
 * table; ends with 1 where the median of processor time is over its limit.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from './bundle.mjs';
import { measure } from './measure.mjs';
import { timePeers } from './peers.mjs';
import { cellOf, cellsOf, snapshotOf } from './sources.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const made = await load(root);
const language = () => new made.PythonLift(made.parser);

const long = cellOf(200);
const many = cellsOf({ lines: 5000 });
const two = cellsOf({ cells: 200 });
const chosen = [102, 103, 104, 105, 106];
const project = {
  notebookFolder: '',
  module: null,
  importName: { ok: true, name: 'steps' },
  leadingBack: [],
  importers: []
};

/** Analysis of a notebook in which one cell changes each round; throws where more than that cell is read. */
function reanalysis() {
  const kept = language();
  made.analyzeNotebook(snapshotOf(many), kept);
  let analysed = 0;
  let rounds = 0;
  const analyze = kept.analyze.bind(kept);
  const known = new Set(many);
  kept.analyze = source => {
    analysed += known.has(source) ? 0 : 1;
    known.add(source);
    return analyze(source);
  };
  const found = measure(
    cells => made.analyzeNotebook(snapshotOf(cells), kept),
    {
      prepare: round => {
        rounds = round + 1;
        return many.with(300, `changed_${round} = ${round}`);
      }
    }
  );
  return { ...found, analysed: analysed / rounds };
}

function planned() {
  const kept = language();
  const analysis = made.analyzeNotebook(snapshotOf(two), kept);
  const choice = { cells: chosen, to: 'steps.py' };
  return measure(() => {
    const result = made.plan(analysis, choice, project, kept);
    if (!result.ok) {
      throw new Error(JSON.stringify(result.refusals));
    }
    made.preview(result.plan, analysis.snapshot);
  });
}

const lineOf = index =>
  two
    .slice(0, index)
    .reduce((sum, text) => sum + text.split('\n').length + 1, 1);

const rows = [
  {
    what: 'analysis of a 200-line cell',
    limit: 10,
    peer: 'cell',
    ...measure(on => on.analyze(long), { prepare: language, rounds: 100 })
  },
  {
    what: `analysis of a ${many.join('\n').split('\n').length}-line notebook`,
    limit: 250,
    peer: 'notebook',
    ...measure(on => made.analyzeNotebook(snapshotOf(many), on), {
      prepare: language
    })
  },
  { what: 'analysis again after one cell changed', ...reanalysis() },
  {
    what: 'plan and preview, 5 of 200 cells',
    limit: 100,
    peer: 'plan',
    ...planned()
  }
];

const peers = process.argv.includes('--no-peers')
  ? null
  : timePeers(root, {
      texts: { cell: long, notebook: many.join('\n\n') },
      extract: {
        plan: [two.join('\n\n'), lineOf(102), lineOf(107) - 2]
      }
    });

const show = value =>
  typeof value === 'number' ? value.toFixed(1) : (value ?? '–');
console.log(
  '| milliseconds | processor, median | wall, median | wall, least | limit | rope | jedi |'
);
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const { what, processor, wall, least, limit, peer } of rows) {
  const beside = peers?.[peer] ?? {};
  const figures = [processor, wall, least, limit, beside.rope, beside.jedi];
  const cells = figures.map(show);
  console.log(`| ${what} | ${cells.join(' | ')} |`);
}
console.log(
  `\nCells read again after one of ${many.length} changed: ${rows[2].analysed}.`
);
process.exitCode = rows.some(row => row.limit < row.processor) ? 1 : 0;
