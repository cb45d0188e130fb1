import type { Purpose } from '../../schema/index.ts'
import { columnsFor } from '../columns-by-purpose.ts'
import { own } from '../own.ts'
import type { UnitDefinition } from '../shapes.ts'

const held: Readonly<Record<UnitDefinition['kind'], readonly Purpose[]>> = {
  dimension: ['key', 'natural', 'attribute', 'reference', 'history', 'audit', 'inferred'],
  fact: ['reference', 'degenerate', 'measure', 'audit'],
}

/** A unit's table as such: columns of its kind alone, keys, grain, indexes. */
export function tableFindings({ kind, name, table }: UnitDefinition): readonly string[] {
  const place = `${kind} ${name}: table ${table.name}`
  const columns = Object.keys(table.columns)
  const lower = columns.map((column) => column.toLowerCase())
  const keys = columnsFor(table, 'key')
  const strange = Object.entries(table.columns).filter(([, { purpose }]) => !held[kind].includes(purpose))
  return [
    ...strange.map(
      ([column, { purpose }]) =>
        `${place}: ${column} is ${purpose === 'attribute' ? 'without a purpose' : `for ${purpose}`}, and a ${kind} cannot fill that.`,
    ),
    ...columns
      .filter((column, at) => lower.indexOf(column.toLowerCase()) < at)
      .map((column) => `${place}: ${column} differs from another column by its case alone.`),
    ...(kind === 'dimension' && keys.length !== 1
      ? [`${place} has ${keys.length === 0 ? 'no' : `${keys.length}`} key(): it needs one.`]
      : []),
    ...(kind === 'dimension' && columnsFor(table, 'natural').length === 0
      ? [`${place} has no natural key: say natural(…) of the column that identifies a member.`]
      : []),
    ...(kind === 'fact' ? grainFindings(place, table) : []),
    ...table.indexes.flatMap((index) =>
      index
        .filter((column) => !columns.includes(column))
        .map((column) => `${place}: an index names ${column}, which is no column.`),
    ),
  ]
}

function grainFindings(place: string, { columns, grain }: UnitDefinition['table']): readonly string[] {
  if (grain.length === 0) return [`${place} has no grain: name the columns that tell one row from another.`]
  return grain.flatMap((name) => {
    const column = own(columns, name)
    if (column === undefined) return [`${place}: the grain names ${name}, which is no column.`]
    if (column.purpose === 'reference' && column.references?.history !== undefined) {
      return [`${place}: the grain names ${name}, whose dimension has history: a new version would change the grain.`]
    }
    if (column.purpose !== 'degenerate' && column.purpose !== 'reference') {
      return [`${place}: the grain names ${name}, which is neither degenerate nor a reference.`]
    }
    return column.nullable ? [`${place}: the grain names ${name}, which may be NULL.`] : []
  })
}
