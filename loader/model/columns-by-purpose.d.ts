import type { Purpose, TableShape } from '../schema/index.ts'
/** Names of the table's columns with one of these purposes, in DDL order. */
export declare function columnsFor(table: TableShape, ...purposes: readonly Purpose[]): readonly string[]
export declare function naturalColumns(table: TableShape): readonly string[]
export declare function attributeColumns(table: TableShape): readonly string[]
/** The surrogate key's column; undefined on a fact's table. */
export declare function keyColumn(table: TableShape): string | undefined
