/** "a, b, c and 4 more": of many names the first three. */
export function namedFew(names: readonly string[]): string {
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}
