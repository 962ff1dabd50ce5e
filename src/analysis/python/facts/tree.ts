export * from '../tree';
