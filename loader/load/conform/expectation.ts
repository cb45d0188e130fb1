import type { ColumnShape, Kind } from '../../schema/index.ts'
import type { Limits } from './converter.ts'

const sentences: Readonly<Record<Kind, (column: ColumnShape, limits: Limits) => string>> = {
  boolean: () => 'true or false (1 or 0, t or f)',
  integer: () => 'a whole number from -2147483648 to 2147483647',
  bigint: () => 'a whole number from -9223372036854775808 to 9223372036854775807',
  decimal: ({ precision = 38, scale = 0, round }) =>
    `a decimal number of at most ${precision - scale} digits before the point` +
    (round === true ? '' : ` and ${scale} after it (decimal(${precision}, ${scale}, { round: true }) would round)`),
  double: (_, limits) => (limits.nonFiniteDoubles ? 'a double-precision number' : 'a finite double-precision number'),
  varchar: textual,
  text: textual,
  date: ({ zeroDate }) =>
    `a day YYYY-MM-DD of the years 1 to 9999${zeroDate === 'null' ? '' : " (date({ zeroDate: 'null' }) would take zero dates as NULL)"}`,
  time: (_, limits) =>
    `a time ${limits.wideTime ? 'HH:MM:SS from -838:59:59 to 838:59:59' : 'of day HH:MM:SS'}, exact to the microsecond`,
  timestamp: ({ zeroDate }) =>
    'a time YYYY-MM-DD HH:MM:SS of the years 1 to 9999, exact to the microsecond' +
    (zeroDate === 'null' ? '' : " (timestamp({ zeroDate: 'null' }) would take zero dates as NULL)"),
  json: () => 'a JSON document as text',
  binary: ({ length }) => `bytes${length === undefined ? '' : `, at most ${length},`} or their hexadecimal text`,
}

function textual({ length }: ColumnShape, limits: Limits): string {
  const size = length === undefined ? '' : ` of at most ${length} characters`
  return `valid Unicode text${size}${limits.nulInText ? '' : ' without NUL'}`
}

/** What a value of this column must be, to be put after "should be". */
export function expectation(column: ColumnShape, limits: Limits): string {
  return sentences[column.kind](column, limits)
}
