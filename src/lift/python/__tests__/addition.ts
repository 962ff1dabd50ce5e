import type { ModuleAddition, ModuleImport, ModuleSymbol } from '../../module';

/** `import a.b`, `import a as b`, `from a import b`, `from a import b as c` as an import to be added. */
export function imported(line: string): ModuleImport {
  const [, module, name = '', alias] =
    /^(?:from (\S+) )?import (\S+)(?: as (\S+))?$/.exec(line) ?? [];
  return module === undefined
    ? { module: name, symbol: null, alias: alias ?? null }
    : { module, symbol: name, alias: alias ?? null };
}

/** A definition or constant under the name that it binds. */
export function symbol(text: string): ModuleSymbol {
  const name = /^(?:async )?(?:def|class) (\w+)|^(\w+) =/m.exec(text);
  return { name: name?.[1] ?? name?.[2] ?? '', text };
}

/** An addition from text. */
export function addition(parts: {
  readonly docstring?: string;
  readonly future?: readonly string[];
  readonly imports?: readonly string[];
  readonly constants?: readonly string[];
  readonly definitions?: readonly string[];
  readonly update?: readonly string[];
}): ModuleAddition {
  return {
    docstring: parts.docstring ?? '',
    future: parts.future ?? [],
    imports: (parts.imports ?? []).map(imported),
    constants: (parts.constants ?? []).map(symbol),
    definitions: (parts.definitions ?? []).map(symbol),
    update: parts.update ?? []
  };
}
