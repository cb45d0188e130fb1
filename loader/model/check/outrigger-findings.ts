import { columnsFor } from '../columns-by-purpose.ts'
import { own } from '../own.ts'
import type { DimensionShape } from '../shapes.ts'
import { lookupFindings } from './lookup-findings.ts'

const changes: readonly string[] = ['type0', 'type1', 'type2']

/** A dimension's references to others: each looked up, with a change that there is; none to the dimension itself. */
export function outriggerFindings(
  place: string,
  { name, table, source, lookups }: DimensionShape,
  dimensions: readonly DimensionShape[],
): readonly string[] {
  return [
    ...columnsFor(table, 'reference')
      .filter((role) => own(lookups, role) === undefined)
      .map((role) => `${place}: reference ${role} of ${table.name} has no lookup.`),
    ...Object.entries(lookups).flatMap(([role, lookup]) => {
      const at = `${place}, lookup ${role}`
      const target = own(table.columns, role)?.references
      if (target === undefined) return [`${place}: ${role} is no reference of ${table.name}.`]
      return [
        ...lookupFindings(at, source, lookup, target, dimensions, 'own date'),
        ...(changes.includes(lookup.change)
          ? []
          : [`${at}: its change is ${String(lookup.change)}, and there are type0, type1, type2.`]),
        ...(lookup.dimension.name === name ? [`${at}: a dimension cannot look itself up.`] : []),
      ]
    }),
  ]
}
