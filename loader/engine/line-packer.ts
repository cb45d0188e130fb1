import { Buffer } from 'node:buffer'
import type { Cells } from '../schema/index.ts'
import type { PackedRows } from './packed-rows.ts'
import type { LineColumn } from './put-cell.ts'

const [tab, newline, backslash, capitalN] = [9, 10, 92, 78]

/** Beyond this the room of one unusual batch is given back. */
const keptBytes = 4 * 1024 * 1024

/**
 * Puts rows into lines, fields between tabs, `\N` for NULL. Straight into bytes: a line that is first a text costs three times as much, most of it
 * garbage. The columns' closures are called in a loop; a line of its own for each table, compiled, gained too little.
 */
export function linePacker(columns: readonly LineColumn[]): (rows: readonly Cells[]) => PackedRows {
  const puts = columns.map(({ put }) => put)
  const long = columns.flatMap(({ most }, at) => (most === null ? [at] : []))
  const fixed = columns.reduce((sum, { most }) => sum + (most ?? 8) + 1, 0)
  let room = Buffer.allocUnsafeSlow(64 * 1024)

  /** The most bytes that a row may take: three for each half of UTF-16, two for what is escaped. */
  const bytesOf = (row: Cells): number => {
    let bytes = fixed
    for (const at of long) {
      const cell = row[at]
      if (typeof cell === 'string') bytes += cell.length * 3
    }
    return bytes
  }

  const grow = (filled: number, more: number): void => {
    const wider = Buffer.allocUnsafeSlow(Math.max(room.length * 2, filled + more))
    room.copy(wider, 0, 0, filled)
    room = wider
  }

  return (rows) => {
    let at = 0
    let largest = 0
    for (const row of rows) {
      const bytes = bytesOf(row)
      if (at + bytes > room.length) grow(at, bytes)
      const start = at
      for (let column = 0; column < puts.length; column++) {
        const cell = row[column]
        if (cell === null || cell === undefined) {
          room[at++] = backslash
          room[at++] = capitalN
        } else at = (puts[column] as LineColumn['put'])(room, at, cell)
        room[at++] = tab
      }
      room[at - 1] = newline
      if (at - start > largest) largest = at - start
    }
    const bytes = Buffer.allocUnsafeSlow(at)
    room.copy(bytes, 0, 0, at)
    if (room.length > keptBytes) room = Buffer.allocUnsafeSlow(64 * 1024)
    return { rows: rows.length, bytes, largest }
  }
}
