import type { RowBlock } from '../../engine/index.ts'

/** Some rows of a block, as one; the last of its parts gives it back as a whole when it is released. */
export function blockPart(block: RowBlock, from: number, to: number): RowBlock {
  const { printed } = block
  const isLast = to === block.length
  return {
    length: to - from,
    row: (at) => block.row(from + at),
    cell: (at, column) => block.cell(from + at, column),
    isSame: (at, column, other, otherAt, otherColumn) => block.isSame(from + at, column, other, otherAt, otherColumn),
    ...(isLast ? { release: () => block.release?.() } : {}),
    ...(printed === undefined
      ? {}
      : {
          printed: {
            bytes: printed.bytes,
            forms: printed.forms,
            isNull: (at, column) => printed.isNull(from + at, column),
            places: (at, places) => printed.places(from + at, places),
          },
        }),
  }
}
