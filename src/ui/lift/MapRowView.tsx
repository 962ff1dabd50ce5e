import React from 'react';
import { useLift } from './context';
import type { MapRow } from './maprows';
import { cellName } from './words';

/** What Python calls them. */
const KEYWORDS = { function: 'def', 'async function': 'def', class: 'class' };

/** Deeper headings are indented no further. */
const DEEPEST = 3;

/** One row of the map. */
export function MapRowView({ row }: { readonly row: MapRow }): JSX.Element {
  const { model, trans } = useLift();
  const nameOf = (cell: number) =>
    cellName(model.desk?.snapshot().cells[cell], trans);
  switch (row.kind) {
    case 'title':
      return (
        <h3 className="jp-LiftMap-title">{groupName(row.group, trans)}</h3>
      );
    case 'definition':
      return (
        <span className="jp-LiftMap-definition">
          <span className="jp-LiftMap-kind">
            {KEYWORDS[row.definition.kind]}
          </span>
          <code>{row.definition.name}</code>
          <span className="jp-LiftMap-count">
            {nameOf(row.definition.cell)}
          </span>
        </span>
      );
    case 'section': {
      const { title, cells, inputs, outputs } = row.section;
      return (
        <span
          className="jp-LiftMap-section"
          style={{ paddingLeft: 12 + Math.min(row.depth, DEEPEST) * 12 }}
        >
          <span className="jp-LiftMap-heading" title={title}>
            {title}
          </span>
          <span className="jp-LiftMap-count">
            {trans._n('%1 cell', '%1 cells', cells.length)}
          </span>
          <span
            className="jp-LiftMap-flow"
            title={`${inputs.join(', ')} → ${outputs.join(', ')}`}
          >
            <Names inputs={inputs} outputs={outputs} />
          </span>
        </span>
      );
    }
    case 'cut': {
      const { names, before } = row.cut;
      return (
        <span className="jp-LiftMap-cut" title={names.join(', ')}>
          <span>
            {cutText(names, nameOf(before), trans)}{' '}
            <code>{names.join(', ')}</code>
          </span>
        </span>
      );
    }
  }
}

function groupName(
  group: Extract<MapRow, { kind: 'title' }>['group'],
  trans: ReturnType<typeof useLift>['trans']
): string {
  switch (group) {
    case 'definitions':
      return trans.__('Definitions');
    case 'sections':
      return trans.__('Sections');
    case 'cuts':
      return trans.__('Where to cut');
  }
}

function cutText(
  names: readonly string[],
  cell: string,
  trans: ReturnType<typeof useLift>['trans']
): string {
  return names.length === 0
    ? trans.__('cut above %1, no name crosses', cell)
    : trans._n(
        'cut above %2, one name crosses:',
        'cut above %2, %1 names cross:',
        names.length,
        cell
      );
}

/** What comes in and what goes out, in as few words as it takes. */
function Names({
  inputs,
  outputs
}: {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}): JSX.Element {
  const { trans } = useLift();
  const both = inputs.length > 0 && outputs.length > 0;
  return (
    <>
      {inputs.length > 0 && (
        <>
          {!both && trans.__('takes')} <code>{inputs.join(', ')}</code>
        </>
      )}
      {both && <span aria-label={trans.__('gives')}> → </span>}
      {outputs.length > 0 && (
        <>
          {!both && trans.__('gives')} <code>{outputs.join(', ')}</code>
        </>
      )}
    </>
  );
}
