/** The members of a JSON object as the text of their values, digits and all; null: it is no JSON object, or has a key twice. */
export function jsonMembers(text: string): ReadonlyMap<string, string> | null {
  if (!isObject(text)) return null
  const members = new Map<string, string>()
  let at = skipSpace(text, text.indexOf('{') + 1)
  while (text[at] !== '}') {
    const keyEnd = stringEnd(text, at)
    const key = JSON.parse(text.slice(at, keyEnd)) as string
    const from = skipSpace(text, skipSpace(text, keyEnd) + 1)
    const to = valueEnd(text, from)
    if (members.has(key)) return null
    members.set(key, text.slice(from, to))
    at = skipSpace(text, to)
    if (text[at] === ',') at = skipSpace(text, at + 1)
  }
  return members
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    // The caller rejects the line.
    return false
  }
}

function skipSpace(text: string, at: number): number {
  let next = at
  while (text[next] === ' ' || text[next] === '\t' || text[next] === '\r' || text[next] === '\n') next += 1
  return next
}

/** Behind the string that begins here. */
function stringEnd(text: string, at: number): number {
  let next = at + 1
  while (text[next] !== '"') next += text[next] === '\\' ? 2 : 1
  return next + 1
}

/** Behind the value that begins here; the text is known to be JSON. */
function valueEnd(text: string, at: number): number {
  if (text[at] === '"') return stringEnd(text, at)
  if (text[at] !== '{' && text[at] !== '[') {
    let end = at
    while (!/[\s,}]/.test(text[end] ?? '}')) end += 1
    return end
  }
  let depth = 0
  for (let next = at; ; ) {
    const sign = text[next]
    if (sign === '"') {
      next = stringEnd(text, next)
      continue
    }
    if (sign === '{' || sign === '[') depth += 1
    if (sign === '}' || sign === ']') depth -= 1
    next += 1
    if (depth === 0) return next
  }
}
