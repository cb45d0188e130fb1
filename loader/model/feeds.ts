import type { Columns, Kind, Purpose, Refused, Takes } from '../schema/index.ts'
import type { One } from './one.ts'
import type { Source, Taken } from './source-row.ts'

/** Column of the table → source column, where the names differ. */
export type Renames = Readonly<Record<string, string>>

export type NoRenames = Readonly<Record<never, string>>

/** The source column that fills N: its rename, else its namesake. */
type Feeder<N, F> = N extends keyof F ? F[N] : N

/** The source as it is; or, where a column of these purposes is not filled, a sentence about one of them. */
export type Feeds<C extends Columns, P extends Purpose, S extends Source, F> =
  S extends Source<string, infer R>
    ? Unfilled<C, P, R, F> extends infer U
      ? [U] extends [never]
        ? S
        : Refused<Why<C, One<U>, R, F>>
      : never
    : never

type Unfilled<C, P extends Purpose, R, F> = keyof {
  [N in keyof C as C[N] extends { readonly purpose: P }
    ? Feeder<N, F> extends keyof R
      ? R[Feeder<N, F>] extends Taken<C[N]>
        ? never
        : N
      : N
    : never]: 1
}

type Why<C extends Columns, N, R, F> = N extends keyof C & string
  ? Feeder<N, F> extends infer S extends string
    ? S extends keyof R
      ? Misfit<N, C[N]['kind'], S, R[S]>
      : N extends keyof F
        ? `${N} comes from ${S}, and the source has no such column`
        : `no source column fills ${N}: name one in from, as { ${N}: '…' }`
    : never
  : never

/** Why a source column does not fit into a column of the table. */
export type Misfit<N extends string, K extends Kind, S extends string, Cell> = [Exclude<Cell, null>] extends [Takes<K>]
  ? `source column ${S} may be NULL, ${N} may not`
  : `source column ${S} is ${Exclude<Cell, null> & Kind}, and ${N}, ${K}, does not take that`

/** Refuses renames of what is no column to be renamed. */
export type NoOther<F, Names extends PropertyKey, What extends string> = {
  readonly [N in Exclude<keyof F, Names> & string]: Refused<`${N} is no ${What}`>
}
