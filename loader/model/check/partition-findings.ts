import type { Kind } from '../../schema/index.ts'
import { own } from '../own.ts'
import type { DimensionShape, UnitDefinition } from '../shapes.ts'

/** Columns by whose values a source can be put in order and asked for what comes after one of them, exactly. */
const kinds: readonly Kind[] = ['integer', 'bigint', 'decimal', 'varchar', 'text', 'date', 'timestamp']

/** A source that is read in the order of a key, so that an interrupted load can go on after the last one that is in. */
export function partitionFindings(unit: UnitDefinition): readonly string[] {
  const { kind, name, source } = unit
  const { partition, columns, sql } = source
  if (partition === undefined) return []
  const place = `${kind} ${name}`
  if (partition.length === 0) return [`${place}: partition names no column. Name some, or leave it out.`]
  return [
    ...(sql === undefined
      ? [`${place}: its source has partition and no SQL, which alone can be read from a key on. Leave partition out.`]
      : 'parts' in sql
        ? []
        : [`${place}: its source has partition, which reads the query as a table. Write it as sql\`…\`.`]),
    ...partition.flatMap((column, at) => {
      const found = own(columns, column)
      if (found === undefined) return [`${place}: partition names ${column}, which the source does not have.`]
      if (partition.indexOf(column) !== at) return [`${place}: partition names ${column} twice.`]
      if (found.nullable) return [`${place}: partition names ${column}, which may be NULL.`]
      if (found.masked === true || feedsMasked(unit, column))
        return [`${place}: partition names ${column}, which is masked, and its values would stand in the run log.`]
      return kinds.includes(found.kind)
        ? []
        : [`${place}: partition names ${column}, which is ${found.kind}. It must be one of ${kinds.join(', ')}.`]
    }),
  ]
}

function feedsMasked(unit: UnitDefinition, source: string): boolean {
  const fed = unit.kind === 'fact' ? unit.from : { ...unit.natural, ...attributeSources(unit) }
  return Object.entries(fed).some(([name, from]) => from === source && own(unit.table.columns, name)?.masked === true)
}

function attributeSources({ attributes }: DimensionShape): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, { from }]) => [name, from]))
}
