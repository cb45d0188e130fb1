/** Whole numbers that mostly come in a row, as ranges. */
export class KeyRanges {
  /** The first and the last of each range, ascending. */
  readonly #first: number[] = []
  readonly #last: number[] = []

  add(key: number): void {
    const at = this.#behind(key)
    const before = this.#last[at - 1]
    if (before !== undefined && before >= key) return
    if (before === key - 1) this.#last[at - 1] = key
    else {
      this.#first.splice(at, 0, key)
      this.#last.splice(at, 0, key)
    }
  }

  has(key: number): boolean {
    return (this.#last[this.#behind(key) - 1] ?? Number.NEGATIVE_INFINITY) >= key
  }

  /** How many ranges begin at the key or before it. */
  #behind(key: number): number {
    let low = 0
    let high = this.#first.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#first[middle] as number) <= key) low = middle + 1
      else high = middle
    }
    return low
  }
}
