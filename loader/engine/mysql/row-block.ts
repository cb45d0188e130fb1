import type { FieldPacket } from 'mysql2'
import type { PrintedForm, PrintedRows, RowBlock } from '../row-block.ts'
import {
  type CellKind,
  cellKind,
  integerOfBytes,
  isNull,
  lengthBytes,
  longLength,
  RowReader,
  rowOutOfShape,
} from './row-reader.ts'
import { textOfBytes } from './text-bytes.ts'

/** What blocks of one result have in common. */
export interface BlockColumns {
  readonly kinds: readonly CellKind[]
  readonly forms: readonly PrintedForm[]
  readonly reader: RowReader
}

export function blockColumns(fields: readonly FieldPacket[]): BlockColumns {
  const kinds = fields.map(cellKind)
  return { kinds, forms: kinds.map((kind) => printedForms[kind]), reader: new RowReader(fields) }
}

const printedForms: Readonly<Record<CellKind, PrintedForm>> = {
  integer: 'number',
  printed: 'text',
  text: 'text',
  bytes: 'other',
}

const nothing = Buffer.alloc(0)

/** Rows that came at once, where they begin and end in the bytes. */
export class MysqlRowBlock implements RowBlock, PrintedRows {
  #bytes: Buffer
  /** Two for each row. */
  #places: Int32Array
  readonly #columns: BlockColumns
  readonly #released: () => void

  /** `released`: told once nobody looks at the bytes any more, if ever. Throws an Error where a row's cells do not end where it does. */
  constructor(bytes: Buffer, places: Int32Array, columns: BlockColumns, released: () => void = () => undefined) {
    this.#bytes = bytes
    this.#places = places
    this.#columns = columns
    this.#released = released
    for (let at = 0; at < places.length; at += 2)
      if (this.#start(at >> 1, columns.kinds.length) !== places[at + 1]) throw rowOutOfShape()
  }

  get bytes(): Buffer {
    return this.#bytes
  }

  release(): void {
    if (this.#bytes === nothing) return
    // Whoever should look at it all the same must not find others' rows.
    this.#bytes = nothing
    this.#places = new Int32Array(0)
    this.#released()
  }

  get printed(): PrintedRows {
    return this
  }

  get forms(): readonly PrintedForm[] {
    return this.#columns.forms
  }

  get length(): number {
    return this.#places.length / 2
  }

  row(at: number): unknown[] {
    return this.#columns.reader.read(this.#bytes, this.#places[at * 2] as number, this.#places[at * 2 + 1] as number)
  }

  cell(at: number, column: number): unknown {
    const bytes = this.#bytes
    const start = this.#start(at, column)
    const first = bytes[start] as number
    if (first === isNull) return null
    const from = start + (first < isNull ? 1 : lengthBytes(first))
    const to = from + (first < isNull ? first : longLength(bytes, start, first))
    switch (this.#columns.kinds[column]) {
      case 'integer':
        return integerOfBytes(bytes, from, to)
      case 'printed':
        return bytes.toString('latin1', from, to)
      case 'text':
        return textOfBytes(bytes, from, to)
      default:
        return Buffer.from(bytes.subarray(from, to))
    }
  }

  isSame(at: number, column: number, other: RowBlock, otherAt: number, otherColumn: number): boolean {
    if (!(other instanceof MysqlRowBlock)) return this.cell(at, column) === other.cell(otherAt, otherColumn)
    const [bytes, others] = [this.#bytes, other.#bytes]
    let one = this.#start(at, column)
    let two = other.#start(otherAt, otherColumn)
    const first = bytes[one] as number
    if (first !== others[two]) return false
    if (first > isNull && longLength(bytes, one, first) !== longLength(others, two, first)) return false
    const length = first < isNull ? first : first === isNull ? 0 : longLength(bytes, one, first)
    const head = first <= isNull ? 1 : lengthBytes(first)
    one += head
    two += head
    for (let i = 0; i < length; i++) if (bytes[one + i] !== others[two + i]) return false
    return true
  }

  isNull(at: number, column: number): boolean {
    return this.#bytes[this.#start(at, column)] === isNull
  }

  places(at: number, places: Int32Array): number {
    const bytes = this.#bytes
    let start = this.#places[at * 2] as number
    for (let i = 0; i < places.length; i += 2) {
      const first = bytes[start] as number
      if (first === isNull) {
        places[i] = -1
        places[i + 1] = -1
        start += 1
        continue
      }
      const from = start + (first < isNull ? 1 : lengthBytes(first))
      start = from + (first < isNull ? first : longLength(bytes, start, first))
      places[i] = from
      places[i + 1] = start
    }
    return start - (this.#places[at * 2] as number)
  }

  /** Where a row's cell begins. */
  #start(at: number, column: number): number {
    const bytes = this.#bytes
    let start = this.#places[at * 2] as number
    for (let i = 0; i < column; i++) {
      const first = bytes[start] as number
      if (first < isNull) start += first + 1
      else start += first === isNull ? 1 : lengthBytes(first) + longLength(bytes, start, first)
    }
    return start
  }
}
