import React, { useEffect, useMemo, useRef, useState } from 'react';
import { takesFocus } from './useKeptFocus';

type Props = {
  readonly label: string;
  /** Height of each row in pixels. */
  readonly heights: readonly number[];
  /** Rows that can be picked; the others are headings. */
  readonly isRow: (index: number) => boolean;
  readonly render: (index: number, active: boolean) => React.ReactNode;
  readonly onPick: (index: number) => void;
  /** Enter on the row that is picked, or a double click. */
  readonly onOpen: (index: number) => void;
  readonly picked: number | null;
  /** Set for a tree, whose active row is always the picked one. */
  readonly tree?: Tree;
};

type Tree = {
  /** What a row is in the tree: level, whether it is open, its place among its neighbours. */
  readonly attributes: (index: number) => React.AriaAttributes;
  /** What an arrow to the right or left leads to; `null` where it does something else or nothing. */
  readonly turn: (
    key: 'ArrowRight' | 'ArrowLeft',
    index: number
  ) => number | null;
};

/** Pixels drawn beyond what can be seen, above and below. */
const MARGIN = 300;

/**
 * A list box that draws only the rows in view. Arrow keys, Home, End and Page keys move, Enter and
 * Space pick, Enter on the picked row opens it. The focus stays on the box; `aria-activedescendant` names the row.
 * With `tree` it is a tree: arrows to the right and left open and close, and moving picks.
 */
export function WindowedList(props: Props): JSX.Element {
  const { label, heights, isRow, render, onPick, onOpen, picked, tree } = props;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [view, setView] = useState(600);
  const [own, setOwn] = useState(-1);
  const active = tree ? (picked ?? -1) : own;
  const setActive = (index: number) =>
    tree ? index >= 0 && onPick(index) : setOwn(index);
  const tops = useMemo(() => prefixSums(heights), [heights]);
  const id = useRef(`jp-lift-list-${nextId++}`).current;

  useEffect(() => {
    const node = box.current;
    if (!node || typeof ResizeObserver === 'undefined') {
      return;
    }
    const observer = new ResizeObserver(() =>
      setView(node.clientHeight || 600)
    );
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  const reveal = (index: number) => {
    const node = box.current;
    if (!node) {
      return;
    }
    const start = index === firstRow(isRow, heights.length) ? 0 : tops[index];
    if (start < node.scrollTop) {
      node.scrollTop = start;
    } else if (tops[index + 1] > node.scrollTop + node.clientHeight) {
      node.scrollTop = tops[index + 1] - node.clientHeight;
    }
  };
  const move = (event: React.KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      const page = Math.max(1, Math.floor(view / 28) - 1);
      const next = seek(isRow, heights.length, active, step(page));
      setActive(next);
      reveal(next);
      event.preventDefault();
    } else if (
      tree &&
      active >= 0 &&
      (event.key === 'ArrowRight' || event.key === 'ArrowLeft')
    ) {
      const next = tree.turn(event.key, active);
      if (next !== null) {
        setActive(next);
        reveal(next);
      }
      event.preventDefault();
    } else if (
      (event.key === 'Enter' || event.key === ' ') &&
      active >= 0 &&
      !event.ctrlKey
    ) {
      const opens = event.key === 'Enter' && active === picked;
      (opens ? onOpen : onPick)(active);
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const first = Math.max(0, upper(tops, top - MARGIN) - 1);
  const last = Math.min(heights.length, upper(tops, top + view + MARGIN));
  const visible = Array.from(
    { length: Math.max(0, last - first) },
    (_, i) => first + i
  );
  return (
    <div
      ref={box}
      className="jp-LiftList"
      role={tree ? 'tree' : 'listbox'}
      {...takesFocus}
      aria-label={label}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={move}
      onFocus={() => {
        if (active < 0) {
          setActive(seek(isRow, heights.length, -1, 1));
        }
      }}
      onScroll={event => setTop(event.currentTarget.scrollTop)}
    >
      <div
        className="jp-LiftList-content"
        style={{ height: tops[heights.length] }}
      >
        {visible.map(index => (
          <div
            key={index}
            id={`${id}-${index}`}
            className={`jp-LiftList-row${index === active ? ' jp-mod-active' : ''}`}
            role={
              isRow(index) ? (tree ? 'treeitem' : 'option') : 'presentation'
            }
            aria-selected={isRow(index) ? index === picked : undefined}
            aria-posinset={isRow(index) ? index + 1 : undefined}
            aria-setsize={isRow(index) ? heights.length : undefined}
            {...tree?.attributes(index)}
            style={{ top: tops[index], height: heights[index] }}
            onClick={() => {
              if (isRow(index)) {
                setActive(index);
                onPick(index);
              }
            }}
            onDoubleClick={() => isRow(index) && onOpen(index)}
          >
            {render(index, index === active)}
          </div>
        ))}
      </div>
    </div>
  );
}

let nextId = 0;

const STEPS: { readonly [key: string]: (page: number) => number } = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  PageDown: page => page,
  PageUp: page => -page,
  Home: () => -Infinity,
  End: () => Infinity
};

function prefixSums(heights: readonly number[]): number[] {
  const tops = [0];
  heights.forEach(height => tops.push(tops[tops.length - 1] + height));
  return tops;
}

/** Index of the first row that begins after a height. */
function upper(tops: readonly number[], height: number): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tops[middle] <= height) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The row that is `step` further, headings skipped; stays where there is none. */
function seek(
  isRow: (index: number) => boolean,
  count: number,
  from: number,
  step: number
): number {
  const way = step < 0 ? -1 : 1;
  const target = Math.min(count - 1, Math.max(0, from + step));
  const order = (start: number, by: number) => {
    for (let at = start; at >= 0 && at < count; at += by) {
      if (isRow(at)) {
        return at;
      }
    }
    return -1;
  };
  const ahead = order(target, way);
  return ahead >= 0 ? ahead : order(target, -way);
}

function firstRow(isRow: (index: number) => boolean, count: number): number {
  return seek(isRow, count, -1, 1);
}
