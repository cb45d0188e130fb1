import { type ConformColumn, isMasked } from './conform-column.ts'
import { converter, type Limits } from './converter.ts'
import { expectation } from './expectation.ts'
import { showValue } from './show-value.ts'

/** `extended_amount (from amount) is "12.345", and should be a decimal number …`: for a value that does not fit its column. */
export function unfitSentence(column: ConformColumn, value: unknown, limits: Limits, zone?: string): string {
  const { from, target } = column
  const name = from === undefined || from.name === target.name ? target.name : `${target.name} (from ${from.name})`
  const shown = value === null ? 'NULL' : isMasked(column) ? '(masked)' : showValue(value)
  const brokenByDeclared =
    from !== undefined && value !== null && converter(from.column, limits, zone)(value) === undefined
  const wanted = expectation(brokenByDeclared ? from.column : target.column, limits)
  return `${name} is ${shown}, and should be ${wanted}.`
}
