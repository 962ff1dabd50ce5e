import { hash } from '../core/hash';
import LOAD from './agent/load.py';

/** Modules that are shipped as text and loaded into a kernel, where nothing of ours is installed. */
export type PythonPackage = {
  readonly name: string;
  /** In an order in which each module finds those that it imports. */
  readonly sources: { readonly [module: string]: string };
};

/** An expression that loads the package and binds no name of the kernel; once more it does nothing. */
export function loading({ name, sources }: PythonPackage): string {
  const texts = JSON.stringify(sources);
  const space = [
    `"package": ${JSON.stringify(name)}`,
    `"sources": json.loads(${JSON.stringify(texts)})`,
    `"version": ${JSON.stringify(hash(LOAD + texts))}`
  ].join(', ');
  const run = `__import__("builtins").exec(${JSON.stringify(LOAD)}, {${space}})`;
  return `(lambda json: ${run})(__import__("json"))`;
}

/** An expression that calls a function of a loaded package. Arguments are JSON without `true`, `false`, `null`. */
export function calling(
  { name }: PythonPackage,
  module: string,
  call: string,
  args: readonly (string | number | readonly string[])[]
): string {
  const list = args.map(one => JSON.stringify(one)).join(', ');
  return `__import__("sys").modules["${name}"].${module}.${call}(${list})`;
}
