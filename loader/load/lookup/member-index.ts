/** A natural key as lookups compare it: the canonical cell of a single column, or the text that `keyOf` makes of several. */
export type IndexKey = string | number

/** At most this many slots for each member: an array by id beats a Map until ids are spread too thin to be worth the memory. */
const SLOTS_PER_MEMBER = 4

/**
 * Natural key → ordinal (0, 1, 2 … in order of arrival). Filled with `add`, then `seal`ed once: dense integer keys move from the Map into an
 * array by id, which answers about ten times faster (PERFORMANCE.md).
 */
export class MemberIndex {
  readonly #byKey = new Map<IndexKey, number>()
  #byId: Int32Array | null = null
  #least = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  /** The key's ordinal, a new one if it is new. */
  add(key: IndexKey): number {
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    this.#byKey.set(key, this.#size)
    this.#size += 1
    return this.#size - 1
  }

  seal(): void {
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    for (const key of this.#byKey.keys()) {
      if (typeof key !== 'number') return
      if (key < least) least = key
      if (key > most) most = key
    }
    if (most - least + 1 > this.#size * SLOTS_PER_MEMBER || this.#size === 0) return
    const byId = new Int32Array(most - least + 1).fill(-1)
    for (const [key, ordinal] of this.#byKey) byId[(key as number) - least] = ordinal
    this.#byId = byId
    this.#least = least
    this.#byKey.clear()
  }

  /** The key's ordinal, or -1. */
  find(key: IndexKey): number {
    if (this.#byId === null) return this.#byKey.get(key) ?? -1
    return typeof key === 'number' ? (this.#byId[key - this.#least] ?? -1) : -1
  }
}
