import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { TestRunners } from '../jupyter/testrunners';
import { ITestRunners } from '../tokens';

/** The registry of test runners, with the one that comes with the extension. */
const plugin: JupyterFrontEndPlugin<ITestRunners> = {
  id: 'jupyterlab-lift:test-runners',
  description: 'Provides the programs that find and run tests.',
  autoStart: true,
  provides: ITestRunners,
  activate: () => {
    const runners = new TestRunners();
    runners.add({
      id: 'pytest',
      load: () =>
        import('../checks/tests/pytest').then(({ pytestRunner }) => ({
          ...pytestRunner,
          references: async text => {
            const python = await import('../jupyter/grammar');
            return python.readPythonReferences(text);
          }
        }))
    });
    return runners;
  }
};

export default plugin;
