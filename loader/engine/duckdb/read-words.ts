import { isNull, type ResultMemory } from './result-column.ts'

const upperHalf = 2 ** 32
/** Below this the upper 32 bits of 64 leave a number exact: |value| < 2^53. */
const exactUpper = 2 ** 21

/**
 * Integers of 64 or 128 bits as text. Most are small: then `text` is given a number, which costs a fifth of a bigint; a bigint where a
 * number would not be exact. A value equal to the one before keeps its text (open ends, dates, sorted keys).
 */
export function readWords(
  { bytes, rows, valid }: ResultMemory,
  width: 8 | 16,
  signed: boolean,
  text: (value: number | bigint) => string,
): unknown[] {
  const step = width / 4
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, rows * step)
  const bigs = new BigInt64Array(bytes.buffer, bytes.byteOffset, (rows * step) / 2)
  const values: unknown[] = new Array(rows)
  let lastLower = 0
  let lastUpper = 0
  let lastText: string | null = null
  for (let row = 0; row < rows; row += 1) {
    if (isNull(valid, row)) {
      values[row] = null
      continue
    }
    const at = row * step
    const lower = words[at] as number
    const upper = words[at + 1] as number
    const alone =
      width === 8 || ((words[at + 2] as number) === upper >> 31 && (words[at + 3] as number) === upper >> 31)
    if (alone && lower === lastLower && upper === lastUpper && lastText !== null) {
      values[row] = lastText
      continue
    }
    const exact = alone && upper < exactUpper && upper > -exactUpper && (signed || upper >= 0)
    const value = exact ? upper * upperHalf + (lower >>> 0) : bigAt(bigs, at / 2, width, signed)
    const told = text(value)
    values[row] = told
    if (alone) {
      lastLower = lower
      lastUpper = upper
      lastText = told
    }
  }
  return values
}

function bigAt(bigs: BigInt64Array, at: number, width: 8 | 16, signed: boolean): bigint {
  const first = bigs[at] as bigint
  if (width === 8) return signed ? first : BigInt.asUintN(64, first)
  const whole = ((bigs[at + 1] as bigint) << 64n) | BigInt.asUintN(64, first)
  return signed ? whole : BigInt.asUintN(128, whole)
}
