import type { ColumnShape } from '../../schema/index.ts'
import type { Convert } from './convert.ts'
import { decodeUtf8 } from './decode-utf8.ts'

/** Folds and trims text before the column's own conversion sees it. KIMBALL.md, Text rules. */
export function tidied(column: ColumnShape, convert: Convert): Convert {
  const { folded = false, trimmed = false } = column
  if (!folded && !trimmed) return convert
  return (value) => {
    let text = typeof value === 'string' ? value : decodeUtf8(value)
    if (text === undefined) return convert(value)
    if (trimmed) text = trim(text)
    if (folded) text = fold(text)
    return convert(text)
  }
}

const ascii = /^[ -~]*$/

/** Without U+0020 at both ends; other white space is content. */
function trim(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && text.charCodeAt(start) === 32) start++
  while (end > start && text.charCodeAt(end - 1) === 32) end--
  return end - start === text.length ? text : text.slice(start, end)
}

/**
 * Lower case, then NFC: some letters compose in lower case alone (H̱ has no composed form, ẖ has one), and how a text was composed before makes no
 * difference to its lower case.
 */
function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  return text.toLowerCase().normalize('NFC')
}
