import { isUtf8 } from 'node:buffer'
import type { FieldPacket } from 'mysql2'

const binaryCharacters = 63
const beyondAscii = /[^\0-\x7f]/

/**
 * Tells the driver, before the first row, to hand over text one byte a character, and gives the positions of such columns for `decodeTexts`. Its
 * own decoding puts U+FFFD in the place of what is no UTF-8, without a word: MariaDB stores half a surrogate pair in any column of text.
 */
export function textsAsBytes(fields: readonly FieldPacket[]): readonly number[] {
  return fields.flatMap((field, at) => {
    const { columnType: type = -1, characterSet } = field
    // Numbers of the protocol: varchar · enum to longtext · string types; their bytes are the driver's where they are binary.
    const isText = characterSet !== binaryCharacters && (type === 15 || (type >= 247 && type <= 254))
    if (isText) field.encoding = 'latin1'
    return isText ? [at] : []
  })
}

/** Turns the bytes of a row's text columns into text, in place; what is no UTF-8 into bytes, which conform rejects. */
export function decodeTexts(row: unknown[], texts: readonly number[]): void {
  for (const at of texts) {
    const bytes = row[at]
    if (typeof bytes === 'string' && beyondAscii.test(bytes)) row[at] = decoded(bytes)
  }
}

/** For short texts: a buffer of one's own for each value would cost as much again. */
const scratch = Buffer.allocUnsafe(4096)

function decoded(latin1: string): string | Buffer {
  const { length } = latin1
  const bytes = length <= scratch.length ? scratch : Buffer.allocUnsafe(length)
  bytes.write(latin1, 0, length, 'latin1')
  const text = bytes.toString('utf8', 0, length)
  // Only then may something be lost; U+FFFD may also stand in the source itself.
  if (!text.includes('\ufffd')) return text
  const own = Buffer.from(bytes.subarray(0, length))
  return isUtf8(own) ? text : own
}
