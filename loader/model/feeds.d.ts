import type { Column, Columns, ColumnsFor, Kind, Purpose, Refused, Takes } from '../schema/index.ts'
import type { One } from './one.ts'
import type { Source, Taken } from './source-row.ts'
/** Column of the table → source column, where the names differ. */
export type Renames = Readonly<Record<string, string>>
export type NoRenames = Readonly<Record<never, string>>
/**
 * The source as it is; or, where it leaves a column of these purposes unfilled, a sentence about one of them. Whether a rename fits is told at
 * the rename ({@link Renaming}).
 */
export type Feeds<C extends Columns, P extends Purpose, S extends Source, F> =
  S extends Source<string, infer R>
    ? [Unfilled<C, P, R, F>] extends [never]
      ? S
      : Refused<WhyUnfilled<C, One<Unfilled<C, P, R, F>>, R>>
    : never
type Unfilled<C extends Columns, P extends Purpose, R, F> = keyof {
  [N in Exclude<ColumnsFor<C, P>, keyof F> as N extends keyof R ? (R[N] extends Taken<C[N]> ? never : N) : N]: 1
}
type WhyUnfilled<C extends Columns, N, R> = N extends keyof C & string
  ? N extends keyof R
    ? Misfit<N, C[N], N, R[N]>
    : `no source column fills ${N}: name one in from, as { ${N}: '…' }`
  : never
/** The renames, each checked where it stands: a column of the table that is to be filled, from a source column that fits. */
export type Renaming<C extends Columns, P extends Purpose, R, F> = {
  readonly [N in keyof F]: N extends ColumnsFor<C, P>
    ? F[N] extends keyof R & string
      ? R[F[N]] extends Taken<C[N]>
        ? unknown
        : Refused<Misfit<N & string, C[N], F[N], R[F[N]]>>
      : Refused<`the source has no column ${F[N] & string}`>
    : Refused<`${N & string} is no column that the source fills by name`>
}
/** For completions: the columns that may be renamed, and the source columns that there are. */
export type Renamable<C extends Columns, P extends Purpose, R> = {
  readonly [N in ColumnsFor<C, P>]?: (keyof R & string) | (string & {})
}
/** Why a source column does not fit into a column of the table. */
export type Misfit<N extends string, C extends Column, S extends string, Cell> = [Exclude<Cell, null>] extends [
  Takes<C['kind']>,
]
  ? `source column ${S} may be NULL, ${N} may not`
  : `source column ${S} is ${Exclude<Cell, null> & Kind}, and ${N}, ${C['kind']}, does not take that`
