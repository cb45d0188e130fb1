import { attributeColumns, naturalColumns } from '../columns-by-purpose.ts'
import { own } from '../own.ts'
import type { DimensionShape } from '../shapes.ts'
import { misfits } from './misfits.ts'
import { outriggerFindings } from './outrigger-findings.ts'
import { reservedFindings } from './reserved-findings.ts'

const changes: readonly string[] = ['type0', 'type1', 'type2']

/** A dimension's rules: every attribute with a change that the table can keep, from a source column that fits; dates; reserved members. */
export function dimensionFindings(dimension: DimensionShape, dimensions: readonly DimensionShape[]): readonly string[] {
  const { name, table, source, natural, attributes } = dimension
  const place = `dimension ${name}`
  const columns = attributeColumns(table)
  const strangers = (given: object, known: readonly string[]) =>
    Object.keys(given).filter((column) => !known.includes(column))
  return [
    ...strangers(attributes, columns).map((column) => `${place}: ${column} is no attribute of ${table.name}.`),
    ...columns
      .filter((column) => own(attributes, column) === undefined)
      .map((column) => `${place}: attribute ${column} of ${table.name} is left out. Say what a change of it does.`),
    ...strangers(natural, naturalColumns(table)).map(
      (column) => `${place}: ${column} is no natural-key column of ${table.name}.`,
    ),
    ...[
      ...Object.entries(natural),
      ...Object.entries(attributes).map(([column, { from }]) => [column, from] as const),
    ].flatMap(([column, from]) => {
      const target = own(table.columns, column)
      return target === undefined ? [] : misfits(place, column, target, from, source)
    }),
    ...Object.entries(attributes).flatMap(([column, { change, overwrite }]) => [
      ...(changes.includes(change)
        ? []
        : [`${place}: attribute ${column} has the change ${String(change)}, and there are type0, type1, type2.`]),
      ...(overwrite === 'latest' && change !== 'type1'
        ? [`${place}: attribute ${column} is of ${change}; overwrite is for type1.`]
        : []),
    ]),
    ...historyFindings(place, dimension),
    ...outriggerFindings(place, dimension, dimensions),
    ...deleteFindings(place, dimension),
    ...reservedFindings(place, dimension),
  ]
}

function deleteFindings(place: string, { table, deletes, maxDeleteShare }: DimensionShape): readonly string[] {
  return [
    ...(deletes === 'ignore' || deletes === 'close'
      ? []
      : [`${place}: deletes is ${String(deletes)}, and there are 'ignore' and 'close'.`]),
    ...(deletes === 'close' && table.history === undefined
      ? [`${place}: deletes: 'close' needs ...history() in ${table.name}.`]
      : []),
    ...(maxDeleteShare >= 0 && maxDeleteShare <= 1
      ? []
      : [`${place}: maxDeleteShare is a share of the current members, from 0 to 1, and not ${maxDeleteShare}.`]),
  ]
}

function historyFindings(
  place: string,
  { table, source, attributes, lookups, effectiveFrom, effectiveTo }: DimensionShape,
): readonly string[] {
  const versioned = [...Object.entries(attributes), ...Object.entries(lookups)].filter(
    ([, { change }]) => change === 'type2',
  )
  const dates = Object.entries({ effectiveFrom, effectiveTo: effectiveTo?.column })
  return [
    ...(table.history !== undefined && versioned.length === 0
      ? [
          `${place}: ${table.name} keeps history, and no attribute is of type 2: leave ...history() out, or say which attribute begins a version.`,
        ]
      : []),
    ...(table.history === undefined
      ? versioned.map(
          ([column]) => `${place}: attribute ${column} is of type 2, which needs ...history() in ${table.name}.`,
        )
      : []),
    ...(effectiveTo !== undefined && effectiveFrom === undefined ? [`${place}: effectiveTo needs effectiveFrom.`] : []),
    ...dates.flatMap(([option, column]) => {
      if (column === undefined) return []
      if (table.history === undefined) return [`${place}: ${option} needs ...history() in ${table.name}.`]
      const kind = own(source.columns, column)?.kind
      if (kind === undefined && source.derive === undefined)
        return [`${place}: ${option} names ${column}, which the source does not have.`]
      return kind === undefined || kind === 'date' || kind === 'timestamp'
        ? []
        : [`${place}: ${option} names ${column}, which is ${kind} and no time.`]
    }),
  ]
}
