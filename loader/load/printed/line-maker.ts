import {
  endField,
  endLine,
  fieldBytes,
  type PackedRows,
  type PrintedRows,
  putNull,
  type RowBlock,
} from '../../engine/index.ts'
import type { RawRow } from '../../schema/index.ts'
import type { Line } from './line.ts'
import { besides, odd, type PutPrinted } from './put-printed.ts'

/** One field of a line. */
export interface Field {
  /** The column of the source that it is made of; -1: none, and there are no bytes to put. */
  readonly column: number
  readonly put: PutPrinted
  /** What to do where that is odd; `odd` again: the row takes the way by values. */
  readonly again: (at: number) => number
  /** Whether NULL is `\N`, and not odd. */
  readonly nullable: boolean
}

/** What became of a block. */
export interface MadeLines {
  /** Null: of no row. */
  readonly lines: PackedRows | null
  /** Rows that need more than their bytes, in their order. */
  readonly rest: readonly RawRow[]
}

/** Makes the lines of a bulk load straight from the bytes of rows, no value in between. */
export class LineMaker {
  readonly #line: Line
  readonly #columns: Int32Array
  readonly #puts: readonly PutPrinted[]
  readonly #fields: readonly Field[]
  readonly #mostBytes: number
  /** Room that a line takes besides its cells. */
  readonly #fixed: number
  #largest = 0
  /** How often a source column may be copied into a line. */
  readonly #copies: number

  /** `mostBytes`: a line of more is odd. */
  constructor(line: Line, fields: readonly Field[], mostBytes: number) {
    this.#line = line
    this.#columns = Int32Array.from(fields, ({ column }) => column)
    this.#puts = fields.map(({ put }) => put)
    this.#fields = fields
    this.#mostBytes = mostBytes
    this.#fixed = fields.length * (besides + fieldBytes)
    this.#copies = Math.max(1, ...fields.map(({ column }) => fields.filter((field) => field.column === column).length))
  }

  make(block: RowBlock): MadeLines {
    const { printed } = block
    if (printed === undefined) throw new Error('a block has no bytes to make lines of')
    const rest: RawRow[] = []
    this.#line.printed = printed.bytes
    this.#largest = 0
    const end = this.#rows(block, printed, rest)
    const rows = block.length - rest.length
    return { lines: rows === 0 ? null : { rows, bytes: this.#line.room.take(end), largest: this.#largest }, rest }
  }

  /** Nothing stands behind the loop: V8 compiles it while it runs for the first time, and would give that up at whatever it has not seen run. */
  #rows(block: RowBlock, printed: PrintedRows, rest: RawRow[]): number {
    const line = this.#line
    const { room } = line
    const { length } = block
    let at = 0
    for (let row = 0; row < length; row++) {
      line.at(block, row)
      line.need = this.#fixed + printed.places(row, line.places) * this.#copies
      room.fit(at, line.need)
      const end = this.#row(at)
      if (end === odd || end - at > this.#mostBytes) rest.push(line.values)
      else {
        if (end - at > this.#largest) this.#largest = end - at
        at = end
      }
    }
    return at
  }

  #row(start: number): number {
    const line = this.#line
    const { places, printed, room } = line
    const columns = this.#columns
    const puts = this.#puts
    let at = start
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i] as number
      const from = column < 0 ? 0 : (places[column * 2] as number)
      const to = column < 0 ? 0 : (places[column * 2 + 1] as number)
      let end: number = odd
      if (from >= 0) {
        end = (puts[i] as PutPrinted)(printed, from, to, room.bytes, at)
        if (end < 0) end = (this.#fields[i] as Field).again(at)
      } else if ((this.#fields[i] as Field).nullable) end = putNull(room.bytes, at)
      if (end < 0) return odd
      at = endField(room.bytes, end)
    }
    endLine(room.bytes, at)
    return at
  }
}
