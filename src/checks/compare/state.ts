import type { EndState, Run } from '../../core/run';
import type { CellCode } from '../../core/code';
import { chanceIn } from '../chance';
import type { Cause } from '../verdict';
import { type Sides, textSides } from './sides';

/** Which names of the old version need not be there in the new one. */
export type Vanishing = (name: string) => boolean;

/** Something that the versions leave behind differently. */
export type StateDifference = {
  /** Position of the cell that last binds the name; `null` where none does. */
  readonly cell: number | null;
  readonly cause: Cause;
  /** Short texts of a value on both sides, where these differ. */
  readonly sides?: Sides;
};

type States = {
  readonly old: readonly CellCode[];
  readonly first: Run;
  readonly second: Run;
  readonly new: Run;
  readonly vanishing: Vanishing;
};

/** What differs of names, aliases and settings, but for what differs between two runs of the old version too. */
export function stateDifferences({
  old,
  first,
  second,
  new: now,
  vanishing
}: States): StateDifference[] {
  const [one, other, after] = [first.state, second.state, now.state];
  if (!one || !other || !after) {
    return [];
  }
  const causes = [
    ...nameCauses(one, other, after, vanishing),
    ...captureCauses(one, other, after),
    ...aliasCauses(one, other, after),
    ...settingCauses(one, other, after),
    ...fileCauses(one, other, after)
  ];
  return causes.map(({ name, ...found }) => ({
    cell: binderOf(old, name),
    ...found
  }));
}

/** Names of values of which only a part could be compared, and that part is equal. */
export function halfSeen({ old, first, new: now }: States): StateDifference[] {
  const [one, after] = [first.state, now.state];
  return (one?.unseen ?? [])
    .filter(name => one?.names[name]?.[0] === after?.names[name]?.[0])
    .map(name => ({
      cell: binderOf(old, name),
      cause: {
        code: 'too-large',
        message: `\`${name}\` is too large or too deep for all of it to be compared`
      }
    }));
}

/** What is another thing in each run of the old version: nobody can say that the new one leaves the same. */
export function chanceLeft({
  old,
  first,
  second,
  new: now
}: States): StateDifference[] {
  const [one, other, after] = [first.state, second.state, now.state];
  if (!one || !other || !after) {
    return [];
  }
  const names = Object.keys(one.names).filter(
    name => name in after.names && isChance(name, one, other)
  );
  const settings = Object.keys(one.settings).filter(
    key => key in after.settings && one.settings[key] !== other.settings[key]
  );
  const files = pathsOf(one, other).filter(
    path => one.files[path] !== other.files[path]
  );
  return [
    ...names.map(name => chance(old, `\`${name}\``, binderOf(old, name))),
    ...settings.map(key => chance(old, settingName(key), null)),
    ...files.map(path => chance(old, `the file “${path}”`, null))
  ];
}

function chance(
  old: readonly CellCode[],
  what: string,
  cell: number | null
): StateDifference {
  const call = cell === null ? null : chanceIn(old, cell);
  const by = call ? ` (\`${call.path}\`)` : '';
  const message = `${what} is another in each run of the same code${by}, so that it could not be compared`;
  return { cell, cause: { code: 'nondeterministic', message } };
}

function isChance(name: string, one: EndState, other: EndState): boolean {
  return one.names[name]?.[0] !== other.names[name]?.[0];
}

type About = Omit<StateDifference, 'cell'> & { readonly name: string };

function nameCauses(
  one: EndState,
  other: EndState,
  after: EndState,
  vanishing: Vanishing
): About[] {
  const lost = Object.entries(one.names).flatMap(
    ([name, [digest, short]]): About[] => {
      const now = after.names[name];
      if (now === undefined) {
        const message = `\`${name}\` is no longer bound (it was ${short})`;
        return vanishing(name)
          ? []
          : [{ name, cause: { code: 'missing-name', message } }];
      }
      const again = other.names[name]?.[1] ?? '';
      const known = isChance(name, one, other)
        ? typeIn(short) === typeIn(again) && typeIn(short) !== typeIn(now[1])
        : digest !== now[0];
      if (!known) {
        return [];
      }
      const message = `\`${name}\` ${change(short, now[1])}`;
      const sides = textSides(short, now[1]);
      return [
        { name, cause: { code: 'value', message }, ...(sides ? { sides } : {}) }
      ];
    }
  );
  const gained = Object.entries(after.names).flatMap(
    ([name, [, short]]): About[] =>
      name in one.names || CODE.test(short)
        ? []
        : [
            {
              name,
              cause: {
                code: 'extra-name',
                message: `\`${name}\` is newly bound (${short})`
              }
            }
          ]
  );
  return [...lost, ...gained];
}

