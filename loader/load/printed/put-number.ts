import type { ColumnShape } from '../../schema/index.ts'
import { odd, type PutPrinted } from './put-printed.ts'

const [minus, point, zero] = [45, 46, 48]

/** Canonical whole numbers that are in the range of each of these columns, by their digits alone but for those of ten. */
export function integerPut(columns: readonly Pick<ColumnShape, 'kind'>[]): PutPrinted {
  const small = columns.some(({ kind }) => kind === 'integer')
  const most = small ? 9 : 18
  return (printed, from, to, line, at) => {
    const first = printed[from] === minus ? from + 1 : from
    const digits = to - first
    if (digits < 1 || digits > most) return small && digits === 10 ? tenDigits(printed, from, to, line, at) : odd
    // A leading zero is canonical only alone, and without a sign.
    if (printed[first] === zero && to - from > 1) return odd
    let place = at
    if (first > from) line[place++] = minus
    for (let i = first; i < to; i++) {
      const digit = printed[i] as number
      if (digit < 48 || digit > 57) return odd
      line[place++] = digit
    }
    return place
  }
}

function tenDigits(printed: Buffer, from: number, to: number, line: Buffer, at: number): number {
  const value = wholeNumber(printed, from, to)
  if (value === null) return odd
  for (let i = from; i < to; i++) line[at + i - from] = printed[i] as number
  return at + to - from
}

/** Of 32 bits, in canonical digits; null: anything else. */
export function wholeNumber(printed: Buffer, from: number, to: number): number | null {
  const negative = printed[from] === minus
  const first = negative ? from + 1 : from
  if (to === first || to - first > 10 || (printed[first] === zero && to - from > 1)) return null
  let value = 0
  for (let i = first; i < to; i++) {
    const digit = (printed[i] as number) - zero
    if (digit < 0 || digit > 9) return null
    value = value * 10 + digit
  }
  // The least one of 32 bits is left to conform.
  if (value > 2_147_483_647) return null
  return negative ? -value : value
}

/** Plain digits with no more of them before and after the point than each of these columns has; zeros are added up to the scale of the last. */
export function decimalPut(columns: readonly Pick<ColumnShape, 'kind' | 'precision' | 'scale'>[]): PutPrinted {
  const scales = columns.map(({ scale = 0 }) => scale)
  const scale = scales.at(-1) as number
  const mostAfter = Math.min(...scales)
  const mostBefore = Math.min(...columns.map(digitsBefore))
  return (printed, from, to, line, at) => {
    const first = printed[from] === minus ? from + 1 : from
    let met = 0
    let place = at
    if (first > from) line[place++] = minus
    let i = first
    for (; i < to; i++) {
      const digit = printed[i] as number
      if (digit < 48 || digit > 57) break
      met |= digit
      line[place++] = digit
    }
    const before = i - first
    // A leading zero is canonical only alone, and takes no place of the precision.
    if (before === 0 || before > 60 || (printed[first] === zero ? before > 1 : before > mostBefore)) return odd
    let after = 0
    if (i < to) {
      after = to - i - 1
      if (printed[i] !== point || after === 0 || after > mostAfter) return odd
      line[place++] = point
      for (i += 1; i < to; i++) {
        const digit = printed[i] as number
        if (digit < 48 || digit > 57) return odd
        met |= digit
        line[place++] = digit
      }
    } else if (scale > 0) line[place++] = point
    for (; after < scale; after++) line[place++] = zero
    // Zero has no sign.
    return first > from && (met & 15) === 0 ? odd : place
  }
}

function digitsBefore({ kind, precision = 38, scale = 0 }: Pick<ColumnShape, 'kind' | 'precision' | 'scale'>): number {
  if (kind === 'integer') return 9
  return kind === 'bigint' ? 18 : precision - scale
}
