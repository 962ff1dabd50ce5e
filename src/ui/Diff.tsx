import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

/** One row of a diff, as `PreviewLine` in src/lift. */
export type DiffLine = {
  readonly kind: 'added' | 'removed' | 'same' | 'gap' | 'cell';
  readonly text: string;
};

type Props = {
  readonly lines: readonly DiffLine[];
  readonly label: string;
  readonly trans: TranslationBundle;
};

/** Rows drawn at first: more would make opening a long module slow. */
const FIRST = 300;
const MARKS = { added: '+', removed: '−', same: ' ', gap: '⋯', cell: '' };

/** Changed lines with a sign before each, so that they can be told apart without colours. */
export function Diff({ lines, label, trans }: Props): JSX.Element {
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, FIRST);
  return (
    <div className="jp-LiftDiff" role="region" aria-label={label} tabIndex={0}>
      {shown.map((line, at) => (
        <Row key={at} line={line} trans={trans} />
      ))}
      {shown.length < lines.length && (
        <button
          type="button"
          className="jp-LiftPanel-link"
          onClick={() => setAll(true)}
        >
          {trans.__('Show all %1 lines', lines.length)}
        </button>
      )}
    </div>
  );
}

function Row({
  line,
  trans
}: {
  readonly line: DiffLine;
  readonly trans: TranslationBundle;
}) {
  const words = {
    added: trans.__('added'),
    removed: trans.__('removed'),
    same: '',
    gap: '',
    cell: ''
  };
  const word = words[line.kind];
  return (
    <div className={`jp-LiftDiff-line jp-mod-${line.kind}`}>
      <span className="jp-LiftDiff-mark" aria-hidden="true">
        {MARKS[line.kind]}
      </span>
      <code className="jp-LiftDiff-text">
        {word && <span className="jp-LiftPanel-hidden">{word}: </span>}
        {line.kind === 'cell' ? trans.__('next cell') : line.text || ' '}
      </code>
    </div>
  );
}
