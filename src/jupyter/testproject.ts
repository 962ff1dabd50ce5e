import type { Contents } from '@jupyterlab/services';
import { dirname, relative } from '../core/path';
import type { TestGroup } from '../checks/tests/badge';
import { TestBook } from '../checks/tests/book';
import type { ProjectSymbol } from '../checks/tests/references/modules';
import type { TestReferences } from '../checks/tests/references';
import type { Touching } from '../checks/tests/references';
import type { ITestRunner } from '../checks/tests/runner';
import { functionOf } from '../checks/tests/types';
import type { NotebookImport } from './notebookimports';
import { TestFiles } from './testfiles';
import { TestLinks } from './testlinks';

/** What is known of the tests of one project in one environment. */
export class TestProject {
  constructor(
    contents: Pick<Contents.IManager, 'get'>,
    private readonly _root: string,
    runners: readonly ITestRunner[]
  ) {
    this.files = new TestFiles(contents, _root, runners);
    this.links = new TestLinks(runners, path => this.files.text(path));
  }

  readonly book = new TestBook();
  readonly files: TestFiles;
  readonly links: TestLinks;

  /** Reads the test files anew; rejects where the root cannot be read. */
  async read(): Promise<void> {
    const { files, modules } = await this.files.readAll();
    const there = new Set(files.map(({ path }) => path));
    this.book.cases.paths
      .filter(path => !there.has(path))
      .forEach(path => this.book.read(path, []));
    files.forEach(({ path, cases }) => this.book.read(path, cases));
    const texts = files.map(({ path, text }) => [path, text] as const);
    this.links.set(modules, new Map(texts));
  }

  /** For each import the tests that refer to it; `null` where it is not of the project. */
  async groups(
    notebook: string,
    imports: readonly NotebookImport[]
  ): Promise<readonly (TestGroup | null)[]> {
    const tests = this.book.cases.all;
    return this.links.ask(references =>
      imports.map(one => {
        const symbol = this._symbol(references, notebook, one);
        if (symbol === null) {
          return null;
        }
        const found = references.testsOf(symbol, tests);
        return { label: one.label, functions: new Set(found.map(functionOf)) };
      })
    );
  }

  /** Test files that import what the notebook imports; `null` where it imports nothing of the project. */
  async touching(
    notebook: string,
    imports: readonly NotebookImport[]
  ): Promise<Touching | null> {
    const tests = [...new Set(this.book.cases.all.map(({ path }) => path))];
    return this.links.ask(references => {
      const modules = imports.flatMap(
        one => this._symbol(references, notebook, one)?.path ?? []
      );
      return modules.length === 0 ? null : references.touching(modules, tests);
    });
  }

  private _symbol(
    references: TestReferences,
    notebook: string,
    { module, symbol }: NotebookImport
  ): ProjectSymbol | null {
    const own = relative(this._root, dirname(notebook));
    return own === null || own.startsWith('..')
      ? null
      : references.imported(own === '' ? '-' : `${own}/-`, module, symbol);
  }
}
