import type { FieldDef } from 'pg'
import { BlockRooms } from '../block-rooms.ts'
import { mostBlockRows, type RowBlock } from '../row-block.ts'
import type { Gather } from './gather.ts'
import { checkRow, PostgresRowBlock } from './row-block.ts'
import { RowReader } from './row-reader.ts'
import type { RowTaker } from './server-messages.ts'

/** A block does not grow beyond this many bytes, unless a single stretch of the connection has more. */
const mostBytes = 1024 * 1024
const firstBytes = 64 * 1024

/** Rows as blocks of bytes. */
export class BlocksGather implements Gather<RowBlock> {
  rows = 0
  #blocks: RowBlock[] = []
  #reader = new RowReader([])
  readonly #rooms = new BlockRooms()
  #room = this.#rooms.get(firstBytes)
  #filled = 0
  readonly #starts = new Int32Array(mostBlockRows)
  #count = 0
  readonly #released: boolean

  /** `released`: as in `BlockOptions`. */
  constructor(released = false) {
    this.#released = released
  }

  taker(fields: readonly FieldDef[]): RowTaker {
    this.#reader = new RowReader(fields)
    return (bytes, from, to) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
      let since = from
      for (let at = from; at < to; ) {
        if (this.#count === mostBlockRows || this.#filled + (at - since) >= mostBytes) {
          this.#keep(bytes, since, at)
          this.#end()
          since = at
        }
        this.#starts[this.#count] = this.#filled + (at - since)
        this.#count += 1
        checkRow(view, at, fields.length)
        at += 1 + view.getInt32(at + 1)
      }
      this.#keep(bytes, since, to)
    }
  }

  take(): readonly RowBlock[] {
    this.#end()
    const blocks = this.#blocks
    this.#blocks = []
    return blocks
  }

  #keep(bytes: Buffer, from: number, to: number): void {
    const filled = this.#filled + to - from
    if (filled > this.#room.length) {
      const wider = this.#rooms.get(Math.max(filled, this.#room.length * 2))
      this.#room.copy(wider, 0, 0, this.#filled)
      this.#room = wider
    }
    bytes.copy(this.#room, this.#filled, from, to)
    this.#filled = filled
  }

  #end(): void {
    if (this.#count === 0) return
    const starts = this.#starts.slice(0, this.#count)
    const [room, filled] = [this.#room, this.#filled]
    if (this.#released) {
      const release = () => this.#rooms.give(room)
      this.#blocks.push(new PostgresRowBlock(room.subarray(0, filled), starts, this.#reader, release))
      // As large as this one took: rows of a result are of nearly one size.
      this.#room = this.#rooms.get(filled + filled / 16)
    } else {
      const bytes = Buffer.allocUnsafeSlow(filled)
      room.copy(bytes, 0, 0, filled)
      this.#blocks.push(new PostgresRowBlock(bytes, starts, this.#reader))
    }
    this.rows += this.#count
    this.#filled = 0
    this.#count = 0
  }
}
