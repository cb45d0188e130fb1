import type { Purpose, TableShape } from '../schema/index.ts'

/** Names of the table's columns with one of these purposes, in DDL order. */
export function columnsFor(table: TableShape, ...purposes: readonly Purpose[]): readonly string[] {
  return Object.entries(table.columns)
    .filter(([, column]) => purposes.includes(column.purpose))
    .map(([name]) => name)
}

export function naturalColumns(table: TableShape): readonly string[] {
  return columnsFor(table, 'natural')
}

export function attributeColumns(table: TableShape): readonly string[] {
  return columnsFor(table, 'attribute')
}

/** The surrogate key's column; undefined on a fact's table. */
export function keyColumn(table: TableShape): string | undefined {
  return columnsFor(table, 'key')[0]
}
