/** Kernels whose notebooks carry no language until they are run once; by the kernelspec's name. */
const BY_KERNEL: readonly (readonly [RegExp, string])[] = [
  [/^(ir|R)$/, 'r'],
  [/^julia/, 'julia'],
  [/^deno$/, 'typescript'],
  [/^tslab$/, 'typescript'],
  [/^jslab$/, 'javascript'],
  [/^javascript$/, 'javascript'],
  [/^xcpp/, 'c++'],
  [/^bash$/, 'bash']
];

/** The language of a notebook's code in lower case: `language_info.name`, else the kernelspec's language,
 *  else what the kernelspec's name tells, else `python`. */
export function languageOf(metadata: unknown): string {
  const named =
    text(field(metadata, 'language_info'), 'name') ??
    text(field(metadata, 'kernelspec'), 'language');
  if (named) {
    return named.toLowerCase();
  }
  const kernel = text(field(metadata, 'kernelspec'), 'name') ?? '';
  return BY_KERNEL.find(([pattern]) => pattern.test(kernel))?.[1] ?? 'python';
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as { readonly [key: string]: unknown })[key]
    : undefined;
}

function text(value: unknown, key: string): string | undefined {
  const found = field(value, key);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
