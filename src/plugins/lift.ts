import type { JupyterFrontEndPlugin } from '@jupyterlab/application';

const plugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-lift:plugin',
  description: 'Moves notebook cells into modules.',
  autoStart: true,
  activate: () => undefined
};

export default plugin;
