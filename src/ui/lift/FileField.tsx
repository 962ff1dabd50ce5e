import React, { useId, useState } from 'react';
import type { Draft } from '../../lift/desk';
import { useLift } from './context';

/** Suggestions shown at once; typing narrows them. */
const MOST = 50;

/** The target module: a text field that offers the modules of the project. */
export function FileField({
  draft,
  disabled
}: {
  readonly draft: Draft | null;
  readonly disabled: boolean;
}): JSX.Element {
  const { model, trans } = useLift();
  const { choice, surroundings } = model;
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const id = useId();
  const found = suggestions(surroundings?.modules ?? [], typed ?? '');
  const open = typed !== null && found.length > 0;

  const close = () => {
    setTyped(null);
    setActive(-1);
  };
  const pick = (path: string) => {
    close();
    model.change({ to: path });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setTyped(typed ?? '');
      setActive((active + step + found.length) % Math.max(1, found.length));
    } else if (open && event.key === 'Escape') {
      close();
    } else if (open && active >= 0 && event.key === 'Enter' && !event.ctrlKey) {
      pick(found[active]);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="jp-LiftForm-field jp-LiftForm-file">
      <label htmlFor={`${id}-input`}>{trans.__('File')}</label>
      <div>
        <input
          id={`${id}-input`}
          className="jp-mod-styled"
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={
            open && active >= 0 ? `${id}-${active}` : undefined
          }
          aria-describedby={`${id}-hint`}
          value={choice?.to ?? ''}
          disabled={disabled}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={event => {
            setTyped(event.target.value);
            setActive(-1);
            model.change({ to: event.target.value });
          }}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        {open && (
          <ul
            id={`${id}-list`}
            className="jp-LiftForm-list"
            role="listbox"
            aria-label={trans.__('Modules')}
          >
            {found.map((path, at) => (
              <li
                key={path}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === active}
                // The field keeps the focus.
                onMouseDown={event => event.preventDefault()}
                onClick={() => pick(path)}
              >
                {path}
              </li>
            ))}
          </ul>
        )}
        <span id={`${id}-hint`} className="jp-LiftForm-hint">
          {draft?.result.ok
            ? hint(draft.result.plan.files, choice?.to, trans)
            : '\u00a0'}
        </span>
      </div>
    </div>
  );
}

function suggestions(modules: readonly string[], typed: string): string[] {
  const wanted = typed.toLowerCase();
  return modules
    .filter(path => path.toLowerCase().includes(wanted) && path !== typed)
    .slice(0, MOST);
}

function hint(
  files: readonly { readonly path: string; readonly before: string | null }[],
  to: string | undefined,
  trans: ReturnType<typeof useLift>['trans']
): string {
  const file = files.find(({ path }) => path === to);
  return !file
    ? '\u00a0'
    : file.before === null
      ? trans.__('new file')
      : trans.__('added to the existing file');
}
