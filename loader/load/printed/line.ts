import { LineRoom, type RowBlock } from '../../engine/index.ts'
import type { RawRow } from '../../schema/index.ts'

/** The row that is put into a line, and where: the same object for all rows. */
export class Line {
  readonly room = new LineRoom()
  /** Room that a line of the row takes, but for texts that are conformed. */
  need = 0
  #block: RowBlock | null = null
  #row = 0
  #values: RawRow | null = null
  printed: Buffer = Buffer.alloc(0)
  /** Where the row's cells lie, as `PrintedRows.places` tells. */
  readonly places: Int32Array

  constructor(columns: number) {
    this.places = new Int32Array(columns * 2)
  }

  /** The row of a block with this number. */
  at(block: RowBlock, row: number): void {
    this.#block = block
    this.#row = row
    this.#values = null
  }

  cell(column: number): unknown {
    return this.#block?.cell(this.#row, column)
  }

  /** The row as values. */
  get values(): RawRow {
    this.#values ??= this.#block?.row(this.#row) ?? []
    return this.#values
  }
}
