import type { FieldDef } from 'pg'
import { RowReader } from './row-reader.ts'
import type { RowTaker } from './server-messages.ts'

/** Below this, in bytes, a few texts are made one by one; beyond, a stretch holds a row that is large in itself, of which no second copy is made. */
const [smallStretch, largeStretch] = [256, 256 * 1024]

/** Makes a row of each message that comes. */
export function rowParser(fields: readonly FieldDef[], take: (row: unknown[]) => void): RowTaker {
  const reader = new RowReader(fields)
  return (bytes, from, to) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const isFit = to - from >= smallStretch && to - from <= largeStretch
    const latin1 = isFit ? bytes.toString('latin1', from, to) : null
    for (let at = from; at < to; at += 1 + view.getInt32(at + 1)) take(reader.read(bytes, view, at, latin1, from))
  }
}
