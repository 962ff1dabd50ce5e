export { moduleScan, scanCell } from './scan/cell';
export { interpolatedNames, interpolations } from './scan/interpolation';
export { isolate } from './scan/isolate';
export type { ScanProblem, Token } from './scan/tokens';
