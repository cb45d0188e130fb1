import type { FieldDef } from 'pg'
import { type Form, formOf } from './result-types.ts'
import type { RowTaker } from './server-messages.ts'
import { ShortTexts, shortText } from './short-texts.ts'

/** Below this, in bytes, a few texts are made one by one; beyond, a stretch holds a row that is large in itself, of which no second copy is made. */
const [smallStretch, largeStretch] = [256, 256 * 1024]

/**
 * Reads DataRow messages (PostgreSQL manual, Message Formats: a count of fields, then for each its length and its text; length -1 is NULL) straight from
 * their bytes. What travels: numbers of up to 32 bits, booleans, bytes; all else stays as the server printed it. No text keeps others in memory.
 */
export function rowParser(fields: readonly FieldDef[], take: (row: unknown[]) => void): RowTaker {
  const forms: readonly Form[] = fields.map(({ dataTypeID }) => formOf(dataTypeID))
  let texts: readonly ShortTexts[] = []
  const columns = forms.length

  function row(bytes: Buffer, view: DataView, start: number, latin1: string | null, shift: number): number {
    const end = start + 1 + view.getInt32(start + 1)
    const count = end < start + 7 ? 0 : view.getInt16(start + 5)
    if (count !== columns) throw new Error(`the server sent a row of ${count} fields among rows of ${columns}`)
    const cells = new Array<unknown>(columns)
    let at = start + 7
    for (let column = 0; column < columns; column++) {
      if (at + 4 > end) throw endsEarly()
      const length = view.getInt32(at)
      at += 4
      if (length === -1) {
        cells[column] = null
        continue
      }
      const to = at + length
      if (to < at || to > end) throw endsEarly()
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
              : (texts[column] as ShortTexts).read(bytes, view, at, to, latin1, shift)
      }
      at = to
    }
    if (at !== end) throw new Error('the server sent a row whose fields do not fill it')
    take(cells)
    return end
  }

  return (bytes, from, to) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const isFit = to - from >= smallStretch && to - from <= largeStretch
    const latin1 = isFit ? bytes.toString('latin1', from, to) : null
    if (isFit && texts.length === 0) texts = fields.map(() => new ShortTexts())
    for (let at = from; at < to; ) at = row(bytes, view, at, latin1, from)
  }
}

function endsEarly(): Error {
  return new Error('the server sent a row that ends before its fields')
}

const t = 't'.charCodeAt(0)
const minus = '-'.charCodeAt(0)
const zero = '0'.charCodeAt(0)

/** Of 32 bits. */
function integer(bytes: Buffer, from: number, to: number): number {
  const negative = bytes[from] === minus
  let value = 0
  for (let at = negative ? from + 1 : from; at < to; at++) value = (value * 10 + (bytes[at] as number) - zero) | 0
  return negative ? -value | 0 : value
}
