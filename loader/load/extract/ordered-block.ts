import type { PrintedRows, RowBlock } from '../../engine/index.ts'

/** A block with its columns in declared order; `positions` as in `PreparedQuery`. */
export function inDeclaredOrder(block: RowBlock, positions: readonly number[] | null): RowBlock {
  if (positions === null) return block
  const { printed } = block
  return {
    length: block.length,
    row(at) {
      const row = block.row(at)
      return positions.map((position) => row[position])
    },
    cell: (at, column) => block.cell(at, positions[column] as number),
    isSame: (at, column, other, otherAt, otherColumn) =>
      block.isSame(at, positions[column] as number, other, otherAt, otherColumn),
    release: () => block.release?.(),
    ...(printed === undefined ? {} : { printed: printedInOrder(printed, positions) }),
  }
}

function printedInOrder(printed: PrintedRows, positions: readonly number[]): PrintedRows {
  const { bytes, forms } = printed
  const given = new Int32Array(forms.length * 2)
  return {
    bytes,
    isNull: (at, column) => printed.isNull(at, positions[column] as number),
    forms: positions.map((position) => forms[position] ?? 'other'),
    places(at, places) {
      const size = printed.places(at, given)
      for (let column = 0; column < positions.length; column++) {
        const position = positions[column] as number
        places[column * 2] = given[position * 2] as number
        places[column * 2 + 1] = given[position * 2 + 1] as number
      }
      return size
    },
  }
}
