import type { TableColumn, TablePlan } from '../../engine/index.ts'
import type { NamedColumn } from '../../schema/index.ts'

/** A column of the definition beside the live one that holds its values. */
export interface ColumnPair {
  readonly wanted: NamedColumn
  /** Null: the table has none. Its name is a former one where the definition says so (`renamed`). */
  readonly live: TableColumn | null
}

export interface ColumnPairs {
  readonly pairs: readonly ColumnPair[]
  /** Live columns that the definition does not name. */
  readonly besides: readonly TableColumn[]
}

export function columnPairs(plan: TablePlan, live: readonly TableColumn[]): ColumnPairs {
  const there = new Map(live.map((column) => [column.name, column]))
  const names = new Set(plan.columns.map(({ name }) => name))
  const pairs = plan.columns.map((wanted) => {
    const { renamedFrom } = wanted.column
    const former = renamedFrom === undefined || names.has(renamedFrom) ? undefined : there.get(renamedFrom)
    return { wanted, live: there.get(wanted.name) ?? former ?? null }
  })
  const paired = new Set(pairs.map(({ live: found }) => found))
  return { pairs, besides: live.filter((column) => !paired.has(column)) }
}
