import type { FieldDef } from 'pg'
import { type Form, formOf } from './result-types.ts'
import type { RowTaker } from './server-messages.ts'
import { ShortTexts, shortText } from './short-texts.ts'

/** Beyond this a stretch holds a row that is large in itself, of which no second copy is made. */
const largeStretch = 256 * 1024

/**
 * Reads DataRow messages (PostgreSQL manual, Message Formats: a count of fields, then for each its length and its text; length -1 is NULL) straight from
 * their bytes. What travels: numbers of up to 32 bits, booleans, bytes; all else stays as the server printed it. No text keeps others in memory.
 */
export function rowParser(fields: readonly FieldDef[], take: (row: unknown[]) => void): RowTaker {
  const forms: readonly Form[] = fields.map(({ dataTypeID }) => formOf(dataTypeID))
  const texts = fields.map(() => new ShortTexts())
  const columns = forms.length

  function row(bytes: Buffer, start: number, latin1: string | null, shift: number): number {
    const end = start + 1 + int32(bytes, start + 1)
    const count = ((bytes[start + 5] as number) << 8) | (bytes[start + 6] as number)
    if (count !== columns) throw new Error(`the server sent a row of ${count} fields among rows of ${columns}`)
    const cells = new Array<unknown>(columns)
    let at = start + 7
    for (let column = 0; column < columns; column++) {
      const length = int32(bytes, at)
      at += 4
      if (length === -1) {
        cells[column] = null
        continue
      }
      const to = at + length
      if (to < at || to > end) throw new Error('the server sent a row that ends within a field')
      switch (forms[column]) {
        case 'integer':
          cells[column] = integer(bytes, at, to)
          break
        case 'boolean':
          cells[column] = bytes[at] === t
          break
        case 'bytes':
          // In hexadecimal digits after \x.
          cells[column] = Buffer.from(bytes.toString('latin1', at + 2, to), 'hex')
          break
        default:
          cells[column] =
            latin1 === null || length > shortText
              ? bytes.toString('utf8', at, to)
              : (texts[column] as ShortTexts).read(bytes, at, to, latin1, shift)
      }
      at = to
    }
    if (at !== end) throw new Error('the server sent a row whose fields do not fill it')
    take(cells)
    return end
  }

  return (bytes, from, to) => {
    const latin1 = to - from > largeStretch ? null : bytes.toString('latin1', from, to)
    for (let at = from; at < to; ) at = row(bytes, at, latin1, from)
  }
}

const t = 't'.charCodeAt(0)
const minus = '-'.charCodeAt(0)
const zero = '0'.charCodeAt(0)

function int32(bytes: Buffer, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  )
}

function integer(bytes: Buffer, from: number, to: number): number {
  const negative = bytes[from] === minus
  let value = 0
  for (let at = negative ? from + 1 : from; at < to; at++) value = value * 10 + (bytes[at] as number) - zero
  return negative ? -value : value
}
