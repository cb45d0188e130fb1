import { decodeUtf8 } from './decode-utf8.ts'

/** A JSON document's text without the white space outside its strings; digits, escapes and the order of keys stay as they are. */
export function convertJson(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value : decodeUtf8(value)
  if (text === undefined || !text.isWellFormed() || !isJson(text)) return undefined
  return /[ \t\n\r]/.test(text) ? compact(text) : text
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    // The caller rejects the row and names the column.
    return false
  }
}

function compact(text: string): string {
  let result = ''
  let start = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (inString && unit === 92) i++
    else if (unit === 34) inString = !inString
    else if (!inString && (unit === 32 || unit === 9 || unit === 10 || unit === 13)) {
      result += text.slice(start, i)
      start = i + 1
    }
  }
  return result + text.slice(start)
}
