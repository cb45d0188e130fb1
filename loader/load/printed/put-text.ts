import type { ColumnShape } from '../../schema/index.ts'
import { odd, type PutPrinted } from './put-printed.ts'

/** Text of printable ASCII without the backslash, not longer than any of these columns: each byte is a character, and stands for itself in a line. */
export function textPut(columns: readonly Pick<ColumnShape, 'length'>[]): PutPrinted {
  const most = Math.min(...columns.map(({ length = Number.POSITIVE_INFINITY }) => length))
  return (printed, from, to, line, at) => {
    if (to - from > most) return odd
    let place = at
    for (let i = from; i < to; i++) {
      const byte = printed[i] as number
      if (byte < 32 || byte > 126 || byte === 92) return odd
      line[place++] = byte
    }
    return place
  }
}
