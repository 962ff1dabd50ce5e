import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { Side, Sides } from '../../checks/compare/sides';

/** Widths of a side, in letters. */
const NARROWEST = 12;
const WIDEST = 60;
const PICTURE = 30;

type Props = {
  readonly sides: Sides;
  /** What the sides are. */
  readonly labels: readonly [string, string];
  readonly trans: TranslationBundle;
};

/** A difference as it is seen, the one version beside the other; below it where the panel is narrow. */
export function SideBySide({ sides, labels, trans }: Props): JSX.Element {
  const all = [sides.old, sides.new];
  const flexBasis = `${Math.max(...all.map(widthOf))}ch`;
  return (
    <div className="jp-LiftSides">
      {all.map((side, at) => (
        <figure
          key={labels[at]}
          className="jp-LiftSides-side"
          style={{ flexBasis }}
        >
          <figcaption>{labels[at]}</figcaption>
          <Shown
            side={side}
            other={all[1 - at]}
            label={labels[at]}
            trans={trans}
          />
        </figure>
      ))}
    </div>
  );
}

function Shown({
  side,
  other,
  label,
  trans
}: {
  readonly side: Side;
  readonly other: Side;
  readonly label: string;
  readonly trans: TranslationBundle;
}): JSX.Element {
  switch (side?.kind) {
    case 'picture':
      return <Picture side={side} label={label} />;
    case 'text':
      return <Lines text={side.text} other={textOf(other)} trans={trans} />;
    case undefined:
      return (
        <p className="jp-LiftPanel-muted">{trans.__('Nothing is shown.')}</p>
      );
  }
}

/** An image runs no script, whatever its file holds. */
function Picture({
  side: { mime, data },
  label
}: {
  readonly side: Extract<Side, { kind: 'picture' }>;
  readonly label: string;
}): JSX.Element {
  const isText = mime.startsWith('image/svg');
  const source = isText
    ? `data:${mime};charset=utf-8,${encodeURIComponent(data)}`
    : `data:${mime};base64,${data}`;
  return <img src={source} alt={label} />;
}

function Lines({
  text,
  other,
  trans
}: {
  readonly text: string;
  readonly other: readonly string[];
  readonly trans: TranslationBundle;
}): JSX.Element {
  const lines = text.split('\n');
  return (
    <pre tabIndex={0}>
      {lines.map((line, at) =>
        line === other[at] ? (
          <div key={at}>{line || ' '}</div>
        ) : (
          <div key={at} className="jp-mod-differs">
            <span className="jp-LiftPanel-hidden">{trans.__('differs')}: </span>
            {line || ' '}
          </div>
        )
      )}
    </pre>
  );
}

/** Letters that a side is wide, so that tables and pictures are read before they stand beside each other. */
function widthOf(side: Side): number {
  const lines = textOf(side).map(({ length }) => length);
  return side?.kind === 'picture'
    ? PICTURE
    : Math.min(WIDEST, Math.max(NARROWEST, ...lines) + 2);
}

function textOf(side: Side): readonly string[] {
  return side?.kind === 'text' ? side.text.split('\n') : [];
}
