import type { FieldPacket } from 'mysql2'
import { mostBlockRows } from '../row-block.ts'
import { blockColumns, MysqlRowBlock } from './row-block.ts'
import { RowReader } from './row-reader.ts'
import type { RowTarget } from './row-tap.ts'

export type Fields = () => readonly FieldPacket[]
export type Give = (block: MysqlRowBlock) => void

/** Gives rows one by one. `fields`: the columns, as soon as the driver has told them. */
export function oneByOne(fields: Fields, give: (row: unknown[]) => void): RowTarget {
  let reader = new RowReader([])
  return {
    begin() {
      reader = new RowReader(fields())
    },
    row: (bytes, from, to) => give(reader.read(bytes, from, to)),
    flush: () => undefined,
  }
}

/** Gives rows by blocks of what came at once, of at most so many rows. */
export function inBlocks(fields: Fields, give: Give, mostRows: number = mostBlockRows): RowTarget {
  let columns = blockColumns([])
  let bytes: Buffer | null = null
  const places = new Int32Array(mostRows * 2)
  let filled = 0
  const flush = () => {
    if (bytes !== null && filled > 0) give(new MysqlRowBlock(bytes, places.slice(0, filled), columns))
    bytes = null
    filled = 0
  }
  return {
    begin() {
      columns = blockColumns(fields())
    },
    row(chunk, from, to) {
      if (chunk !== bytes || filled === places.length) flush()
      bytes = chunk
      places[filled] = from
      places[filled + 1] = to
      filled += 2
    },
    flush,
  }
}
