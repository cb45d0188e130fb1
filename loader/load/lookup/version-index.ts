/** What `asOf` answers instead of a position. */
export const BEFORE_FIRST = -1
export const IN_A_GAP = -2

/**
 * The versions of all members of one dimension as flat arrays: a member's versions lie side by side, sorted by valid_from, so that an as-of
 * lookup is a binary search in a few neighbouring cells. Canonical times compare as texts.
 */
export class VersionIndex {
  readonly #start: Int32Array
  readonly #keys: Int32Array
  readonly #from: readonly string[]
  readonly #to: readonly string[]
  /** By member. */
  readonly #latestKeys: Int32Array

  private constructor(start: Int32Array, keys: Int32Array, from: readonly string[], to: readonly string[]) {
    this.#start = start
    this.#keys = keys
    this.#from = from
    this.#to = to
    this.#latestKeys = new Int32Array(start.length - 1)
    for (let member = 0; member < start.length - 1; member++) this.#latestKeys[member] = this.key(this.latest(member))
  }

  /** Sorts versions that arrived in any order; `members` is the number of ordinals in use, each with at least one version. */
  static of(versions: ArrivedVersions, members: number): VersionIndex {
    const { ordinals, keys, from, to } = versions
    const start = new Int32Array(members + 1)
    for (const ordinal of ordinals) start[ordinal + 1] = (start[ordinal + 1] ?? 0) + 1
    for (let member = 0; member < members; member++) start[member + 1] = (start[member + 1] ?? 0) + (start[member] ?? 0)
    const next = start.slice(0, members)
    const order = new Int32Array(ordinals.length)
    for (let arrival = 0; arrival < ordinals.length; arrival++) {
      const ordinal = ordinals[arrival] ?? 0
      const first = start[ordinal] ?? 0
      // Insertion sort: a member's versions are few, and mostly arrive in order.
      let at = next[ordinal] ?? 0
      next[ordinal] = at + 1
      const time = from[arrival] ?? ''
      while (at > first && (from[order[at - 1] ?? 0] ?? '') > time) {
        order[at] = order[at - 1] ?? 0
        at -= 1
      }
      order[at] = arrival
    }
    const sorted = new Int32Array(order.length)
    for (let at = 0; at < order.length; at++) sorted[at] = keys[order[at] as number] as number
    return new VersionIndex(start, sorted, inOrder(from, order), inOrder(to, order))
  }

  get size(): number {
    return this.#keys.length
  }

  /** The surrogate key of a position. */
  key(position: number): number {
    return this.#keys[position] ?? 0
  }

  /** Every surrogate key with its member. */
  members(): ReadonlyMap<number, number> {
    const members = new Map<number, number>()
    for (let member = 0; member + 1 < this.#start.length; member++) {
      for (let at = this.first(member); at <= this.latest(member); at++) members.set(this.key(at), member)
    }
    return members
  }

  first(member: number): number {
    return this.#start[member] ?? 0
  }

  /** The version with the greatest valid_from, ended or not. */
  latest(member: number): number {
    return (this.#start[member + 1] ?? 0) - 1
  }

  /** The surrogate key of its latest version. */
  latestKey(member: number): number {
    return this.#latestKeys[member] ?? 0
  }

  /** The version with `valid_from <= time < valid_to`, or BEFORE_FIRST, or IN_A_GAP (after an ended version too). */
  asOf(member: number, time: string): number {
    const first = this.#start[member] ?? 0
    let low = first
    let high = this.#start[member + 1] ?? 0
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#from[middle] ?? '') <= time) low = middle + 1
      else high = middle
    }
    if (low === first) return BEFORE_FIRST
    return time < (this.#to[low - 1] ?? '') ? low - 1 : IN_A_GAP
  }
}

function inOrder(texts: readonly string[], order: Int32Array): readonly string[] {
  const sorted = new Array<string>(order.length)
  for (let at = 0; at < order.length; at++) sorted[at] = texts[order[at] as number] as string
  return sorted
}

/** Versions in order of arrival, column by column. */
export interface ArrivedVersions {
  readonly ordinals: number[]
  readonly keys: number[]
  readonly from: string[]
  readonly to: string[]
}
