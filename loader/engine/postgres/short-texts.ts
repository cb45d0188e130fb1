/** Longer parts of a text keep the whole of it in memory (V8), so they are made from the bytes. */
export const shortText = 12

const places = 256

/** The short texts of one column; those that came lately are given again, so that a repeated one is no new text. */
export class ShortTexts {
  readonly #lately = new Array<string>(places).fill('')

  /** The text of these bytes, UTF-8; `latin1` is what they are part of, one character a byte, from `shift` on. */
  read(bytes: Buffer, from: number, to: number, latin1: string, shift: number): string {
    let high = 0
    let hash = 0
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number
      high |= byte
      hash = (hash * 31 + byte) | 0
    }
    if (high > 127) return bytes.toString('utf8', from, to)
    const place = (hash ^ (hash >> 8)) & (places - 1)
    const known = this.#lately[place] as string
    if (isSame(known, bytes, from, to)) return known
    const text = latin1.substring(from - shift, to - shift)
    this.#lately[place] = text
    return text
  }
}

function isSame(text: string, bytes: Buffer, from: number, to: number): boolean {
  if (text.length !== to - from) return false
  for (let at = from; at < to; at++) if (text.charCodeAt(at - from) !== bytes[at]) return false
  return true
}
