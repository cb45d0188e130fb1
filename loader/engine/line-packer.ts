import type { Cells } from '../schema/index.ts'
import { endField, endLine, fieldBytes, LineRoom, putNull } from './line-room.ts'
import type { PackedRows } from './packed-rows.ts'
import type { LineColumn } from './put-cell.ts'

/**
 * Puts rows into lines, fields between tabs, `\N` for NULL. Straight into bytes: a line that is first a text costs three times as much, most of it
 * garbage. The columns' closures are called in a loop; a line of its own for each table, compiled, gained too little.
 */
export function linePacker(columns: readonly LineColumn[]): (rows: readonly Cells[]) => PackedRows {
  const puts = columns.map(({ put }) => put)
  const long = columns.flatMap(({ most }, at) => (most === null ? [at] : []))
  const fixed = columns.reduce((sum, { most }) => sum + (most ?? mostOfText('')) + fieldBytes, 0)
  const room = new LineRoom()

  /** The most bytes that a row may take. */
  const bytesOf = (row: Cells): number => {
    let bytes = fixed
    for (const at of long) {
      const cell = row[at]
      if (typeof cell === 'string') bytes += mostOfText(cell)
    }
    return bytes
  }

  return (rows) => {
    let at = 0
    let largest = 0
    for (const row of rows) {
      room.fit(at, bytesOf(row))
      const { bytes } = room
      const start = at
      for (let column = 0; column < puts.length; column++) {
        const cell = row[column]
        at =
          cell === null || cell === undefined
            ? putNull(bytes, at)
            : (puts[column] as LineColumn['put'])(bytes, at, cell)
        at = endField(bytes, at)
      }
      endLine(bytes, at)
      if (at - start > largest) largest = at - start
    }
    return { rows: rows.length, bytes: room.take(at), largest }
  }
}

/** Three bytes for each half of UTF-16, two for what is escaped, and 8. */
export function mostOfText(text: string): number {
  return text.length * 3 + 8
}
