const most = 10_000

/** Equal texts as one in memory, the first so many of them: most versions end at the open end, and many begin with one run. Texts that hardly repeat are left alone. */
export function interning(): (text: string) => string {
  const known = new Map<string, string>()
  let found = 0
  let last = ''
  return (text) => {
    if (text === last) return last
    last = text
    if (known.size === most && found < most) return text
    const same = known.get(text)
    if (same !== undefined) {
      found += 1
      last = same
    } else if (known.size < most) known.set(text, text)
    return last
  }
}
