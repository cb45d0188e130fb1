import { isUtf8 } from 'node:buffer'

/**
 * The text of these bytes; what is no UTF-8 stays bytes, which conform rejects: MariaDB stores half a surrogate pair in any column of text, and decoding puts U+FFFD in
 * its place without a word.
 */
export function textOfBytes(bytes: Buffer, from: number, to: number): string | Buffer {
  const text = bytes.toString('utf8', from, to)
  // Only then may something be lost; U+FFFD may also stand in the source itself.
  if (!text.includes('\ufffd')) return text
  const own = Buffer.from(bytes.subarray(from, to))
  return isUtf8(own) ? text : own
}
