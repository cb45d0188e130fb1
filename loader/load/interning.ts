const most = 10_000

/** Equal texts as one in memory, the first so many of them: most versions end at the open end, and many begin with one run. */
export function interning(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const same = known.get(text)
    if (same !== undefined) return same
    if (known.size < most) known.set(text, text)
    return text
  }
}
