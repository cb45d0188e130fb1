import type { RowBlock } from '../../engine/index.ts'
import type { RawRow } from '../../schema/index.ts'
import { HeldRows, placeOf } from './held-rows.ts'

/** The rows of a dimension's table by member, each member and each row a number. */
export class StoredRows {
  readonly #rows = new HeldRows()
  /** By member: its latest row, or -1. */
  readonly #latest: number[] = []
  /** By row, of members that have several: another one, or -1. */
  readonly #others = new Map<number, number>()
  readonly #from: ((block: RowBlock, at: number) => string) | null

  /** `from`: when a version begins; null: nobody asks which is the latest. */
  constructor(from: ((block: RowBlock, at: number) => string) | null) {
    this.#from = from
  }

  get isEmpty(): boolean {
    return this.#rows.isEmpty
  }

  /** Gives the number of a block's first row. */
  hold(block: RowBlock): number {
    return this.#rows.hold(block)
  }

  add(member: number, row: number): void {
    const latest = this.latest(member)
    if (latest < 0) {
      this.#latest[member] = row
      return
    }
    const isLatest = this.#beginning(row) >= this.#beginning(latest)
    this.#others.set(row, isLatest ? latest : (this.#others.get(latest) ?? -1))
    if (isLatest) this.#latest[member] = row
    else this.#others.set(latest, row)
  }

  /** The member's row with the greatest valid_from; -1: it has none. */
  latest(member: number): number {
    // Members have numbers before they have rows.
    while (this.#latest.length <= member) this.#latest.push(-1)
    return this.#latest[member] as number
  }

  block(row: number): RowBlock {
    return this.#rows.block(row)
  }

  /** A member's rows, the latest first. */
  *of(member: number): Generator<RawRow, void, undefined> {
    for (let row = this.latest(member); row >= 0; row = this.#others.get(row) ?? -1) yield this.#rows.row(row)
  }

  #beginning(row: number): string {
    return this.#from?.(this.#rows.block(row), placeOf(row)) ?? ''
  }
}
