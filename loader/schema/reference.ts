import { type Column, plainColumn } from './column.ts'
import type { Kind } from './column-shape.ts'
import type { Table } from './table.ts'
import type { TableShape } from './table-shape.ts'

/** Natural-key columns of a table: `{ user_id: 'integer' }`. */
export type NaturalOf<C> = {
  [N in keyof C as C[N] extends Column<Kind, boolean, 'natural'> ? N : never]: C[N] extends Column<infer K> ? K : never
} & {}

/** 'versioned' to the microsecond, 'daily' with `history('day')`, 'plain' without history. */
export type HistoryOf<C> = C extends { readonly valid_from: Column<infer K, false, 'history'> }
  ? K extends 'date'
    ? 'daily'
    : 'versioned'
  : 'plain'

/** A fact's column that names a member of a dimension; one column, one role. */
export interface Reference<
  T extends string = string,
  Natural = object,
  History extends 'versioned' | 'daily' | 'plain' = 'versioned' | 'daily' | 'plain',
> extends Column<'integer', false, 'reference'> {
  readonly references: TableShape & { readonly name: T }
  /** Only the compiler's: what a lookup needs to know of the table. */
  readonly [lookedUpBy]?: readonly [Natural, History]
}

declare const lookedUpBy: unique symbol

/** References a dimension's table: the surrogate key of the version that a lookup finds. */
export function reference<N extends string, C extends Readonly<Record<string, Column>>>(
  table: Table<N, C>,
): Reference<N, NaturalOf<C>, HistoryOf<C>> {
  return Object.freeze({ ...plainColumn('integer'), purpose: 'reference' as const, references: table })
}
