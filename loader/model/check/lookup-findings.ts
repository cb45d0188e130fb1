import { type TableShape, takes } from '../../schema/index.ts'
import { naturalColumns } from '../columns-by-purpose.ts'
import { own } from '../own.ts'
import type { DimensionShape, LookupShape, SourceShape } from '../shapes.ts'

/** A lookup's rules: its dimension is the one that the column refers to, found by the whole natural key; `asOf`: 'own date' in a dimension. */
export function lookupFindings(
  place: string,
  source: SourceShape,
  { dimension, on, missing }: LookupShape,
  target: TableShape,
  dimensions: readonly DimensionShape[],
  asOf: LookupShape['asOf'] | 'own date',
): readonly string[] {
  const { table } = dimension
  if (table.name !== target.name)
    return [`${place}: dimension ${dimension.name} loads ${table.name}, and the column refers to ${target.name}.`]
  const natural = naturalColumns(table)
  // A dimension may be made anew for each fact that uses it, so its name and table tell it.
  const isThere = dimensions.some((one) => one.name === dimension.name && one.table.name === table.name)
  return [
    ...(isThere ? [] : [`${place}: dimension ${dimension.name} is not among the warehouse's dimensions.`]),
    ...Object.keys(on)
      .filter((key) => !natural.includes(key))
      .map((key) => `${place}: ${key} is no natural-key column of ${table.name}.`),
    ...natural
      .filter((key) => own(on, key) === undefined)
      .map((key) => `${place}: on leaves out ${key} of the natural key of ${table.name}.`),
    ...Object.entries(on).flatMap(([key, column]) => keyFindings(place, table, key, column, source)),
    ...(asOf === 'own date' ? [] : asOfFindings(place, table, asOf, source)),
    ...inferFindings(place, dimension, missing),
  ]
}

function inferFindings(place: string, dimension: DimensionShape, missing: LookupShape['missing']): readonly string[] {
  if (missing !== 'infer') return []
  const { name, table, smartKey } = dimension
  if (table.columns['is_inferred']?.purpose !== 'inferred')
    return [`${place}: missing: 'infer' needs ...inferred() in ${table.name}, to tell the members that it makes.`]
  return smartKey === undefined
    ? []
    : [`${place}: missing: 'infer' makes members with keys of its own, and those of ${name} come from its source.`]
}

function keyFindings(
  place: string,
  table: TableShape,
  key: string,
  column: string,
  source: SourceShape,
): readonly string[] {
  const found = own(source.columns, column)
  const wanted = own(table.columns, key)
  if (found === undefined) return source.derive === undefined ? [`${place}: the source has no column ${column}.`] : []
  const kinds: readonly string[] = wanted === undefined ? [found.kind] : takes[wanted.kind]
  return kinds.includes(found.kind)
    ? []
    : [`${place}: ${key} is ${wanted?.kind}, and source column ${column} is ${found.kind}, which does not fit.`]
}

function asOfFindings(
  place: string,
  table: TableShape,
  asOf: LookupShape['asOf'],
  source: SourceShape,
): readonly string[] {
  if (table.history === undefined)
    return asOf === undefined ? [] : [`${place}: ${table.name} keeps no history, so leave asOf out.`]
  if (asOf === undefined)
    return [`${place}: ${table.name} keeps history. Say asOf: a time column of the source, or latest.`]
  if (typeof asOf !== 'string') return []
  const kind = own(source.columns, asOf)?.kind
  if (kind === undefined)
    return source.derive === undefined ? [`${place}: asOf names ${asOf}, which the source does not have.`] : []
  if (kind === 'timestamp' || (kind === 'date' && table.history === 'day')) return []
  return [
    kind === 'date'
      ? `${place}: asOf names ${asOf}, a date; that needs ...history('day') in ${table.name}.`
      : `${place}: asOf names ${asOf}, which is ${kind} and no time.`,
  ]
}
