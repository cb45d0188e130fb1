import { type FactShape, own } from '../../model/index.ts'
import type { NamedColumn } from '../../schema/index.ts'
import type { ConformColumn } from '../conform/conform-column.ts'
import { into, orderColumns, toldAs } from '../extract/conform-columns.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import { namedColumns } from '../star/named-columns.ts'

/** The columns of a fact's rows on their way into the warehouse. */
export interface FactColumns {
  /** The table's, in DDL order. */
  readonly table: readonly NamedColumn[]
  /** After them, where the fact has an `order`: columns of the overflow alone, that tell which of several rows of a grain is the last. */
  readonly order: readonly NamedColumn[]
  /** What fills the degenerates, measures and order columns. */
  readonly conformed: readonly ConformColumn[]
  /** Reference columns and their places. */
  readonly roles: readonly { readonly name: string; readonly at: number }[]
  /** What fills the grain, as far as lookups do not: for telling of a row. */
  readonly grain: readonly ConformColumn[]
}

export function factColumns(fact: FactShape, layout: SourceLayout): FactColumns {
  const table = namedColumns(fact.table).map((column) => toldAs(layout, own(fact.from, column.name), column))
  const ordering = orderColumns(fact, layout)
  const filled = table.flatMap((target, to) => {
    const source = own(fact.from, target.name)
    return source === undefined ? [] : [{ ...into(layout, source, target), to }]
  })
  return {
    table,
    order: ordering.map(({ target }, at) => ({ name: `__order_${at + 1}`, column: target.column })),
    conformed: [...filled, ...ordering.map((column, at) => ({ ...column, to: table.length + at }))],
    roles: table.flatMap(({ name, column }, at) => (column.purpose === 'reference' ? [{ name, at }] : [])),
    grain: filled
      .filter(({ target }) => fact.table.grain.includes(target.name))
      .map((column, to) => ({ ...column, to })),
  }
}
