import type { Column, Columns, HistoryOf, Refused, ValueOf } from '../schema/index.ts'
import type { Misfit } from './feeds.ts'
import type { Fitting, Taken } from './source-row.ts'
/** An attribute of type 0 or 2 from a source column of another name. */
export interface Renamed<S, Change> {
  readonly from: S
  readonly change: Change
}
/** An attribute of type 1, perhaps from a source column of another name. */
export interface TypeOne<S> {
  readonly from: S
  readonly change: 'type1'
  /** What a newer value overwrites: every version ('all', the default) or the latest alone. */
  readonly overwrite?: 'all' | 'latest'
}
/** Every attribute of the table, each with what a change of it does. */
export type Attributes<N extends string, C extends Columns, R> = {
  readonly [A in keyof C as C[A] extends {
    readonly purpose: 'attribute'
  }
    ? A
    : never]:
    | (A extends keyof R & string
        ? R[A] extends Taken<C[A]>
          ? 'type0' | 'type1' | TypeTwo<N, C>
          : Refused<Misfit<A, C[A], A, R[A]>>
        : Refused<`the source has no column ${A & string}: write ${A & string}: { from: '…', change: '…' }`>)
    | Renamed<SomeFitting<A, C[A], R>, 'type0' | (HistoryOf<C> extends 'plain' ? never : 'type2')>
    | TypeOne<SomeFitting<A, C[A], R>>
} & {}
type TypeTwo<N extends string, C> =
  HistoryOf<C> extends 'plain' ? Refused<`type2 needs ...history() in ${N}, to keep the versions in`> : 'type2'
/** The source columns that fit; or a sentence, where there is none. */
export type SomeFitting<A, C, R> = [Fitting<R, Taken<C>>] extends [never]
  ? Refused<`no source column fits ${A & string}, ${C extends Column ? C['kind'] : never}`>
  : Fitting<R, Taken<C>>
/** Values of a reserved member, for some of the attributes. */
export type ReservedValues<C> = {
  readonly [A in keyof C as C[A] extends {
    readonly purpose: 'attribute'
  }
    ? A
    : never]?: C[A] extends Column<infer K, infer Null> ? ValueOf<K> | (Null extends true ? null : never) : never
} & {}
