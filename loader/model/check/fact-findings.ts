import { columnsFor } from '../columns-by-purpose.ts'
import { own } from '../own.ts'
import type { DimensionShape, FactShape } from '../shapes.ts'
import { lookupFindings } from './lookup-findings.ts'
import { misfits } from './misfits.ts'

/** A fact's rules: every measure and degenerate filled by a column that fits, every role looked up by the natural key of its dimension. */
export function factFindings(fact: FactShape, dimensions: readonly DimensionShape[]): readonly string[] {
  const { name, table, source, from, lookups } = fact
  const place = `fact ${name}`
  const filled = columnsFor(table, 'degenerate', 'measure')
  const roles = columnsFor(table, 'reference')
  return [
    ...Object.entries(from).flatMap(([column, origin]) => {
      const target = own(table.columns, column)
      if (target === undefined || !filled.includes(column))
        return [`${place}: ${column} is no measure or degenerate column of ${table.name}.`]
      return misfits(place, column, target, origin, source)
    }),
    ...roles
      .filter((role) => own(lookups, role) === undefined)
      .map((role) => `${place}: reference ${role} of ${table.name} has no lookup.`),
    ...Object.entries(lookups).flatMap(([role, lookup]) => {
      const target = own(table.columns, role)?.references
      if (target === undefined) return [`${place}: ${role} is no reference of ${table.name}.`]
      return lookupFindings(`${place}, lookup ${role}`, source, lookup, target, dimensions, lookup.asOf).concat(
        table.grain.includes(role) && (lookup.missing === 'unknown' || lookup.missing === 'infer')
          ? [`${place}, lookup ${role}: a reference in the grain may not be Unknown. Say missing: 'reject' or 'fail'.`]
          : [],
      )
    }),
  ]
}
