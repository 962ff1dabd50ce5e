import languages from './plugins/languages';
import lift from './plugins/lift';
import testrunners from './plugins/testrunners';
import tests from './plugins/tests';

export { ILanguages, ITestRunners } from './tokens';

/** Everything that this package adds to JupyterLab. */
export default [languages, lift, testrunners, tests];
