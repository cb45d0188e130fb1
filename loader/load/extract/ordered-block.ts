import type { RowBlock } from '../../engine/index.ts'

/** A block with its columns in declared order; `positions` as in `PreparedQuery`. */
export function inDeclaredOrder(block: RowBlock, positions: readonly number[] | null): RowBlock {
  if (positions === null) return block
  return {
    length: block.length,
    row(at) {
      const row = block.row(at)
      return positions.map((position) => row[position])
    },
    cell: (at, column) => block.cell(at, positions[column] as number),
    isSame: (at, column, other, otherAt, otherColumn) =>
      block.isSame(at, positions[column] as number, other, otherAt, otherColumn),
  }
}
