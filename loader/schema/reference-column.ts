import type { Column } from './column.ts'
import type { Kind, TableShape } from './column-shape.ts'

/** Natural-key columns of a table: `{ user_id: 'integer' }`. */
export type NaturalOf<C> = {
  -readonly [N in keyof C as C[N] extends { readonly purpose: 'natural' } ? N : never]: C[N] extends Column<infer K>
    ? K
    : never
} & {}

/** 'versioned' to the microsecond, 'daily' with `history('day')`, 'plain' without history. */
export type HistoryOf<C> = C extends { readonly valid_from: Column<infer K extends Kind, false, 'history'> }
  ? K extends 'date'
    ? 'daily'
    : 'versioned'
  : 'plain'

/** Whether a table tells inferred members: `...inferred()` is spread in it. */
export type InferredOf<C> = C extends { readonly is_inferred: Column<'boolean', false, 'inferred'> } ? true : false

/** A column that names a member of a dimension: by which key, and whether as of a time. One column, one role. */
export interface Reference<
  T extends string = string,
  Natural = unknown,
  History extends string = string,
  Infers extends boolean = boolean,
> extends Column<'integer', false, 'reference'> {
  readonly references: TableShape & { readonly name: T }
  /** The compiler's alone: what a lookup needs to know of the table. */
  readonly [lookedUpBy]?: readonly [Natural, History, Infers]
}

declare const lookedUpBy: unique symbol
