import { dirname } from '../../../core/path';
import type { Decorator, Mention, Named } from '../../../core/references';
import type { ReadReferences } from './symbols';

/** Something that a file says. */
export type Placed = {
  readonly path: string;
  readonly mention: Mention;
  /** It counts only where it is a fixture, and then for what that names. */
  readonly isFixture?: true;
};

/** Methods that run around each test of a class. */
const AROUND =
  /^(setUp|tearDown|setUpClass|tearDownClass|asyncSetUp|asyncTearDown|setup|teardown|setup_method|teardown_method|setup_class|teardown_class)$/;
/** Functions that run around the tests of a file. */
const AROUND_FILE =
  /^(setup_module|teardown_module|setUpModule|tearDownModule|setup_function|teardown_function|pytestmark)$/;

/**
 * What a test names: in its own code, in the helpers and variables of its file that it uses, in its class's helpers,
 * and in the fixtures that it asks for, of its file or of a `conftest.py` above.
 */
export function mentionsOf(
  read: ReadReferences,
  path: string,
  names: readonly string[]
): readonly Placed[] {
  const walk = new Walk(read);
  const file = read(path)?.named ?? [];
  walk.test(path, file, names);
  for (const place of [path, ...conftests(path)]) {
    for (const one of read(place)?.named ?? []) {
      if (isAutomatic(one) || (place === path && AROUND_FILE.test(one.name))) {
        walk.add(place, one, []);
      }
    }
  }
  return walk.found;
}

/** `conftest.py` of the file's folder and those above, the nearest first. */
export function conftests(path: string): readonly string[] {
  const found: string[] = [];
  for (let at = dirname(path); ; at = dirname(at)) {
    found.push(at === '' ? 'conftest.py' : `${at}/conftest.py`);
    if (at === '') {
      return found;
    }
  }
}

class Walk {
  constructor(private readonly _read: ReadReferences) {}

  readonly found: Placed[] = [];

  /** A test by its names, from the outermost class inwards. */
  test(
    path: string,
    among: readonly Named[],
    [name, ...inner]: readonly string[],
    around: readonly Named[] = []
  ): void {
    for (const one of among.filter(one => one.name === name)) {
      const known = one.members.some(member => member.name === inner[0]);
      if (inner.length === 0 || known) {
        this.add(path, one, inner.length === 0 ? around : []);
      } else {
        // A test that the class has from another: its bases are mentioned, all of theirs counts.
        this._whole(path, one);
      }
      const members = one.members.filter(
        member => isAutomatic(member) || AROUND.test(member.name)
      );
      members.forEach(member => this.add(path, member, one.members));
      if (inner.length > 0) {
        this.test(path, one.members, inner, one.members);
      }
    }
  }

  /** A definition with what it uses. `siblings` are those of its class. */
  add(path: string, one: Named, siblings: readonly Named[]): void {
    if (this._seen.has(one)) {
      return;
    }
    this._seen.add(one);
    for (const mention of one.mentions) {
      this.found.push({ path, mention });
      if (mention.module === null) {
        this._own(path, mention.path[0]);
      }
    }
    siblings
      .filter(({ name }) => one.own.includes(name) || name === '')
      .forEach(other => this.add(path, other, siblings));
    const asked = one.decorators
      .filter(({ path }) => /(^|\.)usefixtures$/.test(path))
      .flatMap(({ strings }) => strings);
    [...one.parameters, ...asked].forEach(name =>
      this._fixture(path, name, siblings)
    );
  }

  private _whole(path: string, one: Named): void {
    this.add(path, one, []);
    one.members.forEach(member => this._whole(path, member));
  }

  private _own(path: string, name: string): void {
    for (const one of this._read(path)?.named ?? []) {
      if (one.name === name) {
        this._whole(path, one);
      }
    }
  }

  private _fixture(
    path: string,
    name: string,
    siblings: readonly Named[]
  ): void {
    const places = [path, ...conftests(path)];
    const inClass = siblings.filter(one => isFixture(one, name));
    inClass.forEach(one => this.add(path, one, siblings));
    for (const place of inClass.length > 0 ? [] : places) {
      const references = this._read(place);
      const fixtures = references?.named.filter(one => isFixture(one, name));
      fixtures?.forEach(one => this.add(place, one, []));
      const imported = references?.imports.filter(one => one.bound === name);
      imported?.forEach(({ module, symbol }) =>
        this.found.push({
          path: place,
          mention: { module, path: symbol === null ? [] : [symbol] },
          isFixture: true
        })
      );
      // One that asks for its own name means the one further out.
      const isOuter = fixtures?.some(one => one.parameters.includes(name));
      if (fixtures?.length && !isOuter) {
        break;
      }
    }
  }

  private readonly _seen = new Set<Named>();
}

/** What makes a function a fixture. */
export function fixtureOf({ decorators }: Named): Decorator | undefined {
  return decorators.find(({ path }) => /(^|[._])fixture$/.test(path));
}

function isFixture(one: Named, name: string): boolean {
  const decorator = fixtureOf(one);
  return (
    decorator !== undefined && (decorator.keywords.name ?? one.name) === name
  );
}

function isAutomatic(one: Named): boolean {
  const { autouse } = fixtureOf(one)?.keywords ?? {};
  return autouse !== undefined && autouse !== 'False';
}
