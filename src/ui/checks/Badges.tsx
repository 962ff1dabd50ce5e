import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { TestBadge, TestGroup } from '../../checks/tests/badge';
import { STATE_ICONS } from './icons';
import { badgeWords } from './words';

/** How the tests of something that a cell imports stand. */
export type CellBadge = {
  readonly group: TestGroup;
  readonly badge: TestBadge;
};

/** Badges of one cell; more are behind the last. */
const MOST = 8;

/** The line below a cell that imports functions of the project: how the tests of each stand. */
export class BadgesWidget extends ReactWidget {
  constructor(
    private readonly _trans: TranslationBundle,
    private readonly _open: (group: TestGroup) => void
  ) {
    super();
    this.addClass('jp-LiftBadges');
  }

  /** Draws again only where something is another. */
  set(badges: readonly CellBadge[]): void {
    const isSame =
      JSON.stringify(badges.map(shown)) ===
      JSON.stringify(this._badges.map(shown));
    this._badges = badges;
    if (!isSame) {
      this.update();
    }
  }

  protected override render(): JSX.Element {
    const trans = this._trans;
    const rest = this._badges.slice(MOST);
    return (
      <>
        {this._badges.slice(0, MOST).map(({ group, badge }) => (
          <Badge
            key={group.label}
            {...{ group, badge, trans }}
            onOpen={() => this._open(group)}
          />
        ))}
        {rest.length > 0 && (
          <button
            type="button"
            className="jp-LiftBadges-badge"
            onClick={() => this._open(together(rest))}
          >
            {trans._n('and %1 more', 'and %1 more', rest.length)}
          </button>
        )}
      </>
    );
  }

  private _badges: readonly CellBadge[] = [];
}

function Badge({
  group,
  badge,
  trans,
  onOpen
}: CellBadge & {
  readonly trans: TranslationBundle;
  readonly onOpen: () => void;
}): JSX.Element {
  const StateIcon = STATE_ICONS[badge.state];
  const isGrey = badge.isStale || badge.state === 'not run';
  return (
    <button
      type="button"
      className={`jp-LiftBadges-badge${isGrey ? ' jp-mod-stale' : ''}`}
      data-state={badge.state}
      title={trans.__('Show the tests that refer to %1', group.label)}
      onClick={onOpen}
    >
      <StateIcon.react tag="span" className="jp-LiftTests-icon" />
      <span className="jp-LiftBadges-name">{group.label}</span>
      <span>{badgeWords(badge, trans)}</span>
    </button>
  );
}

function together(badges: readonly CellBadge[]): TestGroup {
  return {
    label: badges.map(({ group }) => group.label).join(', '),
    functions: new Set(badges.flatMap(({ group }) => [...group.functions]))
  };
}

/** What is drawn of a badge. */
function shown({ group, badge }: CellBadge): readonly unknown[] {
  return [group.label, badge];
}
