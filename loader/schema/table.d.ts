import type { Columns } from './column.ts'
import type { TableShape } from './column-shape.ts'
import type { Reference } from './reference-column.ts'
import type { Judged, TableKind } from './table-columns.ts'
/** A warehouse table, typed by its name and columns. */
export interface Table<N extends string = string, C extends Columns = Columns> extends TableShape {
  readonly name: N
  readonly columns: C
}
interface Indexes<C> {
  /** Secondary indexes, by column names; engines without indexes leave them out. */
  readonly indexes?: readonly (readonly (keyof C & string)[])[]
}
interface Grain<C> extends Indexes<C> {
  /** The columns that tell one row from another: NOT NULL degenerates, and references to dimensions without history. */
  readonly grain: readonly GrainColumn<C>[]
}
type GrainColumn<C> = keyof {
  [N in keyof C as C[N] extends {
    readonly purpose: 'degenerate'
    readonly nullable: false
  }
    ? N
    : C[N] extends Reference<string, object, 'plain'>
      ? N
      : never]: 1
}
type Options<C> = TableKind<C> extends 'dimension' ? [options?: Indexes<C>] : [options: Grain<C>]
/**
 * A table of the warehouse: its columns in DDL order and what each is for. With a `key()` it is a dimension's, without one a fact's, and then
 * `grain` says what tells one row from another. Throws DefinitionError for names that JavaScript would drop or move.
 */
export declare function table<const N extends string, C extends Columns>(
  name: N,
  columns: Judged<C>,
  ...options: Options<C>
): Table<N, C>
