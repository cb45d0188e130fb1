import { BlockRooms } from '../block-rooms.ts'
import { mostBlockRows } from '../row-block.ts'
import { blockColumns, MysqlRowBlock } from './row-block.ts'
import type { RowTarget } from './row-tap.ts'
import type { Fields, Give } from './row-targets.ts'

/** Bytes after which a block ends, whatever its rows. */
const mostBytes = 512 * 1024

/**
 * Gives rows by blocks in rooms that are used again when a block is released. What came is copied there and gone at once: kept as long as a block, it would be old to V8's collector. `rest` gives what is left at the end.
 */
export function inRooms(
  fields: Fields,
  give: Give,
  mostRows: number = mostBlockRows,
): RowTarget & { rest(): MysqlRowBlock | null } {
  const rooms = new BlockRooms()
  let columns = blockColumns([])
  let room = rooms.get(mostBytes)
  let used = 0
  const places = new Int32Array(mostRows * 2)
  let filled = 0
  /** Of those places, how many are of rows that have been copied. */
  let copied = 0
  let chunk: Buffer | null = null

  const copy = () => {
    if (chunk === null || copied === filled) return
    const [from, to] = [places[copied] as number, places[filled - 1] as number]
    if (used + to - from > room.length) {
      const wider = rooms.get(used + to - from)
      room.copy(wider, 0, 0, used)
      room = wider
    }
    chunk.copy(room, used, from, to)
    for (; copied < filled; copied++) places[copied] = (places[copied] as number) - from + used
    used += to - from
  }
  const rest = () => {
    copy()
    if (filled === 0) return null
    const own = room
    const block = new MysqlRowBlock(own.subarray(0, used), places.slice(0, filled), columns, () => rooms.give(own))
    room = rooms.get(mostBytes)
    used = 0
    filled = 0
    copied = 0
    return block
  }
  return {
    begin() {
      columns = blockColumns(fields())
    },
    row(bytes, from, to) {
      if (bytes !== chunk) copy()
      if (filled === places.length || used >= mostBytes) {
        const block = rest()
        if (block !== null) give(block)
      }
      chunk = bytes
      places[filled] = from
      places[filled + 1] = to
      filled += 2
    },
    flush() {
      copy()
      chunk = null
    },
    rest,
  }
}
