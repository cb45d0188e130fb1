import type { TablePlan } from '../loader/engine/index.ts'
import type { Cells, ColumnShape, NamedColumn } from '../loader/schema/index.ts'
import type { World } from './world.ts'

/** A table of the source and what stands in it. */
export interface SampleTable {
  readonly plan: TablePlan
  /** How many of the first columns tell what a row is about; rows come in their order. Several rows may be about the same. */
  readonly about: number
  /** Secondary indexes, as a Django application has them on its foreign keys. */
  readonly indexes: readonly (readonly string[])[]
  /** All rows of the marketplace as it is at the end of its last day. */
  readonly rows: (world: World) => Iterable<Cells>
}

/** `primaryKey: false`: rows about the same thing may stand there twice, as found in the wild. */
export function sampleTable({
  name,
  columns,
  about = 1,
  primaryKey = true,
  rows,
}: {
  readonly name: string
  readonly columns: Readonly<Record<string, ColumnShape>>
  readonly about?: number
  readonly primaryKey?: boolean
  readonly rows: (world: World) => Iterable<Cells>
}): SampleTable {
  const named: NamedColumn[] = Object.entries(columns).map(([column, shape]) => ({ name: column, column: shape }))
  const key = named.slice(0, about).map((column) => column.name)
  const plan = { name, columns: named, ...(primaryKey ? { primaryKey: key } : {}) }
  return { plan, about, indexes: primaryKey ? [] : [key], rows }
}
