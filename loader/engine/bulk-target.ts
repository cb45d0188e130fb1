import type { NamedColumn } from '../schema/index.ts'

/** Where rows of a bulk load go: a table, and those of its columns that the rows have, in their order. */
export interface BulkTarget {
  readonly table: string
  readonly columns: readonly NamedColumn[]
}
