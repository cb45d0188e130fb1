import { DefinitionError } from '../../errors/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import type { ColumnShape, NamedColumn } from '../../schema/index.ts'
import type { ConformColumn } from '../conform/conform-column.ts'
import { fileColumns, type SourceLayout } from './source-layout.ts'

/** The conversion of a source column into a column of the warehouse. */
export function into(layout: SourceLayout, source: string, target: NamedColumn): ConformColumn {
  return { ...layout.column(source), target }
}

/** The column of the warehouse as it is told of: hidden also where the source's column alone that fills it is masked. */
export function toldAs(layout: SourceLayout, source: string | undefined, target: NamedColumn): NamedColumn {
  if (source === undefined || layout.columns[layout.column(source).at]?.masked !== true) return target
  return { ...target, column: { ...target.column, masked: true } }
}

/** A source column as a point in time: a declared date stays one (no zone applies to it), all else becomes a timestamp. NULL may be. */
export function asTime(layout: SourceLayout, source: string): ConformColumn {
  const { from } = layout.column(source)
  const kind = from?.column.kind === 'date' ? 'date' : 'timestamp'
  return into(layout, source, { name: source, column: nullableColumn({ kind }) })
}

/** A column in passing, of no table: NULL may be. */
export function nullableColumn(column: Pick<ColumnShape, 'kind'> & Partial<ColumnShape>): ColumnShape {
  return { ...column, nullable: true, purpose: 'attribute' }
}

/**
 * The zone of naive local times in the rows that a unit is given: its source's, unless `derive` has seen them, since its rows are in UTC already.
 */
export function rowZone(source: { readonly derive?: unknown; readonly zone?: string }): string | undefined {
  return source.derive === undefined ? source.zone : undefined
}

/**
 * The columns that put rows of one key in order, as the source declares them; in files the line comes last (KIMBALL.md, Order). Throws
 * DefinitionError where `derive` adds one: it has no type.
 */
export function orderColumns(unit: UnitDefinition, layout: SourceLayout): readonly ConformColumn[] {
  const lines = unit.source.files === undefined ? [] : Object.keys(fileColumns)
  return [...unit.order, ...lines].map((name) => {
    const { from } = layout.column(name)
    if (from === undefined) {
      throw new DefinitionError(
        'derived-order',
        `${unit.kind} ${unit.name}: rows cannot be put in order by ${name}, which derive adds: it has no column type. Let the SQL give it, and declare it.`,
      )
    }
    return into(layout, name, { name, column: nullableColumn(from.column) })
  })
}
