/** Longer parts of a text keep the whole of it in memory (V8), so they are made from the bytes. */
export const shortText = 12

const places = 256
const beyondAscii = 0x80_80_80_80 | 0

/** The short texts of one column; those that came lately are given again, so that a repeated one is no new text. */
export class ShortTexts {
  readonly #lately = new Array<string>(places).fill('')
  /** The bytes of each of these, in words: the first four, the last four, those from the fifth on, and how many there are. */
  readonly #words = new Int32Array(places * 4)

  /** The text of these bytes, which `view` shows too, in UTF-8; `latin1` is what they are part of, one character a byte, from `shift` on. */
  read(bytes: Buffer, view: DataView, from: number, to: number, latin1: string, shift: number): string {
    const length = to - from
    let first = 0
    let last = 0
    let middle = 0
    if (length < 4) {
      for (let at = from; at < to; at++) first = (first << 8) | (bytes[at] as number)
    } else {
      first = view.getInt32(from)
      last = view.getInt32(to - 4)
      if (length > 8) middle = view.getInt32(from + 4)
    }
    if (((first | last | middle) & beyondAscii) !== 0) return bytes.toString('utf8', from, to)
    const words = this.#words
    const place = placeOf(first, last, middle)
    const word = place * 4
    if (words[word] === first && words[word + 1] === last && words[word + 2] === middle && words[word + 3] === length)
      return this.#lately[place] as string
    const text = latin1.substring(from - shift, to - shift)
    this.#lately[place] = text
    words[word] = first
    words[word + 1] = last
    words[word + 2] = middle
    words[word + 3] = length
    return text
  }
}

/** Spread by the multipliers of MurmurHash3 and of Knuth. */
function placeOf(first: number, last: number, middle: number): number {
  const mixed = first ^ Math.imul(last, 0x85_eb_ca_6b) ^ Math.imul(middle, 0xc2_b2_ae_35)
  return Math.imul(mixed, 0x9e_37_79_b1) >>> 24
}
