import type { FieldPacket } from 'mysql2'
import { textOfBytes } from './text-bytes.ts'

/** How the bytes of a cell are read: numbers of up to 32 bits, text, bytes where they are no text; all else as the server printed it. */
export type CellKind = 'integer' | 'printed' | 'text' | 'bytes'

// Numbers of the protocol (MySQL internals manual, column types; character set 63 is `binary`).
const binaryCharacters = 63
const integers = new Set([1, 2, 3, 9, 13])
/** decimal · float, double · null · times · bigint. */
const printed = new Set([0, 246, 4, 5, 6, 7, 10, 11, 12, 14, 8])
const json = 245

export function cellKind({ columnType: type = -1, characterSet, ...field }: FieldPacket): CellKind {
  if (integers.has(type)) return 'integer'
  if (printed.has(type)) return 'printed'
  if (type === json || field.extendedFormat === 'json') return 'text'
  return characterSet === binaryCharacters ? 'bytes' : 'text'
}

/** The first byte of a cell: its length, or what tells of how many bytes the length is. */
export const isNull = 0xfb
const [twoBytes, threeBytes] = [0xfc, 0xfd]

/** Bytes of a length that begins at `at` with a first byte beyond `isNull`. */
export function lengthBytes(first: number): number {
  return first === twoBytes ? 3 : first === threeBytes ? 4 : 9
}

export function longLength(bytes: Buffer, at: number, first: number): number {
  const size = lengthBytes(first) - 1
  return size === 8 ? Number(bytes.readBigUInt64LE(at + 1)) : bytes.readUIntLE(at + 1, size)
}

/** A cell of 13 characters or more keeps alive what it was cut out of; rows share no more than this. */
const pieceBytes = 1024

/** Reads rows of a result in text (COM_QUERY). The driver's own parser makes each cell by a call into V8, and loses digits of some floats. */
export class RowReader {
  readonly #kinds: readonly CellKind[]
  #bytes: Buffer | null = null
  /** The bytes between these positions, one a character. */
  #text = ''
  #base = 0
  #end = 0

  constructor(fields: readonly FieldPacket[]) {
    this.#kinds = fields.map(cellKind)
  }

  /** The row whose cells lie between these positions. Throws an Error where the cells do not end where the row does. */
  read(bytes: Buffer, from: number, to: number): unknown[] {
    if (bytes !== this.#bytes || from < this.#base || to > this.#end) {
      this.#bytes = bytes
      this.#base = from
      this.#end = Math.min(bytes.length, Math.max(to, from + pieceBytes))
      this.#text = bytes.toString('latin1', from, this.#end)
    }
    const [kinds, text, base] = [this.#kinds, this.#text, this.#base]
    const row = new Array<unknown>(kinds.length)
    let at = from
    for (let column = 0; column < kinds.length; column++) {
      const first = bytes[at] as number
      let length = first
      if (first === isNull) {
        row[column] = null
        at += 1
        continue
      }
      if (first > isNull) {
        length = longLength(bytes, at, first)
        at += lengthBytes(first)
      } else at += 1
      const start = at
      at += length
      if (at > to) break
      switch (kinds[column]) {
        case 'integer':
          row[column] = integerOfBytes(bytes, start, at)
          break
        case 'printed':
          row[column] = text.substring(start - base, at - base)
          break
        case 'text':
          row[column] = isAscii(bytes, start, at)
            ? text.substring(start - base, at - base)
            : textOfBytes(bytes, start, at)
          break
        default:
          row[column] = Buffer.from(bytes.subarray(start, at))
      }
    }
    if (at !== to) throw rowOutOfShape()
    return row
  }
}

export function rowOutOfShape(): Error {
  return new Error('a row of the server is not as long as its cells')
}

const minus = 45
const zero = 48

export function integerOfBytes(bytes: Buffer, from: number, to: number): number {
  const negative = bytes[from] === minus
  let value = 0
  for (let at = negative ? from + 1 : from; at < to; at++) value = value * 10 + ((bytes[at] as number) - zero)
  return negative ? -value : value
}

function isAscii(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] as number) > 127) return false
  return true
}
