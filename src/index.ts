import languages from './plugins/languages';
import lift from './plugins/lift';

export { ILanguages } from './tokens';

/** Everything that this package adds to JupyterLab. */
export default [languages, lift];
