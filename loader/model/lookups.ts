import type { Columns, HistoryOf, Kind, Reference, Refused, Takes } from '../schema/index.ts'
import type { DimensionShape, Latest } from './shapes.ts'
import type { Fitting } from './source-row.ts'

/** Any dimension of one table. Without optional properties: they would make the compiler talk of those instead. */
export interface DimensionOf<T extends string> {
  readonly kind: 'dimension'
  readonly natural: DimensionShape['natural']
  readonly table: { readonly name: T }
}

/** Every reference column of the table, each with its lookup. */
export type Lookups<C extends Columns, R> = {
  readonly [N in keyof C as C[N] extends { readonly purpose: 'reference' } ? N : never]: C[N] extends Reference<
    infer T,
    infer Natural,
    infer History,
    infer Infers
  >
    ? History extends 'plain'
      ? {
          readonly dimension: DimensionOf<T>
          readonly on: On<Natural, R>
          readonly missing?: 'unknown' | Infer<T, Infers> | 'reject' | 'fail'
          readonly asOf?: Refused<`${T} keeps no history, so nothing there can be looked up as of a time`>
        }
      : {
          readonly dimension: DimensionOf<T>
          readonly on: On<Natural, R>
          readonly asOf: Times<R, History> | Latest
          readonly missing?: 'unknown' | Infer<T, Infers> | 'reject' | 'fail'
          readonly beforeFirst?: 'first' | 'unknown'
        }
    : never
} & {}

/** Every reference column of a dimension's table: looked up for the row's own date, and what it does when a row names another member. */
export type Outriggers<C extends Columns, R> = {
  readonly [N in keyof C as C[N] extends { readonly purpose: 'reference' } ? N : never]: C[N] extends Reference<
    infer T,
    infer Natural,
    string,
    infer Infers
  >
    ? {
        readonly dimension: DimensionOf<T>
        readonly on: On<Natural, R>
        /** Default: 'type2' where the table keeps history, else 'type1'. */
        readonly change?: 'type0' | 'type1' | (HistoryOf<C> extends 'plain' ? never : 'type2')
        readonly missing?: 'unknown' | Infer<T, Infers> | 'reject' | 'fail'
      }
    : never
} & {}

/** What makes a member that is missing. */
type Infer<T extends string, Infers> = Infers extends true
  ? 'infer'
  : Refused<`missing: 'infer' needs ...inferred() in ${T}, to tell the members that it makes`>

type On<Natural, R> = {
  readonly [K in keyof Natural]: Natural[K] extends Kind
    ? [Fitting<R, Takes<Natural[K]> | null>] extends [never]
      ? Refused<`no source column fits ${K & string}, ${Natural[K]}`>
      : Fitting<R, Takes<Natural[K]> | null>
    : never
} & {}

type Times<R, History> = Fitting<R, (History extends 'daily' ? 'date' | 'timestamp' : 'timestamp') | null>
