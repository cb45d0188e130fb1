import type { NamedColumn } from '../schema/index.ts'

/** Changes of a table that is there, each statement atomic by itself. */
export interface AlterTable {
  /** A column at the end, NULL in every row that is there. */
  addColumn(table: string, column: NamedColumn): string
  renameColumn(table: string, from: string, to: string): string
  dropColumn(table: string, column: string): string
  /** Gives a column the type and nullability of its definition; `changes`: which of the two the table has otherwise. */
  changeColumn(
    table: string,
    column: NamedColumn,
    changes: { readonly type: boolean; readonly nullability: boolean },
  ): readonly string[]
}

/** An index that the catalog tells, its columns in order. */
export interface TableIndex {
  readonly name: string
  readonly columns: readonly string[]
  readonly unique: boolean
  readonly primary: boolean
}
