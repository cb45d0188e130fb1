import type { RowBlock, Session, Statement } from '../../engine/index.ts'
import type { RawRow } from '../../schema/index.ts'

/** Rows of a table of the warehouse, of which only some cells are looked at. */
export interface IndexRows {
  readonly length: number
  cell(at: number, column: number): unknown
  /** The first so many cells of a row, or more; good until another row is asked for. */
  first(at: number, width: number): RawRow
  /** Whether a cell is sure to be the same as that of the row before it. */
  isSame(at: number, column: number): boolean
  /** Nobody looks at them any more. */
  release(): void
}

/** As blocks where the engine has such. */
export async function* indexRows(
  session: Session,
  statement: Statement | string,
  signal: AbortSignal,
): AsyncGenerator<IndexRows, void, undefined> {
  if (session.readBlocks === undefined) {
    for await (const rows of session.read(statement, { signal })) yield ofValues(rows)
    return
  }
  for await (const block of session.readBlocks(statement, { signal, released: true })) yield ofBlock(block)
}

function ofValues(rows: readonly RawRow[]): IndexRows {
  return {
    length: rows.length,
    cell: (at, column) => rows[at]?.[column],
    first: (at) => rows[at] ?? [],
    isSame: (at, column) => at > 0 && rows[at]?.[column] === rows[at - 1]?.[column],
    release: () => undefined,
  }
}

function ofBlock(block: RowBlock): IndexRows {
  // The same for each row.
  const cells: unknown[] = []
  return {
    length: block.length,
    cell: (at, column) => block.cell(at, column),
    first(at, width) {
      for (let column = 0; column < width; column++) cells[column] = block.cell(at, column)
      return cells
    },
    isSame: (at, column) => at > 0 && block.isSame(at, column, block, at - 1, column),
    release: () => block.release?.(),
  }
}
