import { type Column, plainColumn } from './column.ts'
import type { Kind } from './column-shape.ts'

/** The surrogate key of a dimension: a signed 32-bit integer that the loader allots (or, smart, the source gives). */
export function key(): Column<'integer', false, 'key'> {
  return Object.freeze({ ...plainColumn('integer'), purpose: 'key' as const })
}

/** (Part of) the natural key: what identifies a member in the source. Never NULL but in the reserved members. */
export function natural<K extends Kind>(column: Column<K, false, 'attribute'>): Column<K, false, 'natural'> {
  return Object.freeze({ ...column, purpose: 'natural' as const })
}

/** A number, or whatever else is measured, at the fact's grain. */
export function measure<K extends Kind, N extends boolean>(column: Column<K, N, 'attribute'>): Column<K, N, 'measure'> {
  return Object.freeze({ ...column, purpose: 'measure' as const })
}

/** A key of the source system kept in the fact, without a dimension of its own: an order number. */
export function degenerate<K extends Kind, N extends boolean>(
  column: Column<K, N, 'attribute'>,
): Column<K, N, 'degenerate'> {
  return Object.freeze({ ...column, purpose: 'degenerate' as const })
}
