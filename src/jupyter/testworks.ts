import type { ITestRunner, RunRequest } from '../checks/tests/runner';
import type { TestHelper, TestWork } from './testhelper';

/** What runs tests, as a session uses it. */
export type Runners = readonly Pick<ITestRunner, 'run' | 'discover'>[];

/** This page's last run, and whether another page runs tests now. */
type SortedWorks = {
  readonly own:
    | (Pick<RunRequest, 'ids'> & {
        readonly key: string;
        readonly kind: 'run' | 'discover';
      })
    | null;
  readonly hasOthers: boolean;
};

const KINDS: { readonly [op: string]: 'run' | 'discover' } = {
  'run-tests': 'run',
  'discover-tests': 'discover'
};

function sortedWorks(works: readonly TestWork[], page: string): SortedWorks {
  const tests = works.filter(({ op }) => op in KINDS);
  const own = tests.filter(({ owner }) => owner === page).pop();
  return {
    own: own
      ? { key: own.key, kind: KINDS[own.op], ids: own.args.ids ?? null }
      : null,
    hasOthers: tests.some(({ owner, ended }) => owner !== page && !ended)
  };
}

/** Milliseconds between two looks whether another page still runs tests. */
const AGAIN = 5000;

/** Looks who runs tests in a helper, again as long as another page does. */
export class OtherRuns {
  constructor(
    private readonly _page: string,
    private readonly _onChange: () => void
  ) {}

  /** Another page does. */
  get has(): boolean {
    return this._has;
  }

  /** This page's last run. */
  async look(helper: TestHelper): Promise<SortedWorks['own']> {
    this.stop();
    const works = await helper.works().catch(() => []);
    const { own, hasOthers } = sortedWorks(works, this._page);
    if (hasOthers !== this._has) {
      this._has = hasOthers;
      this._onChange();
    }
    if (hasOthers) {
      this._timer = setTimeout(() => void this.look(helper), AGAIN);
    }
    return own;
  }

  stop(): void {
    clearTimeout(this._timer);
  }

  private _has = false;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}

/** Runs nothing, and hears what is running. */
export function following(helper: TestHelper, key: string): Runners[number] {
  const follow: ITestRunner['discover'] = (_host, _args, hear, signal) =>
    helper.follow(key, hear, signal);
  return {
    discover: follow,
    run: (host, request, hear, signal) =>
      follow(host, request.arguments, hear, signal)
  };
}
