import { type LineColumn, LineRoom, putNull } from '../../engine/index.ts'
import type { Cell } from '../../schema/index.ts'
import type { Field } from './line-maker.ts'
import { odd } from './put-printed.ts'

/** The field of a cell that is the same in all rows; no longer than a number. */
export function constantField(cell: Cell, { put }: LineColumn): Field {
  const room = new LineRoom()
  const bytes = room.take(cell === null ? putNull(room.bytes, 0) : put(room.bytes, 0, cell))
  return {
    column: -1,
    put(_printed, _from, _to, line, at) {
      for (let i = 0; i < bytes.length; i++) line[at + i] = bytes[i] as number
      return at + bytes.length
    },
    again: () => odd,
    nullable: false,
  }
}
