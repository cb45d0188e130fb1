import { type Column, plainColumn } from './column.ts'
import type { Kind, Purpose } from './column-shape.ts'

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
export function history(): HistoryColumns<'timestamp'>
export function history(unit: 'day'): HistoryColumns<'date'>
export function history(unit?: 'day'): HistoryColumns<'timestamp'> | HistoryColumns<'date'> {
  const rest = { is_current: filled('boolean', 'history'), version: filled('integer', 'history') }
  return unit === 'day'
    ? { valid_from: filled('date', 'history'), valid_to: filled('date', 'history'), ...rest }
    : { valid_from: filled('timestamp', 'history'), valid_to: filled('timestamp', 'history'), ...rest }
}

/** The runs that inserted a row and last wrote to it; `etl_run` tells the rest. Kimball's audit dimension. */
export function audit(): {
  readonly inserted_run: Column<'integer', false, 'audit'>
  readonly updated_run: Column<'integer', false, 'audit'>
} {
  return { inserted_run: filled('integer', 'audit'), updated_run: filled('integer', 'audit') }
}

/** Tells a member that a fact's lookup made before its own row arrived. */
export function inferred(): { readonly is_inferred: Column<'boolean', false, 'inferred'> } {
  return { is_inferred: filled('boolean', 'inferred') }
}

function filled<K extends Kind, P extends Purpose>(kind: K, purpose: P): Column<K, false, P> {
  return Object.freeze({ ...plainColumn(kind), purpose })
}
