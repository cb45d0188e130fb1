import type { Convert } from './convert.ts'
import { decodeUtf8 } from './decode-utf8.ts'

/**
 * Text exactly as it is, of at most `length` code points (undefined: any number). Lone surrogates and bytes that are no UTF-8 do not fit, NUL only
 * where the engine holds it. Numbers and booleans are no text: a definition that means them says so in SQL.
 */
export function textConverter(length: number | undefined, nul: boolean): Convert {
  const most = length ?? Number.POSITIVE_INFINITY
  return (value) => {
    const text = typeof value === 'string' ? value : decodeUtf8(value)
    if (text === undefined || !text.isWellFormed() || (!nul && text.includes('\0'))) return undefined
    return text.length <= most || codePoints(text) <= most ? text : undefined
  }
}

/** The code points of well-formed text. */
function codePoints(text: string): number {
  let count = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0xd800 && unit < 0xdc00) count--
  }
  return count
}
