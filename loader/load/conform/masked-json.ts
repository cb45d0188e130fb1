import type { RawRow } from '../../schema/index.ts'
import { jsonOfValue } from './json-of-value.ts'

/** A column of a raw row, by position. */
export interface RowColumn {
  readonly name: string
  readonly masked: boolean
}

/** A raw row as JSON by column name for etl_reject; what is masked, NULL too, is `"(masked)"`. */
export function maskedJson(row: RawRow, columns: readonly RowColumn[]): string {
  const parts = columns.map(
    ({ name, masked }, i) => `${JSON.stringify(name)}:${masked ? '"(masked)"' : jsonOfValue(row[i])}`,
  )
  return `{${parts.join(',')}}`
}
