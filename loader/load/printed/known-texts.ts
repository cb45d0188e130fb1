/** A power of two. */
const slots = 2048
const longest = 12

/** Numbers that short texts stood for lately, by their bytes. */
export class KnownTexts {
  /** Four words each: the first four bytes, those from the fifth and from the ninth on, and how many there are. */
  readonly #words = new Int32Array(slots * 4)
  readonly #numbers = new Int32Array(slots)

  /** The slot of a text, or -1 for one that is too long; `isKnown` tells of whom it is. */
  slot(bytes: Buffer, from: number, to: number): number {
    const length = to - from
    if (length > longest || length === 0) return -1
    const first = word(bytes, from, to)
    const middle = word(bytes, from + 4, to)
    const last = word(bytes, from + 8, to)
    // Spread by the multipliers of MurmurHash3 and of Knuth.
    const mixed = first ^ Math.imul(middle, 0x85_eb_ca_6b) ^ Math.imul(last, 0xc2_b2_ae_35)
    const slot = Math.imul(mixed, 0x9e_37_79_b1) >>> 21
    const words = this.#words
    const at = slot * 4
    if (words[at] === first && words[at + 1] === middle && words[at + 2] === last && words[at + 3] === length)
      return slot
    words[at] = first
    words[at + 1] = middle
    words[at + 2] = last
    words[at + 3] = length
    this.#numbers[slot] = unknown
    return slot
  }

  /** What stands in a slot; `unknown` where it has been given to another text since. */
  number(slot: number): number {
    return this.#numbers[slot] as number
  }

  keep(slot: number, number: number): void {
    this.#numbers[slot] = number
  }

  forget(): void {
    this.#words.fill(0)
  }
}

export const unknown = -2

function word(bytes: Buffer, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to && at < from + 4; at++) value = (value << 8) | (bytes[at] as number)
  return value
}
