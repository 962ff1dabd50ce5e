import { basename } from '../../core/path';
import { testsInText } from './read';
import type { ITestRunner } from './runner';

/** pytest, with what it calls a test where no setting says otherwise. */
export const pytestRunner: ITestRunner = {
  id: 'pytest',
  isTestFile: path => /^(test_.*|.*_test)\.py$/.test(basename(path)),
  read: testsInText,
  discover: (host, args, hear, signal) =>
    host.ask(
      'discover-tests',
      { folder: host.folder, arguments: args },
      { hear, signal, lasting: true }
    ),
  run: (host, { ids, arguments: args, limit }, hear, signal) =>
    host.ask(
      'run-tests',
      { folder: host.folder, ids, arguments: args, limit },
      { hear, signal, lasting: true }
    )
};
