import type { FieldPacket } from 'mysql2'
import { textOfBytes } from './text-bytes.ts'

/**
 * Reads the row whose cells lie in `bytes` between `at` and `end`. `text`: the same bytes, one a character, from position `base` on. NULL, numbers of up to 32 bits,
 * text, bytes where they are no text; all else as the server printed it. Throws an Error where the cells do not end where the row does.
 */
export type RowReader = (bytes: Buffer, at: number, end: number, text: string, base: number) => unknown[]

type CellKind = 'integer' | 'printed' | 'text' | 'bytes'

// Numbers of the protocol (MySQL internals manual, column types; character set 63 is `binary`).
const binaryCharacters = 63
const integers = new Set([1, 2, 3, 9, 13])
/** decimal · float, double · null · times · bigint. */
const printed = new Set([0, 246, 4, 5, 6, 7, 10, 11, 12, 14, 8])
const json = 245

function kindOf({ columnType: type = -1, characterSet, ...field }: FieldPacket): CellKind {
  if (integers.has(type)) return 'integer'
  if (printed.has(type)) return 'printed'
  if (type === json || field.extendedFormat === 'json') return 'text'
  return characterSet === binaryCharacters ? 'bytes' : 'text'
}

const [isNull, twoBytes, threeBytes] = [0xfb, 0xfc, 0xfd]

/** Compiles how the rows of a result in text (COM_QUERY) are read. The driver's own parser makes each cell by a call into V8, and loses digits of some floats. */
export function rowReader(fields: readonly FieldPacket[]): RowReader {
  const kinds = fields.map(kindOf)
  const count = kinds.length
  return (bytes, start, end, text, base) => {
    const row = new Array<unknown>(count)
    let at = start
    for (let column = 0; column < count; column++) {
      let length = bytes[at] as number
      at += 1
      if (length === isNull) {
        row[column] = null
        continue
      }
      if (length > isNull) {
        const size = length === twoBytes ? 2 : length === threeBytes ? 3 : 8
        length = size === 8 ? Number(bytes.readBigUInt64LE(at)) : bytes.readUIntLE(at, size)
        at += size
      }
      const from = at
      at += length
      if (at > end) break
      switch (kinds[column]) {
        case 'integer':
          row[column] = integer(bytes, from, at)
          break
        case 'printed':
          row[column] = text.substring(from - base, at - base)
          break
        case 'text':
          row[column] = isAscii(bytes, from, at) ? text.substring(from - base, at - base) : textOfBytes(bytes, from, at)
          break
        default:
          row[column] = Buffer.from(bytes.subarray(from, at))
      }
    }
    if (at !== end) throw new Error('a row of the server is not as long as its cells')
    return row
  }
}

const minus = 45
const zero = 48

function integer(bytes: Buffer, from: number, to: number): number {
  const negative = bytes[from] === minus
  let value = 0
  for (let at = negative ? from + 1 : from; at < to; at++) value = value * 10 + ((bytes[at] as number) - zero)
  return negative ? -value : value
}

function isAscii(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] as number) > 127) return false
  return true
}
