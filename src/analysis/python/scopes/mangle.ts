/**
 * A name as it is stored inside the class `owner`: `__x` becomes `_owner__x`,
 * `__x__` and dotted names stay (`_Py_Mangle` of CPython's `compile.c`).
 */
export function mangle(owner: string | null, name: string): string {
  if (
    owner === null ||
    !name.startsWith('__') ||
    name.endsWith('__') ||
    name.includes('.')
  ) {
    return name;
  }
  const stripped = owner.replace(/^_+/, '');
  return stripped === '' ? name : `_${stripped}${name}`;
}