/** `float` of `float: 0.5`. */
function typeIn(short: string): string {
  return short.slice(0, short.indexOf(':'));
}

/** What became of a value, by the short texts of both. */
function change(old: string, now: string): string {
  if (old !== now) {
    return `is another value: ${old} → ${now}`;
  }
  return old.startsWith('function: ')
    ? 'does another thing: its code or its defaults are others'
    : `is another value, though it reads alike: ${now}`;
}

/** What functions take from around them on both sides. */
function captureCauses(
  one: EndState,
  other: EndState,
  after: EndState
): About[] {
  return Object.entries(one.captured).flatMap(([name, taken]): About[] => {
    const found = Object.entries(taken).find(([key, digests]) => {
      const [again, now] = [other, after].map(({ captured }) =>
        captured[name]?.[key]?.join()
      );
      const old = digests.join();
      return now !== undefined && old === again && old !== now;
    });
    const [inside, variable] = found?.[0].split(' ') ?? [];
    const message = `in \`${name}\` the function “${inside}” takes another \`${variable}\` from around it`;
    return found ? [{ name, cause: { code: 'value', message } }] : [];
  });
}

/** Lifted definitions and the imports that bring them. */
const CODE =
  /^(function|type|module|ABCMeta|EnumMeta|EnumType|builtin_function_or_method|\w*Meta|_lru_cache_wrapper): /;

function aliasCauses(one: EndState, other: EndState, after: EndState): About[] {
  const flipping = new Set([
    ...one.aliases.filter(pair => !other.aliases.includes(pair)),
    ...other.aliases.filter(pair => !one.aliases.includes(pair))
  ]);
  const both = (pair: string): boolean => {
    const [a, , b] = pair.split(' ');
    return [a, b].every(name => name in one.names && name in after.names);
  };
  const relevant = (state: EndState): string[] =>
    state.aliases.filter(pair => both(pair) && !flipping.has(pair));
  const [before, now] = [relevant(one), relevant(after)];
  const about = (pair: string, what: string): About => {
    const [a, , b] = pair.split(' ');
    return {
      name: a,
      cause: {
        code: 'alias',
        message: `\`${a}\` and \`${b}\` ${what} share an object`
      }
    };
  };
  return [
    ...before
      .filter(pair => !now.includes(pair))
      .map(pair => about(pair, 'no longer')),
    ...now
      .filter(pair => !before.includes(pair))
      .map(pair => about(pair, 'newly'))
  ];
}

function settingCauses(
  one: EndState,
  other: EndState,
  after: EndState
): About[] {
  return Object.entries(one.settings).flatMap(([key, value]): About[] =>
    value !== other.settings[key] ||
    !(key in after.settings) ||
    after.settings[key] === value
      ? []
      : [{ name: '', cause: { code: 'setting', message: settingText(key) } }]
  );
}

function fileCauses(one: EndState, other: EndState, after: EndState): About[] {
  return pathsOf(one, after).flatMap((path): About[] => {
    const [before, again, now] = [one, other, after].map(
      ({ files }) => files[path]
    );
    const message = fileText(path, before, now);
    return before === now || before !== again
      ? []
      : [{ name: '', cause: { code: 'file', message } }];
  });
}

/** What is otherwise with a file or folder, by the digests that both sides have of it. */
function fileText(path: string, old?: string, now?: string): string {
  const what = path.endsWith('/') ? 'folder' : 'file';
  const change =
    now === undefined
      ? `not ${old === GONE ? 'removed' : 'written'}`
      : now === GONE
        ? 'removed'
        : 'written otherwise';
  return `the ${what} “${path}” is ${change}`;
}

/** Stands for a digest where a file was removed. */
const GONE = 'gone';

function pathsOf(one: EndState, other: EndState): string[] {
  return [
    ...new Set([...Object.keys(one.files), ...Object.keys(other.files)])
  ].sort();
}

function settingText(key: string): string {
  return key.startsWith('rng ')
    ? `${settingName(key)} was drawn from otherwise`
    : `${settingName(key)} is left otherwise`;
}

function settingName(key: string): string {
  return key.startsWith('rng ')
    ? `the random generator of \`${key.slice(4)}\``
    : key;
}

function binderOf(old: readonly CellCode[], name: string): number | null {
  const binders = old.filter(cell => cell.writes.includes(name));
  return binders[binders.length - 1]?.index ?? null;
}
