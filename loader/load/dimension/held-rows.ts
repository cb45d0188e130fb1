import { mostBlockRows, type RowBlock } from '../../engine/index.ts'

/** Rows in blocks, kept until the end of a load, each known by a number that grows from row to row. */
export class HeldRows {
  readonly #blocks: RowBlock[] = []

  /** Gives the number of its first row. */
  hold(block: RowBlock): number {
    return (this.#blocks.push(block) - 1) * mostBlockRows
  }

  get isEmpty(): boolean {
    return this.#blocks.length === 0
  }

  block(number: number): RowBlock {
    return this.#blocks[(number / mostBlockRows) | 0] as RowBlock
  }

  row(number: number): unknown[] {
    return this.block(number).row(number % mostBlockRows)
  }
}

/** The place of a row in its block. */
export function placeOf(number: number): number {
  return number % mostBlockRows
}
