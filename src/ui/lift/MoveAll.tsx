import React from 'react';
import type { MapDefinition } from '../../lift/map';
import { useLift } from './context';

/** Opens the preview of all definitions moving into one module. */
export function MoveAll({
  definitions
}: {
  readonly definitions: readonly MapDefinition[];
}): JSX.Element {
  const { model, trans } = useLift();
  const move = () => {
    const cells = [...new Set(definitions.map(({ cell }) => cell))].sort(
      (a, b) => a - b
    );
    void model.open({
      cells,
      only: [...new Set(definitions.map(({ name }) => name))]
    });
  };
  return (
    <div className="jp-LiftMap-moveAll">
      <button type="button" className="jp-LiftPanel-button" onClick={move}>
        {trans._n(
          'Move the definition to …',
          'Move all %1 definitions to …',
          definitions.length
        )}
      </button>
    </div>
  );
}
