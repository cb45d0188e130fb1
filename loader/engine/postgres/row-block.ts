import type { PrintedForm, PrintedRows, RowBlock } from '../row-block.ts'
import { endOfRow, endsEarly, notFilled, type RowReader, rowHead } from './row-reader.ts'

/** Rows that are asked for one after another share the making of so many bytes' text. */
const pieceBytes = 4096

const nothing = Buffer.alloc(0)

/** DataRow messages, one behind the other. */
export class PostgresRowBlock implements RowBlock, PrintedRows {
  #bytes: Buffer
  #view: DataView
  /** Where each message begins. */
  #starts: Int32Array
  readonly #reader: RowReader
  readonly #released: () => void
  #piece = ''
  #pieceFrom = 0

  /** Of rows that `checkRow` has seen. `released`: told once nobody looks at the bytes any more, if ever. */
  constructor(bytes: Buffer, starts: Int32Array, reader: RowReader, released: () => void = () => undefined) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#starts = starts
    this.#reader = reader
    this.#released = released
  }

  get bytes(): Buffer {
    return this.#bytes
  }

  get length(): number {
    return this.#starts.length
  }

  get printed(): PrintedRows {
    return this
  }

  get forms(): readonly PrintedForm[] {
    return this.#reader.printed
  }

  row(at: number): unknown[] {
    const start = this.#starts[at] as number
    const end = this.#starts[at + 1] ?? this.#bytes.length
    if (start < this.#pieceFrom || end > this.#pieceFrom + this.#piece.length) {
      this.#piece = this.#bytes.toString('latin1', start, Math.max(end, start + pieceBytes))
      this.#pieceFrom = start
    }
    return this.#reader.read(this.#bytes, this.#view, start, this.#piece, this.#pieceFrom)
  }

  cell(at: number, column: number): unknown {
    const place = this.#place(at, column)
    const length = this.#view.getInt32(place)
    return length === -1 ? null : this.#reader.cell(this.#bytes, column, place + 4, place + 4 + length)
  }

  isSame(at: number, column: number, other: RowBlock, otherAt: number, otherColumn: number): boolean {
    if (!(other instanceof PostgresRowBlock)) return this.cell(at, column) === other.cell(otherAt, otherColumn)
    const [bytes, others] = [this.#bytes, other.#bytes]
    const [one, two] = [this.#place(at, column), other.#place(otherAt, otherColumn)]
    const length = this.#view.getInt32(one)
    if (length !== other.#view.getInt32(two)) return false
    for (let i = 4; i < length + 4; i++) if (bytes[one + i] !== others[two + i]) return false
    return true
  }

  release(): void {
    if (this.#bytes === nothing) return
    // Whoever should look at it all the same must not find others' rows.
    this.#bytes = nothing
    this.#view = new DataView(new ArrayBuffer(0))
    this.#starts = new Int32Array(0)
    this.#released()
  }

  isNull(at: number, column: number): boolean {
    return this.#view.getInt32(this.#place(at, column)) === -1
  }

  places(at: number, places: Int32Array): number {
    const view = this.#view
    const start = this.#starts[at] as number
    let place = start + rowHead
    for (let i = 0; i < places.length; i += 2) {
      const length = view.getInt32(place)
      place += 4
      if (length === -1) {
        places[i] = -1
        places[i + 1] = -1
      } else {
        places[i] = place
        place += length
        places[i + 1] = place
      }
    }
    return place - start
  }

  /** Where a cell's length stands, its text behind it. */
  #place(at: number, column: number): number {
    const view = this.#view
    let place = (this.#starts[at] as number) + rowHead
    for (let i = 0; i < column; i++) {
      const length = view.getInt32(place)
      place += length === -1 ? 4 : 4 + length
    }
    return place
  }
}

/** Throws an Error where the cells of the message that begins at `start` do not fill it. */
export function checkRow(view: DataView, start: number, columns: number): void {
  const end = endOfRow(view, start, columns)
  let at = start + rowHead
  for (let column = 0; column < columns; column++) {
    if (at + 4 > end) throw endsEarly()
    const length = view.getInt32(at)
    if (length < -1) throw endsEarly()
    at += length === -1 ? 4 : 4 + length
    if (at > end) throw endsEarly()
  }
  if (at !== end) throw notFilled()
}
