import type { FieldDef } from 'pg'
import type { RawRow } from '../../schema/index.ts'
import { rowParser } from './row-parser.ts'
import type { RowTaker } from './server-messages.ts'

/** Takes the rows of one result and hands them on in pieces. */
export interface Gather<B> {
  /** Rows that were handed on. */
  readonly rows: number
  /** The columns are told before the first row. */
  taker(fields: readonly FieldDef[]): RowTaker
  /** What has come since it was asked last. */
  take(): readonly B[]
}

/** Rows as values, all that came in one piece. */
export class RowsGather implements Gather<readonly RawRow[]> {
  rows = 0
  #batch: RawRow[] = []

  taker(fields: readonly FieldDef[]): RowTaker {
    return rowParser(fields, (row) => void this.#batch.push(row))
  }

  take(): readonly (readonly RawRow[])[] {
    const batch = this.#batch
    this.rows += batch.length
    this.#batch = []
    return batch.length === 0 ? [] : [batch]
  }
}
