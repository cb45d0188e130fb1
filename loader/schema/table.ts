import { DefinitionError } from '../errors/index.ts'
import type { Columns } from './column.ts'
import type { TableShape } from './column-shape.ts'
import type { Reference } from './reference-column.ts'
import { safeNames } from './safe-names.ts'
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
  [N in keyof C as C[N] extends { readonly purpose: 'degenerate'; readonly nullable: false }
    ? N
    : C[N] extends Reference<string, object, 'plain'>
      ? N
      : never]: 1
}

type Options<C> = {
  dimension: [options?: Indexes<C>]
  fact: [options: Grain<C>]
  any: [options?: Indexes<C> & { readonly grain?: readonly string[] }]
}[TableKind<C>]

/**
 * A table of the warehouse: its columns in DDL order and what each is for. With a `key()` it is a dimension's, without one a fact's, and then
 * `grain` says what tells one row from another. Throws DefinitionError for names that JavaScript would drop or move.
 */
export function table<const N extends string, C extends Columns>(
  name: N,
  columns: Judged<C>,
  ...options: Options<C>
): Table<N, C> {
  safeNames(`table ${name}`, columns)
  // Judged<C> that holds no sentence is C.
  const own = Object.freeze({ ...columns }) as unknown as C
  const { grain = [], indexes = [] }: Indexes<C> & { readonly grain?: readonly string[] } = options[0] ?? {}
  requireGrain(name, own, grain)
  const from = own['valid_from']
  return Object.freeze({
    name,
    columns: own,
    grain: Object.freeze([...grain]),
    indexes: Object.freeze(indexes.map((index) => Object.freeze([...index]))),
    ...(from?.purpose !== 'history'
      ? {}
      : { history: from.kind === 'date' ? ('day' as const) : ('microsecond' as const) }),
  })
}

function requireGrain(name: string, columns: Columns, grain: readonly string[]): void {
  const isDimension = Object.values(columns).some((column) => column.purpose === 'key')
  if (isDimension === (grain.length === 0)) return
  throw new DefinitionError(
    'bad-grain',
    isDimension
      ? `table ${name} has a key() and a grain: a dimension's table has no grain, a fact's no key().`
      : `table ${name} has no grain: name the columns that tell one row from another, as { grain: ['order_id', 'line_no'] } after the columns.`,
  )
}
