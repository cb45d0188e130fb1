import type { ColumnShape, Kind } from '../../schema/index.ts'
import type { Lossless, SetBased } from '../set-based.ts'
import { columnType } from './column-types.ts'

export const setBased: SetBased = {
  lossless(type, column, expression) {
    const { folded, trimmed, round, zeroDate } = column
    if (folded === true || trimmed === true || round === true || zeroDate !== undefined) return null
    const when = conditions[column.kind]?.(type, column, expression)
    return when === undefined ? null : { value: `CAST(${expression} AS ${columnType(column)})`, when }
  },
  stagedOrder: 'rowid',
}

/** The condition, null for none; undefined where the type is not to be trusted. */
type Condition = (type: string, column: ColumnShape, expression: string) => Lossless['when'] | undefined

const small = ['TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT']
const large = ['UINTEGER', 'BIGINT']
const huge = ['UBIGINT', 'HUGEINT']
const moments = ['TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'DATE']

/**
 * What DuckDB stores and conform takes as it is. Texts that must be read as something else, FLOAT (whose digits are not those of the double), nanoseconds, zones,
 * JSON and all that is not named go the way of conform.
 */
const conditions: Readonly<Partial<Record<Kind, Condition>>> = {
  boolean: (type) => (type === 'BOOLEAN' ? null : undefined),
  integer: (type, _, x) => {
    if (small.includes(type)) return null
    return large.includes(type) || huge.includes(type) ? `${x} BETWEEN -2147483648 AND 2147483647` : undefined
  },
  bigint: (type, _, x) => {
    if (small.includes(type) || large.includes(type)) return null
    return huge.includes(type) ? `${x} BETWEEN -9223372036854775808 AND 9223372036854775807` : undefined
  },
  decimal: decimalCondition,
  // -0 becomes 0 on its way through conform.
  double: (type, _, x) => (type === 'DOUBLE' ? `NOT (${x} = 0 AND signbit(${x}))` : undefined),
  varchar: textCondition,
  text: textCondition,
  // Both infinities lie outside.
  date: (type, _, x) => (type === 'DATE' ? `${x} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'` : undefined),
  time: (type, _, x) => (type === 'TIME' ? `${x} < TIME '24:00:00'` : undefined),
  timestamp: (type, _, x) => {
    if (!moments.includes(type)) return undefined
    return type === 'DATE'
      ? `${x} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'`
      : `${x} BETWEEN TIMESTAMP '0001-01-01 00:00:00' AND TIMESTAMP '9999-12-31 23:59:59.999999'`
  },
  binary: (type, { length }, x) => {
    if (type !== 'BLOB') return undefined
    return length === undefined ? null : `octet_length(${x}) <= ${length}`
  },
}

/** Characters are code points for `length` as for conform. */
function textCondition(type: string, { length }: ColumnShape, x: string): Lossless['when'] | undefined {
  if (type !== 'VARCHAR') return undefined
  return length === undefined ? null : `length(${x}) <= ${length}`
}

/** The range of 10^(precision - scale), and no digit beyond the scale. */
function decimalCondition(
  type: string,
  { precision = 38, scale = 0 }: ColumnShape,
  x: string,
): Lossless['when'] | undefined {
  const whole = precision - scale
  if (small.includes(type) || large.includes(type) || huge.includes(type))
    return `${x} BETWEEN -${nines(whole)} AND ${nines(whole)}`
  const found = /^DECIMAL\((\d+),(\d+)\)$/.exec(type)
  if (found === null) return undefined
  const [givenPrecision, givenScale] = [Number(found[1]), Number(found[2])]
  // A comparison with what was rounded needs the digits of both.
  if (givenScale > scale && givenPrecision - scale + givenScale > 38) return undefined
  const fits = givenPrecision - givenScale <= whole ? [] : [`abs(trunc(${x})) <= ${nines(whole)}`]
  const exact = givenScale <= scale ? [] : [`round(${x}, ${scale}) = ${x}`]
  const all = [...fits, ...exact]
  return all.length === 0 ? null : all.join(' AND ')
}

function nines(digits: number): string {
  return digits === 0 ? '0' : '9'.repeat(digits)
}
