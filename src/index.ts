import debug from './plugins/debug';
import languages from './plugins/languages';
import lift from './plugins/lift';
import testrunners from './plugins/testrunners';
import tests from './plugins/tests';

export { ILanguages, ITestDebugger, ITestRunners } from './tokens';

/** Everything that this package adds to JupyterLab. */
export default [debug, languages, lift, testrunners, tests];
