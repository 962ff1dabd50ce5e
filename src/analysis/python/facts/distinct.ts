/** Longer lists are searched through a set. */
const SHORT = 12;

/** Each name once, in the order in which they first stand. */
export function distinct(names: readonly string[]): readonly string[] {
  if (names.length > SHORT) {
    return [...new Set(names)];
  }
  if (names.length < 2) {
    return names;
  }
  const found: string[] = [];
  for (const name of names) {
    if (!found.includes(name)) {
      found.push(name);
    }
  }
  return found;
}
