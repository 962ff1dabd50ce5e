import lift from './plugins/lift';

/** Everything that this package adds to JupyterLab. */
export default [lift];
