import type { FieldPacket } from 'mysql2'
import { mostBlockRows } from '../row-block.ts'
import { MysqlRowBlock } from './row-block.ts'
import { cellKind, RowReader } from './row-reader.ts'
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

/** Gives rows by blocks of what came at once. */
export function inBlocks(fields: Fields, give: (block: MysqlRowBlock) => void): RowTarget {
  let columns = { kinds: fields().map(cellKind), reader: new RowReader([]) }
  let bytes: Buffer | null = null
  let places: number[] = []
  const flush = () => {
    if (bytes !== null && places.length > 0) give(new MysqlRowBlock(bytes, new Int32Array(places), columns))
    bytes = null
    places = []
  }
  return {
    begin() {
      columns = { kinds: fields().map(cellKind), reader: new RowReader(fields()) }
    },
    row(chunk, from, to) {
      if (chunk !== bytes || places.length === mostBlockRows * 2) flush()
      bytes = chunk
      places.push(from, to)
    },
    flush,
  }
}
