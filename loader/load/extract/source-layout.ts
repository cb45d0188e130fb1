import { DefinitionError } from '../../errors/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import type { ColumnShape, NamedColumn } from '../../schema/index.ts'

/** A column of the rows that a unit is given; `declared` is absent where `derive` adds it. */
export interface LayoutColumn {
  readonly name: string
  readonly declared?: NamedColumn
  readonly masked: boolean
}

/** The columns of a unit's source rows by position: the declared ones, then those of `derive` that the unit reads. */
export interface SourceLayout {
  readonly columns: readonly LayoutColumn[]
  /** Position and declaration of a column that the unit reads. */
  column(name: string): { readonly at: number; readonly from?: NamedColumn }
}

/** Throws DefinitionError 'unknown-source-column' where a unit reads what neither the source declares nor `derive` can add. */
export function sourceLayout(unit: UnitDefinition): SourceLayout {
  const { source } = unit
  const masked = new Set(maskedReads(unit))
  const declared = Object.entries(columnsOf(source)).map(([name, column]) => ({
    name,
    declared: { name, column },
    masked: column.masked === true || masked.has(name),
  }))
  const known = new Set(declared.map(({ name }) => name))
  const others = [...new Set(reads(unit))].filter((name) => !known.has(name))
  if (others.length > 0 && source.derive === undefined) {
    throw new DefinitionError(
      'unknown-source-column',
      `${unit.kind} ${unit.name}: its source declares no ${others.join(', ')}. Declare it in the source's columns, or let derive add it.`,
    )
  }
  const columns = [...declared, ...others.map((name) => ({ name, masked: masked.has(name) }))]
  const positions = new Map(columns.map(({ name }, at) => [name, at]))
  return {
    columns,
    column(name) {
      const at = positions.get(name)
      if (at === undefined) throw new Error(`${unit.name} reads ${name}, which its layout lacks.`)
      const from = declared[at]?.declared
      return from === undefined ? { at } : { at, from }
    },
  }
}

/** In a file's rows, behind the declared columns; the brackets keep them apart from those. */
export const fileColumns: Readonly<Record<string, ColumnShape>> = {
  '(file)': { kind: 'text', nullable: false, purpose: 'attribute' },
  '(line)': { kind: 'bigint', nullable: false, purpose: 'attribute' },
}

function columnsOf({ columns, files }: UnitDefinition['source']): Readonly<Record<string, ColumnShape>> {
  return files === undefined ? columns : { ...columns, ...fileColumns }
}

/** Names of the source columns that the unit's definition reads. */
function reads(unit: UnitDefinition): readonly string[] {
  if (unit.kind === 'fact') {
    const lookups = Object.values(unit.lookups)
    const times = lookups.flatMap(({ asOf }) => (typeof asOf === 'string' ? [asOf] : []))
    return [...Object.values(unit.from), ...lookups.flatMap(({ on }) => Object.values(on)), ...times, ...unit.order]
  }
  const { smartKey, effectiveFrom, effectiveTo } = unit
  const others = [smartKey, effectiveFrom, effectiveTo?.column].filter((name) => name !== undefined)
  return [
    ...Object.values(unit.natural),
    ...Object.values(unit.attributes).map(({ from }) => from),
    ...Object.values(unit.lookups).flatMap(({ on }) => Object.values(on)),
    ...others,
    ...unit.order,
  ]
}

/** Source columns that feed a masked column of the warehouse. */
function maskedReads(unit: UnitDefinition): readonly string[] {
  const fed =
    unit.kind === 'fact'
      ? Object.entries(unit.from)
      : [
          ...Object.entries(unit.natural),
          ...Object.entries(unit.attributes).map(([name, { from }]) => [name, from] as const),
        ]
  const direct = fed.flatMap(([name, from]) => (unit.table.columns[name]?.masked === true ? [from] : []))
  const keys = Object.values(unit.lookups).flatMap(({ dimension, on }) =>
    Object.entries(on).flatMap(([name, from]) => (dimension.table.columns[name]?.masked === true ? [from] : [])),
  )
  return [...direct, ...keys]
}
