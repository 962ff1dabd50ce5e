import languages from './plugins/languages';
import lift from './plugins/lift';

/** Everything that this package adds to JupyterLab. */
export default [languages, lift];
