import React, { useCallback, useMemo, useState } from 'react';
import { Banner } from '../Banner';
import { WindowedList } from '../WindowedList';
import { useLift } from './context';
import { cellsOf, heightOf, mapRows } from './maprows';
import { MapRowView } from './MapRowView';
import { MoveAll } from './MoveAll';
import { ReceiptCard } from './ReceiptCard';
import { Selected } from './Selected';
import type { LiftState } from './state';

/** What the notebook is made of; a row selects its cells. */
export function MapView({
  state
}: {
  readonly state: Extract<LiftState, { kind: 'idle' }>;
}): JSX.Element {
  const { model, trans } = useLift();
  const { map, error } = state;
  const [picked, setPicked] = useState<number | null>(null);
  const rows = useMemo(() => (map ? mapRows(map) : []), [map]);
  const heights = useMemo(() => rows.map(heightOf), [rows]);
  const isRow = useCallback(
    (index: number) => rows[index]?.kind !== 'title',
    [rows]
  );
  const receipt = model.selection?.receipt;
  const onPick = (index: number) => {
    setPicked(index);
    model.desk?.select(cellsOf(rows[index]));
  };
  const liftable = (index: number) => {
    onPick(index);
    return model.desk?.selection().cells ?? [];
  };
  return (
    <>
      {receipt && <ReceiptCard receipt={receipt} />}
      <Selected />
      {error && (
        <Banner kind="error" trans={trans}>
          {error}
        </Banner>
      )}
      {!map && !error && (
        <p className="jp-LiftPanel-empty" aria-busy="true">
          {trans.__('Reading the notebook…')}
        </p>
      )}
      {map && map.definitions.length > 0 && (
        <MoveAll definitions={map.definitions} />
      )}
      {map && rows.length === 0 && (
        <p className="jp-LiftPanel-empty">
          {trans.__(
            'There is no heading and no definition here. Select cells and press L twice to lift them.'
          )}
        </p>
      )}
      {rows.length > 0 && (
        <WindowedList
          label={trans.__('Notebook map')}
          heights={heights}
          isRow={isRow}
          picked={picked}
          onPick={onPick}
          onOpen={index => void model.open({ cells: liftable(index) })}
          render={index => <MapRowView row={rows[index]} />}
        />
      )}
    </>
  );
}
