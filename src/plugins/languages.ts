import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { Languages } from '../jupyter/languages';
import { ILanguages } from '../tokens';

/** The registry of languages, with those that come with the extension. */
const plugin: JupyterFrontEndPlugin<ILanguages> = {
  id: 'jupyterlab-lift:languages',
  description: 'Provides the languages whose cells can be lifted into modules.',
  autoStart: true,
  provides: ILanguages,
  activate: () => {
    const languages = new Languages();
    languages.add({
      id: 'python',
      names: ['python'],
      load: () =>
        import('../jupyter/grammar').then(({ loadPython }) => loadPython())
    });
    return languages;
  }
};

export default plugin;
