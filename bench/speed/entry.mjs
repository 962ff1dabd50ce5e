/** What is measured, bundled as the command line is. */
export { loadParser } from '../../src/analysis/python/parse';
export { analyzeNotebook } from '../../src/lift/analyze-notebook';
export { plan } from '../../src/lift/plan';
export { preview } from '../../src/lift/preview';
export { PythonLift } from '../../src/lift/python/language';
