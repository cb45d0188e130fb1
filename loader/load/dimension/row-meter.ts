import type { RowBlock } from '../../engine/index.ts'
import type { RawRow } from '../../schema/index.ts'

/** One row in so many is measured. */
const measured = 32
const perValue = 8

/** Bytes that rows take: as many as there are, as large as some of them. */
export class RowMeter {
  /** What a row and a text take besides. */
  readonly #besides: { readonly row: number; readonly text: number }
  #samples = 0
  #sampled = 0
  #characters = 0
  count = 0

  constructor(besides: { readonly row: number; readonly text: number }) {
    this.#besides = besides
  }

  add(row: RawRow): void {
    this.count += 1
    if (this.count % measured === 1) this.#measure(row)
  }

  addBlock(block: RowBlock): void {
    this.count += block.length
    for (let at = 0; at < block.length; at += measured) this.#measure(block.row(at))
  }

  #measure(row: RawRow): void {
    let bytes = this.#besides.row
    for (const value of row) {
      bytes += perValue
      if (typeof value !== 'string') continue
      bytes += this.#besides.text + value.length
      this.#characters += value.length
    }
    this.#samples += 1
    this.#sampled += bytes
  }

  /** Of the texts of a row. */
  get characters(): number {
    return this.#samples === 0 ? 0 : this.#characters / this.#samples
  }

  get average(): number {
    return this.#samples === 0 ? 0 : this.#sampled / this.#samples
  }

  get bytes(): number {
    return Math.ceil(this.count * this.average)
  }

  /** Before other rows, or the same once more. */
  forget(): void {
    this.count = 0
    this.#samples = 0
    this.#sampled = 0
    this.#characters = 0
  }
}
