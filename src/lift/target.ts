/** Which module a lift goes to, whether it may, and by which name the notebook imports it. */
export { checkPath, checkTarget } from './target/check';
export type { TargetContext } from './target/context';
export { defaultTarget } from './target/default';
export { importNameOf } from './target/import-name';
export { isPaired, isTextTwin } from './target/twin';
