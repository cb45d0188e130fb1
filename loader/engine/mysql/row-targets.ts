import type { FieldPacket } from 'mysql2'
import { mostBlockRows } from '../row-block.ts'
import { blockColumns, MysqlRowBlock } from './row-block.ts'
import { RowReader } from './row-reader.ts'
import type { RowTarget } from './row-tap.ts'

type Fields = () => readonly FieldPacket[]

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

/** Gives rows by blocks of what came at once, of at most so many. */
export function inBlocks(
  fields: Fields,
  give: (block: MysqlRowBlock) => void,
  mostRows: number = mostBlockRows,
): RowTarget {
  let columns = blockColumns([])
  let bytes: Buffer | null = null
  let places: number[] = []
  const flush = () => {
    if (bytes !== null && places.length > 0) give(new MysqlRowBlock(bytes, new Int32Array(places), columns))
    bytes = null
    places = []
  }
  return {
    begin() {
      columns = blockColumns(fields())
    },
    row(chunk, from, to) {
      if (chunk !== bytes || places.length === mostRows * 2) flush()
      bytes = chunk
      places.push(from, to)
    },
    flush,
  }
}
