import React, { useMemo } from 'react';
import { WindowedList } from '../WindowedList';
import { useTests } from './context';
import { RowView } from './RowView';

/** Pixels of a row, and of one with what the failure says. */
const HEIGHT = 26;
const WITH_MESSAGE = 44;

/** The tests, as a tree of which only the rows in view are drawn. */
export function Tree(): JSX.Element {
  const { model, trans } = useTests();
  const { rows } = model;
  const heights = useMemo(
    () => rows.map(({ message }) => (message ? WITH_MESSAGE : HEIGHT)),
    [rows]
  );
  return (
    <WindowedList
      label={trans.__('Tests')}
      heights={heights}
      isRow={index => index < rows.length}
      picked={model.picked}
      onPick={index => model.pick(index)}
      onOpen={index => void model.desk.open(rows[index].place)}
      tree={{
        attributes: index => {
          const { level, isOpen, position, size } = rows[index];
          return {
            'aria-level': level,
            'aria-expanded': isOpen ?? undefined,
            'aria-posinset': position,
            'aria-setsize': size
          };
        },
        turn: (key, index) => model.turn(key, index)
      }}
      render={index => <RowView index={index} row={rows[index]} />}
    />
  );
}
