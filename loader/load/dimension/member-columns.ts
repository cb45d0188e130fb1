import {
  type AttributeShape,
  attributeColumns,
  columnsFor,
  type DimensionShape,
  keyColumn,
  naturalColumns,
  type OutriggerShape,
  own,
} from '../../model/index.ts'
import type { ColumnShape, NamedColumn } from '../../schema/index.ts'
import { orderColumns, toldAs } from '../extract/conform-columns.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import { type HistoryRules, historyRules, type Same } from '../history/history-rules.ts'

/** A dimension's columns by what the load does with them. */
export interface MemberColumns {
  readonly key: NamedColumn
  readonly natural: readonly NamedColumn[]
  /** Those from source columns, then references to other dimensions; in the order of `HistoryRules.attributes`. */
  readonly attributes: readonly NamedColumn[]
}

export function memberColumns({ table, natural }: DimensionShape, layout: SourceLayout): MemberColumns {
  const named = (name: string): NamedColumn => ({ name, column: table.columns[name] as ColumnShape })
  return {
    key: named(keyColumn(table) ?? ''),
    natural: naturalColumns(table).map((name) => toldAs(layout, own(natural, name), named(name))),
    attributes: [...attributeColumns(table), ...columnsFor(table, 'reference')].map(named),
  }
}

/** What a change of each attribute does, and when versions begin and end. */
export function memberRules(
  dimension: DimensionShape,
  columns: MemberColumns,
  layout: SourceLayout,
  executionTime: string,
  deletes: ReadonlySet<string> | undefined,
  added: ReadonlySet<string>,
  same?: readonly (Same | undefined)[],
): HistoryRules {
  const { attributes, lookups, effectiveFrom, effectiveTo, table } = dimension
  const timeColumn = (name: string | undefined) =>
    name === undefined ? null : { name, masked: layout.columns[layout.column(name).at]?.masked ?? false }
  return historyRules({
    attributes: columns.attributes.map(({ name }) => {
      const rule = own(attributes, name) ?? outrigger(own(lookups, name))
      if (rule === undefined) throw new Error(`${dimension.name} has no rule for ${name}.`)
      const { change, overwrite } = rule
      return { name, change: change === 'type1' && overwrite === 'latest' ? ('type1-latest' as const) : change }
    }),
    history: table.history ?? null,
    effectiveFrom: timeColumn(effectiveFrom),
    effectiveTo: timeColumn(effectiveTo?.column),
    order: orderColumns(dimension, layout).map(({ target }) => ({ name: target.name, kind: target.column.kind })),
    executionTime,
    future: dimension.future,
    ...(same === undefined ? {} : { same }),
    ...(deletes === undefined ? {} : { deletes }),
    added,
  })
}

function outrigger(lookup: OutriggerShape | undefined): Pick<AttributeShape, 'change' | 'overwrite'> | undefined {
  return lookup === undefined ? undefined : { change: lookup.change, overwrite: 'all' }
}
