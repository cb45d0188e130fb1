import { type Column } from './column.ts'

interface HistoryColumns<K extends 'timestamp' | 'date'> {
  readonly valid_from: Column<K, false, 'history'>
  readonly valid_to: Column<K, false, 'history'>
  readonly is_current: Column<'boolean', false, 'history'>
  readonly version: Column<'integer', false, 'history'>
}
/**
 * The columns that make type 2 possible: a version is valid in `[valid_from, valid_to)`, to the microsecond, or with `'day'` in whole days, at
 * most one version a day. `is_current`: valid_to is the open end. `version` counts 1, 2, 3 in time order.
 */
export declare function history(): HistoryColumns<'timestamp'>
export declare function history(unit: 'day'): HistoryColumns<'date'>
/** The runs that inserted a row and last wrote to it; `etl_run` tells the rest. Kimball's audit dimension. */
export declare function audit(): {
  readonly inserted_run: Column<'integer', false, 'audit'>
  readonly updated_run: Column<'integer', false, 'audit'>
}
/** Tells a member that a fact's lookup made before its own row arrived. */
export declare function inferred(): {
  readonly is_inferred: Column<'boolean', false, 'inferred'>
}
