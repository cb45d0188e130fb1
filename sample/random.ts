/** A small deterministic generator (mulberry32): the same seed gives the same marketplace on every machine. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** One of its own for each row: what a row holds hangs on nothing that was drawn before it. */
  static of(...parts: readonly (string | number)[]): Random {
    // FNV-1a
    let hash = 0x811c9dc5
    for (const letter of parts.join('/')) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
    return new Random(hash)
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** An integer in [from, to]. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.next() * list.length)]
    if (found === undefined) throw new RangeError('pick: the list is empty')
    return found
  }

  /** One of the list that is not `but`. */
  other<T>(list: readonly T[], but: T): T {
    return this.pick(list.filter((one) => one !== but))
  }
}
